"""What a person was told, and what they want to hear about."""

from typing import Any
from uuid import uuid4

import pytest

from nexus.notifications import facade
from nexus.notifications.contracts.dto import Note
from nexus.notifications.queries import choices_of, notes
from nexus.notifications.queries.lists import NEWEST
from nexus.platform.http.keysets import KeysetPage


@pytest.fixture
def tell(known: Any) -> Any:
    """`tell(ada, "title")` -> id of the new note."""

    def add(person: Any, title: str, *, link: str = "") -> Any:
        note = Note(key=title, user_id=person.id, kind="order_placed", title=title, body="<b>", link=link)
        known(facade.notify, note)
        page = KeysetPage(None, NEWEST, size=1, cursor="", with_count=False)
        return known(notes, person.id, page=page)[0].id

    return add


def unread(known: Any, person: Any) -> int:
    return known(facade.unread_count, person.id)


def test_an_empty_list_is_kind(at_home: Any) -> None:
    shown = at_home.get("/account/notifications/").content.decode()

    assert "News about your orders will be here." in shown
    assert "Mark all as read" not in shown


def test_notes_are_shown_and_read_one_by_one(at_home: Any, ada: Any, known: Any, tell: Any) -> None:
    first = tell(ada, "First")
    second = tell(ada, "Second", link="/orders/x/")
    shown = at_home.get("/account/notifications/").content.decode()
    assert shown.index("Second") < shown.index("First")
    assert "&lt;b&gt;" in shown
    assert '<span class="sr-only">unread:</span> 2</span>' in shown

    answer = at_home.post(f"/account/notifications/{second}/read/", {"next": "/orders/x/"})

    assert (answer.status_code, answer["Location"]) == (302, "/orders/x/")
    assert unread(known, ada) == 1
    assert f'value="/account/notifications/#note-{first}"' in shown, "the list stays where it was"
    assert at_home.post(f"/account/notifications/{second}/read/", {"next": "//evil.example"})["Location"] == (
        "/account/notifications/"
    )


def test_all_are_read_at_once(at_home: Any, ada: Any, known: Any, tell: Any) -> None:
    tell(ada, "First")
    tell(ada, "Second")

    assert at_home.post("/account/notifications/read/").status_code == 302
    assert unread(known, ada) == 0


def test_the_note_of_somebody_else_is_not_found(
    at_home: Any, known: Any, tell: Any, make_person: Any
) -> None:
    bob = make_person("bob@example.org")
    note = tell(bob, "For Bob")

    assert "For Bob" not in at_home.get("/account/notifications/").content.decode()
    assert at_home.post(f"/account/notifications/{note}/read/").status_code == 404
    assert at_home.post(f"/account/notifications/{uuid4()}/read/").status_code == 404
    at_home.post("/account/notifications/read/")
    assert unread(known, bob) == 1


def test_forged_forms_read_and_switch_nothing(at_home: Any, ada: Any, known: Any, tell: Any) -> None:
    note = tell(ada, "First")
    for path in (f"{note}/read/", "read/", "settings/"):
        assert at_home.forged(f"/account/notifications/{path}").status_code == 403
    assert unread(known, ada) == 1
    assert all(one["enabled"] for one in known(choices_of, ada.id))


def test_what_is_not_ticked_is_not_told(at_home: Any, ada: Any, known: Any) -> None:
    shown = at_home.get("/account/notifications/settings/").content.decode()
    assert 'name="order_placed.email" checked' in shown
    assert "new_sale" not in shown, "for sellers"
    assert "new_review" not in shown

    answer = at_home.post(
        "/account/notifications/settings/", {"order_placed.email": "on", "welcome.email": "on"}
    )

    assert answer.status_code == 302
    on = {(one["kind"], one["channel"]) for one in known(choices_of, ada.id) if one["enabled"]}
    for_sellers = ("new_sale", "proposal_approved", "proposal_rejected", "new_review")
    assert on == {("order_placed", "email")} | {
        (kind, channel) for kind in for_sellers for channel in ("email", "in_app")
    }
    shown = at_home.get("/account/notifications/settings/").content.decode()
    assert "Your choice is saved." in shown
    assert 'name="order_placed.in_app">' in shown
