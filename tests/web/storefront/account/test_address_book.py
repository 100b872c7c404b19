"""The address book on the web."""

from typing import Any
from uuid import uuid4

import pytest

from nexus.accounts import facade

TYPED = {"country": "US", "name": "Ada", "address_line": "1 Infinite Loop", "city": "Cupertino", "region": "CA",
         "postal_code": "95014", "phone": ""}  # fmt: skip


def test_an_empty_book_leads_to_the_first_address(at_home: Any) -> None:
    shown = at_home.get("/account/addresses/").content.decode()

    assert "Your address book is empty." in shown
    assert 'href="/account/addresses/add/"' in shown
    assert 'value="Ada Lovelace"' in at_home.get("/account/addresses/add/").content.decode()


def test_an_address_is_added_and_shown_as_it_is_written_there(at_home: Any, ada: Any, known: Any) -> None:
    answer = at_home.post("/account/addresses/add/", TYPED)

    assert (answer.status_code, answer["Location"]) == (302, "/account/addresses/")
    [entry] = known(facade.addresses, ada.id)
    assert {part: getattr(entry, part) for part in TYPED} == TYPED
    assert (entry.is_default_shipping, entry.is_default_billing) == (True, True)
    shown = at_home.get("/account/addresses/").content.decode()
    assert "Cupertino, CA 95014" in shown
    assert "United States" in shown


def test_errors_stand_beside_their_fields_and_what_was_typed_is_kept(
    at_home: Any, ada: Any, known: Any
) -> None:
    answer = at_home.post(
        "/account/addresses/add/", TYPED | {"postal_code": "10001", "is_default_billing": "on"}
    )

    text = answer.content.decode()
    assert answer.status_code == 400
    assert (
        '<p class="error" id="id_postal_code_error">This postal code is not in California. Please check both.'
        in text
    )
    assert 'value="10001"' in text
    assert '<option value="CA" selected>California</option>' in text
    assert 'role="alert" tabindex="-1" autofocus' in text
    assert known(facade.addresses, ada.id) == ()


def test_the_update_button_asks_for_another_countrys_fields_and_saves_nothing(
    at_home: Any, ada: Any, known: Any
) -> None:
    typed = TYPED | {"country": "DE", "refresh": "address", "is_default_billing": "on"}

    answer = at_home.post("/account/addresses/add/", typed)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="region"' in text
    assert '<input type="hidden" name="region" value="CA">' in text
    assert 'value="Cupertino"' in text
    assert 'aria-invalid="true"' not in text
    assert 'name="is_default_billing"' in text
    assert known(facade.addresses, ada.id) == ()


def test_an_address_is_changed_with_its_second_line(
    at_home: Any, ada: Any, known: Any, add_address: Any
) -> None:
    entry = add_address(ada.id, address_line2="Floor 2")
    shown = at_home.get(f"/account/addresses/{entry.id}/").content.decode()
    assert 'value="Road 1, Floor 2"' in shown

    answer = at_home.post(f"/account/addresses/{entry.id}/", TYPED | {"next": "/checkout/"})

    assert answer["Location"] == "/checkout/"
    [now] = known(facade.addresses, ada.id)
    assert (now.id, now.address_line, now.address_line2, now.country) == (
        entry.id,
        "1 Infinite Loop",
        "",
        "US",
    )
    assert at_home.post(f"/account/addresses/{entry.id}/", TYPED | {"next": "//evil.example"})[
        "Location"
    ] == ("/account/addresses/")


def test_a_default_moves_and_an_address_goes(at_home: Any, ada: Any, known: Any, add_address: Any) -> None:
    first, second = add_address(ada.id), add_address(ada.id, address_line="Road 2")

    at_home.post(f"/account/addresses/{second.id}/default/", {"is_default_shipping": "on", "is_admin": "on"})

    marks = {
        one.id: (one.is_default_shipping, one.is_default_billing) for one in known(facade.addresses, ada.id)
    }
    assert marks == {first.id: (False, True), second.id: (True, False)}

    assert at_home.post(f"/account/addresses/{first.id}/delete/").status_code == 302
    assert [one.id for one in known(facade.addresses, ada.id)] == [second.id]


@pytest.mark.parametrize("act", ["", "delete/", "default/"])
def test_the_address_of_somebody_else_is_not_found(
    at_home: Any, known: Any, add_address: Any, make_person: Any, act: str
) -> None:
    bob = make_person("bob@example.org")
    entry = add_address(bob.id)
    path = f"/account/addresses/{entry.id}/{act}"

    assert at_home.post(path, TYPED | {"is_default_billing": "on"}).status_code == 404
    assert at_home.post(f"/account/addresses/{uuid4()}/{act}", TYPED).status_code == 404
    if not act:
        assert at_home.get(path).status_code == 404
    assert known(facade.addresses, bob.id) == (entry,)


def test_forged_forms_change_nothing(at_home: Any, ada: Any, known: Any, add_address: Any) -> None:
    entry = add_address(ada.id)
    for path in ("add/", f"{entry.id}/", f"{entry.id}/delete/", f"{entry.id}/default/"):
        assert at_home.forged(f"/account/addresses/{path}", TYPED).status_code == 403
    assert known(facade.addresses, ada.id) == (entry,)


def test_guests_have_no_book(browser: Any) -> None:
    answer = browser.post("/account/addresses/add/", TYPED)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_a_full_book_says_so(at_home: Any, ada: Any, known: Any, add_address: Any) -> None:
    for number in range(50):
        add_address(ada.id, address_line=f"Road {number}")

    answer = at_home.post("/account/addresses/add/", TYPED)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Your address book is full (50 addresses). Remove one first." in text
    assert 'value="Cupertino"' in text
    assert len(known(facade.addresses, ada.id)) == 50
