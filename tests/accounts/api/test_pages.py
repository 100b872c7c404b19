"""The pages that the links in mails open, as a browser sees them."""

import re
from typing import Any

import pytest
from django.test import Client

from nexus.accounts import facade
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def _press(browser: Client, path: str, tenant: Any, **fields: str) -> Any:
    """Open the page, fill its form in, press its button."""
    sent = {"X-Tenant": tenant.slug}
    shown = browser.get(path, headers=sent)
    assert shown.status_code == 200
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown.content.decode())
    assert token
    return browser.post(path, {"csrfmiddlewaretoken": token.group(1), **fields}, headers=sent)


def _verified(tenant: Any, user_id: Any) -> bool:
    with tenant_scope(tenant.id):
        person = facade.user(user_id)
    assert person is not None
    return person.email_verified


def test_looking_at_the_link_changes_nothing_and_pressing_the_button_verifies(
    tenant: Any, ada: Any, browser: Client
) -> None:
    with tenant_scope(tenant.id):
        parts = facade.activation_link_parts(ada.id)
    assert parts is not None
    path = f"/account/activate/{parts.uid}/{parts.token}/"

    shown = browser.get(path, headers={"X-Tenant": tenant.slug})
    assert "Confirm my e-mail" in shown.content.decode()
    assert _verified(tenant, ada.id) is False
    assert browser.post(path, headers={"X-Tenant": tenant.slug}).status_code == 403
    assert _verified(tenant, ada.id) is False

    done = _press(browser, path, tenant)

    assert (done.status_code, "your e-mail is confirmed" in done.content.decode()) == (200, True)
    assert _verified(tenant, ada.id) is True
    assert _press(browser, path, tenant).status_code == 400
    assert done["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in done["Content-Security-Policy"]
    assert "no-store" in done["Cache-Control"]


def test_a_new_password_by_the_page(tenant: Any, ada: Any, browser: Client, api: Any) -> None:
    with tenant_scope(tenant.id):
        parts = facade.password_reset_link_parts(ada.id)
    assert parts is not None
    path = f"/account/reset-password/{parts.uid}/{parts.token}/"

    weak = _press(browser, path, tenant, new_password="password")
    assert (weak.status_code, "This password is too common." in weak.content.decode()) == (400, True)
    assert _press(browser, path, tenant, new_password="battery-staple-7").status_code == 200
    assert _press(browser, path, tenant, new_password="battery-staple-8").status_code == 400

    login = {"email": ada.email, "password": "battery-staple-7"}
    assert api.post("/api/auth/jwt/create/", login).status_code == 200


def test_the_page_speaks_the_browsers_language_and_escapes_the_shops_name(
    make_tenant: Any, browser: Client
) -> None:
    shop = make_tenant(name="<b>Bazar</b>")

    shown = browser.get(
        "/account/activate/x/y/", headers={"X-Tenant": shop.slug, "Accept-Language": "es"}
    ).content.decode()

    assert "Confirmar mi correo" in shown
    assert "<b>Bazar" not in shown
    assert "&lt;b&gt;Bazar&lt;/b&gt;" in shown


def test_a_made_up_link_is_dead(tenant: Any, browser: Client) -> None:
    for path in ("/account/activate/AA/x-y/", "/account/reset-password/%C3%A9/1-2/"):
        answer = _press(browser, path, tenant, new_password="battery-staple-7")
        assert (answer.status_code, "not valid any more" in answer.content.decode()) == (400, True)
    assert browser.get("/account/style.css", headers={"X-Tenant": tenant.slug})["Content-Type"] == "text/css"
