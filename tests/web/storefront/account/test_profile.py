"""Names, phone, language."""

from typing import Any

from nexus.accounts.queries import profile_of

GIVEN = {"first_name": " Ada  Augusta ", "last_name": "King", "phone": "+44 20 7946 0000", "language": "es"}


def test_the_profile_is_shown_and_changed(at_home: Any, ada: Any, known: Any) -> None:
    shown = at_home.get("/account/profile/").content.decode()
    assert 'value="Lovelace"' in shown
    assert "ada@example.org" in shown

    answer = at_home.post(
        "/account/profile/", GIVEN | {"accepts_marketing": "on", "email": "eve@example.org"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/account/profile/")
    now = known(profile_of, ada.id)
    told = ("first_name", "last_name", "phone", "language", "accepts_marketing", "email")
    assert [now[name] for name in told] == [
        "Ada Augusta", "King", "+44 20 7946 0000", "es", True, "ada@example.org",
    ]  # fmt: skip
    assert "Your profile is saved." in at_home.get("/account/profile/").content.decode()


def test_errors_keep_what_was_typed_and_change_nothing(at_home: Any, ada: Any, known: Any) -> None:
    before = known(profile_of, ada.id)

    answer = at_home.post(
        "/account/profile/", {"first_name": "", "last_name": "King", "language": "xx", "phone": "1" * 33}
    )

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "3 things need your attention" in text
    assert 'value="King"' in text
    assert known(profile_of, ada.id) == before


def test_a_forged_profile_changes_nothing(at_home: Any, ada: Any, known: Any) -> None:
    before = known(profile_of, ada.id)

    assert at_home.forged("/account/profile/", GIVEN).status_code == 403
    assert known(profile_of, ada.id) == before
