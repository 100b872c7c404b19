"""Passwords: forgotten, reset, changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from nexus.accounts import facade
from nexus.accounts.models import MailRequest
from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope

ASK, CONFIRM, SET = (
    "/api/auth/users/reset_password/",
    "/api/auth/users/reset_password_confirm/",
    "/api/auth/users/set_password/",
)
ME, CREATE = "/api/auth/users/me/", "/api/auth/jwt/create/"
NEW = "battery-staple-7"


def _link(tenant: Any, person: Any) -> dict[str, str]:
    with tenant_scope(tenant.id):
        parts = facade.password_reset_link_parts(person.id)
    assert parts is not None
    return {"uid": parts.uid, "token": parts.token}


def test_asking_tells_nothing_and_the_worker_finds_out(
    api: Any, ada: Any, drain: Any, events: Any, tenant: Any
) -> None:
    known = api.post(ASK, {"email": "ADA@example.org"})
    unknown = api.post(ASK, {"email": "nobody@example.org"})

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (204, b"")
    assert known.headers.keys() == unknown.headers.keys()
    drain()
    assert events().count("accounts.password_reset_requested.v1") == 1
    with tenant_scope(tenant.id):
        assert MailRequest.objects.count() == 0


def test_both_askings_are_the_same_work(api: Any, ada: Any, sql_log: Any) -> None:
    def statements(email: str) -> list[str]:
        with sql_log() as found:
            api.post(ASK, {"email": email})
        return list(found)

    statements("warm-up@example.org")  # the tenant is remembered from here on
    assert statements(ada.email) == statements("nobody@example.org")


def test_the_link_sets_a_new_password_once_and_ends_every_login(
    api: Any, ada: Any, tenant: Any, events: Any
) -> None:
    link = _link(tenant, ada)

    assert api.post(CONFIRM, link | {"new_password": NEW}).status_code == 204
    again = api.post(CONFIRM, link | {"new_password": "something-else-3"})

    assert (again.status_code, again.json()["code"]) == (400, "link_not_valid")
    assert api.as_user(ada.access).get(ME).status_code == 401
    assert api.post(CREATE, {"email": ada.email, "password": ada.password}).status_code == 401
    assert api.post(CREATE, {"email": ada.email, "password": NEW}).status_code == 200
    assert events(ada.id)[1:3] == ["accounts.password_changed.v1", "accounts.sessions_revoked.v1"]


def test_a_weak_password_does_not_spend_the_link(api: Any, ada: Any, tenant: Any) -> None:
    link = _link(tenant, ada)

    weak = api.post(CONFIRM, link | {"new_password": "password"})

    assert weak.status_code == 400
    assert set(weak.json()["errors"]) == {"new_password"}
    assert api.post(CONFIRM, link | {"new_password": NEW}).status_code == 204


def test_the_link_lives_one_hour_and_dies_with_a_login(api: Any, ada: Any, tenant: Any) -> None:
    link = _link(tenant, ada) | {"new_password": NEW}
    with clock.use_clock(clock.SystemClock(timedelta(hours=1, seconds=5))):
        assert api.post(CONFIRM, link).status_code == 400
    api.post(CREATE, {"email": ada.email, "password": ada.password})
    assert api.post(CONFIRM, link).status_code == 400


def test_a_verification_link_is_no_password_link_and_a_foreign_one_is_none(
    api: Any, ada: Any, tenant: Any, other_tenant: Any, make_person: Callable[..., Any]
) -> None:
    twin = make_person(ada.email, of=other_tenant)
    with tenant_scope(tenant.id):
        verification = facade.activation_link_parts(ada.id)
    assert verification is not None

    for link in ({"uid": verification.uid, "token": verification.token}, _link(other_tenant, twin)):
        assert api.post(CONFIRM, link | {"new_password": NEW}).status_code == 400
    assert api.post(CREATE, {"email": ada.email, "password": ada.password}).status_code == 200


def test_changing_the_password_keeps_this_login_and_ends_the_others(api: Any, ada: Any) -> None:
    other = api.post(CREATE, {"email": ada.email, "password": ada.password}).json()
    own = api.as_user(ada.access)

    assert own.post(SET, {"current_password": "wrong-horse-1", "new_password": NEW}).status_code == 400
    weak = own.post(SET, {"current_password": ada.password, "new_password": "ada@example.org"})
    assert (weak.status_code, set(weak.json()["errors"])) == (400, {"new_password"})
    assert own.post(SET, {"current_password": ada.password, "new_password": NEW}).status_code == 204

    assert own.get(ME).status_code == 200
    assert api.as_user(other["access"]).get(ME).status_code == 401
    assert api.post(CREATE, {"email": ada.email, "password": NEW}).status_code == 200


def test_a_guest_cannot_change_a_password(api: Any) -> None:
    assert api.post(SET, {"current_password": "x", "new_password": NEW}).status_code == 401


def test_hashes_are_argon2_and_older_ones_are_renewed_at_login(api: Any, ada: Any, tenant: Any) -> None:
    from django.contrib.auth.hashers import make_password

    from nexus.accounts.models import User

    with tenant_scope(tenant.id):
        assert User.objects.get(pk=ada.id).password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
        User.objects.filter(pk=ada.id).update(password=make_password(ada.password, hasher="pbkdf2_sha256"))
    assert api.post(CREATE, {"email": ada.email, "password": ada.password}).status_code == 200
    with tenant_scope(tenant.id):
        assert User.objects.get(pk=ada.id).password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
