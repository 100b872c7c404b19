"""The pages that the links in mails open."""

import re
from typing import Any

import pytest
from tests.web.storefront.account.browser import Browser

from nexus.accounts import facade

NEW = "battery-staple-7"


@pytest.fixture
def ada(make_person: Any) -> Any:
    """With an address that is not confirmed."""
    return make_person()


@pytest.fixture
def activation(ada: Any, known: Any) -> str:
    parts = known(facade.activation_link_parts, ada.id)
    return f"/account/activate/{parts.uid}/{parts.token}/"


@pytest.fixture
def reset(ada: Any, known: Any) -> str:
    parts = known(facade.password_reset_link_parts, ada.id)
    return f"/account/reset-password/{parts.uid}/{parts.token}/"


def is_verified(known: Any, person: Any) -> bool:
    return known(facade.user, person.id).email_verified


def test_looking_at_the_link_changes_nothing_and_pressing_the_button_verifies(
    browser: Any, ada: Any, known: Any, activation: str
) -> None:
    shown = browser.get(activation)
    assert (shown.status_code, "Confirm my e-mail" in shown.content.decode()) == (200, True)
    assert is_verified(known, ada) is False
    assert browser.forged(activation).status_code == 403
    assert browser.client.post(activation, headers=browser.headers).status_code == 403, "without a token"
    assert is_verified(known, ada) is False

    done = browser.post(activation)

    assert (done.status_code, "your e-mail is confirmed" in done.content.decode()) == (200, True)
    assert is_verified(known, ada) is True
    assert done["Referrer-Policy"] == "same-origin", "the address holds a secret"
    assert "default-src 'none'" in done["Content-Security-Policy"]
    assert "no-store" in done["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in done.content.decode()


def test_a_browser_that_says_nothing_needs_the_token_of_the_page(
    browser: Any, ada: Any, known: Any, activation: str
) -> None:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(activation).content.decode())
    assert token

    answer = browser.client.post(activation, {"csrfmiddlewaretoken": token.group(1)}, headers=browser.headers)

    assert (answer.status_code, is_verified(known, ada)) == (200, True)


def test_a_used_link_leads_to_a_new_one(browser: Any, ada: Any, activation: str) -> None:
    browser.post(activation)

    again = browser.post(activation)

    assert (again.status_code, "not valid any more" in again.content.decode()) == (400, True)
    assert 'href="/account/verify/"' in again.content.decode()
    browser.log_in(ada.email)
    assert "your address is confirmed" in browser.post(activation).content.decode()


def test_a_new_password_by_the_page(browser: Any, tenant: Any, ada: Any, reset: str) -> None:
    assert browser.get(reset).status_code == 200
    weak = browser.post(reset, {"new_password": "password"})
    assert (weak.status_code, "This password is too common." in weak.content.decode()) == (400, True)
    assert browser.forged(reset, {"new_password": NEW}).status_code == 403
    assert Browser(tenant).log_in(ada.email, NEW).status_code == 400

    done = browser.post(reset, {"new_password": NEW})

    assert (done.status_code, "Your new password is set." in done.content.decode()) == (200, True)
    assert browser.session == "", "nobody is logged in by a link"
    assert Browser(tenant).log_in(ada.email, NEW).status_code == 302
    again = browser.post(reset, {"new_password": "battery-staple-8"})
    assert again.status_code == 400
    assert 'href="/account/forgot-password/"' in again.content.decode()


def test_a_new_password_ends_the_session_that_somebody_else_may_have(
    browser: Any, tenant: Any, ada: Any, known: Any
) -> None:
    browser.log_in(ada.email)
    parts = known(facade.password_reset_link_parts, ada.id)

    Browser(tenant).post(f"/account/reset-password/{parts.uid}/{parts.token}/", {"new_password": NEW})

    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "path",
    ["/account/activate/AA/x-y/", "/account/reset-password/%C3%A9/1-2/",
     "/account/reset-password/AA/zzzzzzzzzzzzzzzzzzzz-0/"],
)  # fmt: skip
def test_a_made_up_link_is_dead(browser: Any, path: str) -> None:
    assert browser.get(path).status_code == 200

    answer = browser.post(path, {"new_password": NEW})

    assert (answer.status_code, "not valid any more" in answer.content.decode()) == (400, True)


def test_the_link_of_another_shop_is_dead(other_tenant: Any, known: Any, activation: str, ada: Any) -> None:
    assert Browser(other_tenant).post(activation).status_code == 400
    assert is_verified(known, ada) is False


def test_the_page_escapes_the_shops_name(make_tenant: Any) -> None:
    shop = make_tenant(name="<b>Bazar</b>")

    shown = Browser(shop, **{"Accept-Language": "es"}).get("/account/activate/x/y/").content.decode()

    assert '<html lang="es">' in shown
    assert "<b>Bazar" not in shown
    assert "&lt;b&gt;Bazar&lt;/b&gt;" in shown
