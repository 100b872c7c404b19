"""Registering, verifying and logging in, as a client sees it."""

from typing import Any

from nexus.accounts import facade
from nexus.platform.tenancy import tenant_scope

ADA = {
    "email": "Ada@Example.org",
    "password": "correct-horse-9",
    "first_name": "Ada",
    "last_name": "Lovelace",
}


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


def test_registering_a_taken_address_looks_the_same_and_tells_its_owner(
    api: Any, tenant: Any, events: Any
) -> None:
    first = api.post("/api/auth/users/", ADA)
    again = api.post("/api/auth/users/", {**ADA, "email": "ADA@EXAMPLE.ORG", "password": "quite-another-1"})

    assert again.status_code == first.status_code == 201
    assert set(again.json()) == set(first.json())
    assert {**again.json(), "id": ""} == {**first.json(), "id": ""}
    assert again.json()["id"] != first.json()["id"]
    assert again.headers.keys() == first.headers.keys()
    assert events() == ["accounts.user_registered.v1", "accounts.email_taken_attempt.v1"]
    assert (
        api.post("/api/auth/jwt/create/", {"email": ADA["email"], "password": "quite-another-1"}).status_code
        == 401
    )
    assert (
        api.post("/api/auth/jwt/create/", {"email": ADA["email"], "password": ADA["password"]}).status_code
        == 200
    )
    with tenant_scope(tenant.id):
        assert facade.user(again.json()["id"]) is None


def test_of_twins_that_register_at_the_same_time_one_gets_the_account(
    api: Any, tenant: Any, in_threads: Any, events: Any
) -> None:
    answers = in_threads(6, lambda _: api.with_headers().post("/api/auth/users/", ADA), tenant_id=tenant.id)

    assert [answer.status_code for answer in answers] == [201] * 6
    assert sorted(events()) == ["accounts.email_taken_attempt.v1"] * 5 + ["accounts.user_registered.v1"]


def test_weak_and_demo_passwords_are_refused(api: Any, events: Any) -> None:
    for password in ("short-1", "1234567890", "password123", "ada@example.org", "nexus-demo-1"):
        answer = api.post("/api/auth/users/", {**ADA, "password": password})
        assert answer.status_code == 400, password
        assert answer.json()["code"] == "weak_password"
        assert set(answer.json()["errors"]) == {"password"}

    assert events() == []


def test_what_is_not_an_address_or_a_name_is_refused(api: Any, events: Any) -> None:
    bad = (
        {"email": "ada"},
        {"email": "ada@example.org\r\nBcc: eve@example.org"},
        {"email": "a" * 250 + "@example.org"},
        {"email": 7},
        {"first_name": "x" * 101},
        {"first_name": "\u0000"},
        {"password": "x" * 129},
        {"language": "tlh"},
    )
    for wrong in bad:
        answer = api.post("/api/auth/users/", ADA | wrong)
        assert answer.status_code == 400, wrong

    assert events() == []


def test_a_stale_token_does_not_get_in_the_way_of_registering(api: Any) -> None:
    assert api.as_user("stale").post("/api/auth/users/", ADA).status_code == 201


def test_the_verification_mail_can_be_asked_for_again(api: Any, drain: Any, events: Any) -> None:
    api.post("/api/auth/users/", ADA)

    for email in ("Ada@example.org", "nobody@example.org"):
        answer = api.post("/api/auth/users/resend_activation/", {"email": email})
        assert (answer.status_code, answer.content) == (204, b"")
    drain()

    assert sorted(events()) == [
        "accounts.mail_asked.v1",
        "accounts.mail_asked.v1",
        "accounts.user_registered.v1",
        "accounts.verification_requested.v1",
    ]


def test_a_verified_person_gets_no_second_verification_mail(
    api: Any, drain: Any, events: Any, make_person: Any
) -> None:
    make_person("vera@example.org", verified=True)

    api.post("/api/auth/users/resend_activation/", {"email": "vera@example.org"})
    drain()

    assert "accounts.verification_requested.v1" not in events()


def test_a_link_of_another_tenant_or_person_does_not_verify(
    api: Any, tenant: Any, other_tenant: Any, make_person: Any
) -> None:
    ada, eve = make_person("ada@example.org"), make_person("eve@example.org")
    twin = make_person("ada@example.org", of=other_tenant)
    with tenant_scope(tenant.id):
        own, evil = facade.activation_link_parts(ada.id), facade.activation_link_parts(eve.id)
    with tenant_scope(other_tenant.id):
        foreign = facade.activation_link_parts(twin.id)
    assert own
    assert evil
    assert foreign

    for uid, token in (
        (own.uid, evil.token),
        (foreign.uid, foreign.token),
        (own.uid, foreign.token),
        ("%%%", "x"),
        ("AA", "1-1"),
    ):
        assert api.post("/api/auth/users/activation/", {"uid": uid, "token": token}).status_code == 400
    with tenant_scope(tenant.id):
        person = facade.user(ada.id)
    assert person is not None
    assert person.email_verified is False


def test_a_verification_link_lives_three_days(api: Any, tenant: Any, make_person: Any) -> None:
    from datetime import timedelta

    from nexus.kernel import clock

    ada = make_person()
    with tenant_scope(tenant.id):
        parts = facade.activation_link_parts(ada.id)
    assert parts is not None
    link = {"uid": parts.uid, "token": parts.token}

    with clock.use_clock(clock.SystemClock(timedelta(days=3, seconds=5))):
        assert api.post("/api/auth/users/activation/", link).status_code == 400
    with clock.use_clock(clock.SystemClock(timedelta(days=2, hours=23))):
        assert api.post("/api/auth/users/activation/", link).status_code == 204
