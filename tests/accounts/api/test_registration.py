"""Registering, verifying and logging in, as a client sees it."""

from typing import Any

from nexus.accounts import facade
from nexus.platform.tenancy import tenant_scope

ADA = {"email": "Ada@Example.org", "password": "correct-horse-9", "first_name": "Ada", "last_name": "Lovelace"}


def test_a_new_person_gets_an_account_and_can_log_in_at_once(api: Any) -> None:
    answer = api.post("/api/auth/users/", ADA)

    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert set(body) == {"id", "email", "first_name", "last_name"}
    assert body["email"] == "ada@example.org"
    assert body["first_name"] == "Ada"
    pair = api.post("/api/auth/jwt/create/", {"email": "ADA@example.org", "password": ADA["password"]})
    assert pair.status_code == 200
    assert set(pair.json()) == {"access", "refresh"}
    me = api.as_user(pair.json()["access"]).get("/api/auth/users/me/")
    assert me.status_code == 200
    assert me.json() | {"joined_at": "-"} == {
        "id": body["id"],
        "email": "ada@example.org",
        "email_verified": False,
        "first_name": "Ada",
        "last_name": "Lovelace",
        "phone": "",
        "language": "en",
        "accepts_marketing": False,
        "roles": ["buyer"],
        "vendor_ids": [],
        "joined_at": "-",
    }


def test_the_link_of_the_mail_verifies_once(api: Any, tenant: Any) -> None:
    user_id = api.post("/api/auth/users/", ADA).json()["id"]
    with tenant_scope(tenant.id):
        parts = facade.activation_link_parts(user_id)
    assert parts is not None
    link = {"uid": parts.uid, "token": parts.token}

    assert api.post("/api/auth/users/activation/", link | {"token": "c1x2y3-" + "0" * 32}).status_code == 400
    assert api.post("/api/auth/users/activation/", link).status_code == 204
    again = api.post("/api/auth/users/activation/", link)

    assert again.status_code == 400
    assert again.json()["code"] == "link_not_valid"
    with tenant_scope(tenant.id):
        person = facade.user(user_id)
        assert facade.activation_link_parts(user_id) is None
    assert person is not None
    assert person.email_verified is True
