"""Changing the password, and closing the account."""

from typing import Any

import pytest
from tests.web.storefront.account.browser import PASSWORD, Browser

from nexus.accounts import facade

NEW = "battery-staple-7"


def test_a_new_password_ends_all_logins_but_this_one(at_home: Any, tenant: Any, ada: Any, known: Any) -> None:
    elsewhere, before = Browser(tenant), at_home.session
    elsewhere.log_in(ada.email)
    token = known(facade.open_session, ada.id).access

    answer = at_home.post("/account/password/", {"current_password": PASSWORD, "new_password": NEW})

    assert (answer.status_code, answer["Location"]) == (302, "/account/password/")
    assert at_home.session not in ("", before), "the key is another one, too"
    assert "Your password is changed." in at_home.get("/account/password/").content.decode()
    assert elsewhere.get("/account/").status_code == 302
    with pytest.raises(Exception, match="login behind the token has ended"):
        known(facade.owner_of_token, token)
    assert Browser(tenant).log_in(ada.email).status_code == 400
    assert Browser(tenant).log_in(ada.email, NEW).status_code == 302


@pytest.mark.parametrize(
    ("current", "new", "field", "error"),
    [
        ("wrong", NEW, "current_password", "This is not your current password."),
        (PASSWORD, "82736452736", "new_password", "This password is entirely numeric."),
        (PASSWORD, "ada@example.org", "new_password", "The password is too similar to the email."),
        (PASSWORD, "", "new_password", "Enter the password."),
    ],
)
def test_a_refused_change_changes_nothing(
    at_home: Any, tenant: Any, ada: Any, current: str, new: str, field: str, error: str
) -> None:
    answer = at_home.post("/account/password/", {"current_password": current, "new_password": new})

    text = answer.content.decode()
    assert answer.status_code == 400
    assert f'<p class="error" id="id_{field}_error">{error}' in text
    assert Browser(tenant).log_in(ada.email).status_code == 302


def test_a_forged_change_changes_nothing(at_home: Any, tenant: Any, ada: Any) -> None:
    fields = {"current_password": PASSWORD, "new_password": NEW}

    assert at_home.forged("/account/password/", fields).status_code == 403
    assert Browser(tenant).log_in(ada.email).status_code == 302


def test_closing_says_what_stays_and_asks_for_the_password(
    at_home: Any, ada: Any, known: Any, add_address: Any
) -> None:
    add_address(ada.id)
    assert "What is kept" in at_home.get("/account/delete/").content.decode()
    assert at_home.post("/account/delete/", {"current_password": "wrong"}).status_code == 400
    assert at_home.forged("/account/delete/", {"current_password": PASSWORD}).status_code == 403
    assert known(facade.user, ada.id).email == ada.email

    answer = at_home.post("/account/delete/", {"current_password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/account/closed/")
    assert at_home.get("/account/").status_code == 302
    gone = known(facade.user, ada.id)
    assert (gone.is_active, gone.first_name, gone.email.partition("@")[2]) == (False, "", "deleted.invalid")
    assert known(facade.addresses, ada.id) == ()
    assert "Your account is closed" in at_home.get("/account/closed/").content.decode()
