"""Token logins: short access, rotating refresh, and what ends them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
from django.conf import settings
from rest_framework_simplejwt.tokens import AccessToken
from rest_framework_simplejwt.tokens import RefreshToken as AnyRefreshToken

from nexus.accounts import facade
from nexus.accounts.services.tokens import read_access
from nexus.platform.tenancy import tenant_scope

ME, CREATE, REFRESH, VERIFY, LOGOUT = (
    "/api/auth/users/me/",
    "/api/auth/jwt/create/",
    "/api/auth/jwt/refresh/",
    "/api/auth/jwt/verify/",
    "/api/auth/jwt/logout/",
)


def test_a_token_names_tenant_person_and_login_and_lives_fifteen_minutes(ada: Any, tenant: Any) -> None:
    claims = jwt.decode(ada.access, options={"verify_signature": False})

    assert claims["tenant"] == str(tenant.id)
    assert claims["user_id"] == str(ada.id)
    assert claims["exp"] - claims["iat"] == 15 * 60
    assert settings.SIMPLE_JWT["SIGNING_KEY"] != settings.SECRET_KEY


def test_refreshing_gives_a_new_pair_and_both_old_tokens_die_as_they_should(api: Any, ada: Any) -> None:
    answer = api.post(REFRESH, {"refresh": ada.refresh})

    assert answer.status_code == 200
    pair = answer.json()
    assert set(pair) == {"access", "refresh"}
    assert pair["refresh"] != ada.refresh
    assert api.as_user(pair["access"]).get(ME).status_code == 200
    assert api.post(REFRESH, {"refresh": pair["refresh"]}).status_code == 200


def test_reusing_a_spent_refresh_token_ends_the_whole_family(api: Any, ada: Any, events: Any) -> None:
    pair = api.post(REFRESH, {"refresh": ada.refresh}).json()

    stolen = api.post(REFRESH, {"refresh": ada.refresh})

    assert stolen.status_code == 401
    assert stolen.json()["code"] == "token_not_valid"
    assert api.post(REFRESH, {"refresh": pair["refresh"]}).status_code == 401
    assert api.as_user(pair["access"]).get(ME).status_code == 401
    assert events(ada.id)[-1] == "accounts.sessions_revoked.v1"


def test_one_familys_end_leaves_the_persons_other_logins_alone(api: Any, ada: Any) -> None:
    other = api.post(CREATE, {"email": ada.email, "password": ada.password}).json()
    api.post(REFRESH, {"refresh": ada.refresh})
    api.post(REFRESH, {"refresh": ada.refresh})

    assert api.as_user(ada.access).get(ME).status_code == 401
    assert api.as_user(other["access"]).get(ME).status_code == 200


def test_of_parallel_refreshes_with_one_token_exactly_one_wins(
    api: Any, ada: Any, tenant: Any, in_threads: Callable[..., list[Any]]
) -> None:
    def refresh(_: int) -> Any:
        return api.with_headers().post(REFRESH, {"refresh": ada.refresh})

    answers = in_threads(8, refresh, tenant_id=tenant.id)

    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert api.post(REFRESH, {"refresh": winner.json()["refresh"]}).status_code == 401


def test_logging_out_ends_the_login_and_its_access_tokens(api: Any, ada: Any) -> None:
    assert api.post(LOGOUT, {"refresh": ada.refresh}).status_code == 204

    assert api.as_user(ada.access).get(ME).status_code == 401
    assert api.post(REFRESH, {"refresh": ada.refresh}).status_code == 401
    assert api.post(VERIFY, {"token": ada.access}).status_code == 401
    assert api.post(LOGOUT, {"refresh": ada.refresh}).status_code == 204


def test_a_token_is_worth_nothing_in_another_tenant(
    api: Any, ada: Any, other_tenant: Any, make_person: Callable[..., Any]
) -> None:
    twin = make_person(ada.email, of=other_tenant)
    abroad = type(api)(other_tenant)

    for path, body in (
        (VERIFY, {"token": ada.access}),
        (REFRESH, {"refresh": ada.refresh}),
        (LOGOUT, {"refresh": ada.refresh}),
    ):
        assert abroad.post(path, body).status_code == 401
    refused = abroad.as_user(ada.access).get(ME)

    assert refused.status_code == 401
    assert refused["WWW-Authenticate"].startswith("Bearer")
    assert abroad.as_user(twin.access).get(ME).json()["id"] == str(twin.id)
    assert api.as_user(ada.access).get(ME).json()["id"] == str(ada.id)


def test_the_same_address_in_two_tenants_is_two_people(
    api: Any, other_tenant: Any, make_person: Callable[..., Any]
) -> None:
    make_person("ada@example.org")
    make_person("ada@example.org", of=other_tenant)
    with tenant_scope(other_tenant.id):
        theirs = facade.find_by_email("ada@example.org")
        assert theirs is not None
        facade.revoke_sessions(theirs.id, reason="staff")

    pair = api.post(CREATE, {"email": "ada@example.org", "password": "correct-horse-9"})

    assert pair.status_code == 200
    assert read_access(pair.json()["access"]).user_id != theirs.id


def test_verify_tells_good_tokens_from_bad_ones(api: Any, ada: Any) -> None:
    assert api.post(VERIFY, {"token": ada.access}).json() == {}
    assert api.post(VERIFY, {"token": ada.refresh}).status_code == 200
    assert api.post(VERIFY, {"token": ada.access + "x"}).status_code == 401
    assert api.post(VERIFY, {"token": "é"}).status_code == 401
    assert api.post(VERIFY, {}).status_code == 400


def test_tokens_are_not_interchangeable(api: Any, ada: Any) -> None:
    assert api.post(REFRESH, {"refresh": ada.access}).status_code == 401
    assert api.as_user(ada.refresh).get(ME).status_code == 401


def test_a_token_signed_with_another_key_or_not_at_all_is_refused(api: Any, ada: Any) -> None:
    claims = jwt.decode(ada.access, options={"verify_signature": False})
    forged = jwt.encode(claims, settings.SECRET_KEY, algorithm="HS256")
    unsigned = jwt.encode(claims, None, algorithm="none")

    assert api.as_user(forged).get(ME).status_code == 401
    assert api.as_user(unsigned).get(ME).status_code == 401


def test_an_expired_token_and_one_without_our_claims_are_refused(api: Any, ada: Any) -> None:
    expired = AccessToken(ada.access)
    expired.set_exp(lifetime=timedelta(seconds=-1))
    bare = AnyRefreshToken()

    assert api.as_user(str(expired)).get(ME).status_code == 401
    assert api.as_user(str(AccessToken())).get(ME).status_code == 401
    assert api.post(REFRESH, {"refresh": str(bare)}).status_code == 401


def test_an_account_that_was_closed_is_refused_everywhere(api: Any, ada: Any, tenant: Any) -> None:
    from nexus.accounts.models import User

    with tenant_scope(tenant.id):
        User.objects.filter(pk=ada.id).update(is_active=False)

    assert api.as_user(ada.access).get(ME).status_code == 401
    assert api.post(REFRESH, {"refresh": ada.refresh}).status_code == 401
    assert api.post(CREATE, {"email": ada.email, "password": ada.password}).status_code == 401


def test_admitting_a_token_costs_one_statement(api: Any, ada: Any, sql_log: Any) -> None:
    api.as_user(ada.access).get(ME)
    with sql_log() as statements:
        assert api.as_user(ada.access).get("/api/accounts/addresses/").status_code == 200

    assert len(statements) == 3, statements  # enter the tenant, who is it, the address book


def test_logins_are_recorded(api: Any, ada: Any, events: Any) -> None:
    api.post(CREATE, {"email": ada.email, "password": ada.password})

    assert events(ada.id) == ["accounts.user_registered.v1", "accounts.user_logged_in.v1"]


def test_expired_logins_are_forgotten(ada: Any, tenant: Any) -> None:
    from nexus.accounts.models import RefreshSession
    from nexus.accounts.services.sessions import purge_sessions
    from nexus.kernel import clock

    with tenant_scope(tenant.id):
        assert purge_sessions() == 0
        RefreshSession.objects.update(expires_at=clock.now() - timedelta(seconds=1))
        assert purge_sessions() == 1
        assert RefreshSession.objects.count() == 0
