"""The ways to say who one is: bearer tokens, API keys, web sessions."""

from typing import Any

import pytest
from django.test import Client

from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.facade import create_api_key, revoke_api_key

ME, BOOK, KEYS_CAN = "/api/auth/users/me/", "/api/accounts/addresses/", "/api/notifications/mailbox/"
HOME = {"address_line": "1 Way", "city": "London", "country": "GB"}


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x.y.z",
        "Basic YTpi",
        "Token abc",
        "x",
        "Api-Key",
        "Api-Key nx_a_b",
        "Bearer é",
    ],
)
def test_credentials_that_nobody_understands_make_no_guest(api: Any, header: str) -> None:
    answer = api.with_headers(Authorization=header).get(ME)

    assert answer.status_code == 401
    assert answer.json()["code"] == "invalid_credentials"
    assert answer["Content-Type"] == "application/problem+json"


def test_an_api_key_acts_with_its_roles_in_its_tenant_only(api: Any, tenant: Any, other_tenant: Any) -> None:
    with tenant_scope(tenant.id):
        key_id, key = create_api_key("erp", roles=["support"])
        _, poor = create_api_key("till", roles=[])
    header = {"Authorization": f"Api-Key {key}"}

    assert api.with_headers(**header).get(KEYS_CAN).status_code == 200
    assert api.with_headers(Authorization=f"Api-Key {poor}").get(KEYS_CAN).status_code == 403
    assert type(api)(other_tenant).with_headers(**header).get(KEYS_CAN).status_code == 401
    with tenant_scope(tenant.id):
        revoke_api_key(key_id)
    assert api.with_headers(**header).get(KEYS_CAN).status_code == 401


def _logged_in(person: Any, *, enforce_csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf, raise_request_exception=False)
    assert client.login(username=person.email.upper(), password=person.password)
    return client


def test_a_web_session_is_a_credential_in_its_tenant_only(
    tenant: Any, other_tenant: Any, ada: Any, make_person: Any
) -> None:
    make_person(ada.email, of=other_tenant)
    browser = _logged_in(ada)

    assert browser.get(ME, headers={"X-Tenant": tenant.slug}).json()["id"] == str(ada.id)
    assert browser.get(ME, headers={"X-Tenant": other_tenant.slug}).status_code == 401


def test_an_unsafe_request_by_session_needs_the_csrf_token(tenant: Any, ada: Any) -> None:
    from django.middleware.csrf import _get_new_csrf_string

    browser = _logged_in(ada, enforce_csrf=True)
    sent = {"X-Tenant": tenant.slug}

    refused = browser.post(BOOK, HOME, content_type="application/json", headers=sent)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    assert browser.get(BOOK, headers=sent).json()["results"] == []

    token = _get_new_csrf_string()
    browser.cookies["csrftoken"] = token
    added = browser.post(BOOK, HOME, content_type="application/json", headers=sent | {"X-CSRFToken": token})
    assert added.status_code == 201


def test_a_bearer_token_needs_no_csrf_token_even_beside_a_session(
    tenant: Any, ada: Any, make_person: Any
) -> None:
    eve = make_person("eve@example.org")
    browser = _logged_in(ada, enforce_csrf=True)
    sent = {"X-Tenant": tenant.slug, "Authorization": f"Bearer {eve.access}"}

    assert browser.get(ME, headers=sent).json()["email"] == "eve@example.org"
    assert browser.post(BOOK, HOME, content_type="application/json", headers=sent).status_code == 201


def test_a_new_password_or_a_closed_account_ends_web_sessions(
    tenant: Any, api: Any, ada: Any, make_person: Any
) -> None:
    eve = make_person("eve@example.org")
    adas, eves = _logged_in(ada), _logged_in(eve)

    changed = api.as_user(ada.access).post(
        "/api/auth/users/set_password/",
        {"current_password": ada.password, "new_password": "battery-staple-7"},
    )
    closed = api.as_user(eve.access).delete(ME, {"current_password": eve.password})

    assert (changed.status_code, closed.status_code) == (204, 204)
    for browser in (adas, eves):
        assert browser.get(ME, headers={"X-Tenant": tenant.slug}).status_code == 401


def test_a_wrong_password_or_a_stranger_gets_no_session(
    tenant: Any, ada: Any, other_tenant: Any, make_person: Any
) -> None:
    stranger = make_person("stranger@example.org", of=other_tenant)

    assert not Client().login(username=ada.email, password="wrong-horse-1")
    assert not Client().login(username=stranger.email, password=stranger.password)
    assert not Client().login(username="", password="")
