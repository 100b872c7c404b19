"""One's own data, and the end of an account."""

from typing import Any

import pytest

from nexus.accounts import facade
from nexus.accounts.models import Address, User
from nexus.platform.tenancy import tenant_scope

ME, PROFILE, CREATE = "/api/auth/users/me/", "/api/accounts/profiles/me/", "/api/auth/jwt/create/"


@pytest.mark.parametrize("path", [ME, PROFILE])
def test_a_person_changes_their_own_data(api: Any, ada: Any, path: str) -> None:
    own = api.as_user(ada.access)
    change = {
        "first_name": " Ada ",
        "last_name": "King",
        "phone": "+44 20",
        "language": "es",
        "accepts_marketing": True,
    }

    answer = own.patch(path, change)

    assert answer.status_code == 200
    expected = {
        **change,
        "first_name": "Ada",
        "id": str(ada.id),
        "email": ada.email,
        "roles": ["buyer"],
        "vendor_ids": [],
    }
    assert {name: answer.json()[name] for name in expected} == expected
    assert own.get(path).json() == answer.json()


def test_a_part_can_be_changed_alone_and_nothing_else_moves(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)
    before = own.get(ME).json()

    assert own.patch(ME, {"last_name": "King"}).json() == {**before, "last_name": "King"}
    assert own.patch(ME, {}).json() == {**before, "last_name": "King"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "eve@example.org"},
        {"language": "xx"},
        {"phone": "1" * 33},
        {"accepts_marketing": "perhaps"},
        {"first_name": 5},
    ],
)
def test_what_may_not_be_changed_is_refused_and_nothing_changes(
    api: Any, ada: Any, wrong: dict[str, Any]
) -> None:
    own = api.as_user(ada.access)
    before = own.get(ME).json()

    answer = own.patch(ME, {"last_name": "King"} | wrong)

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == set(wrong)
    assert own.get(ME).json() == before


def test_nobody_makes_themselves_an_owner(api: Any, ada: Any) -> None:
    answer = api.as_user(ada.access).patch(
        ME, {"roles": ["owner"], "is_active": False, "email_verified": True, "id": "1"}
    )

    assert answer.status_code == 200
    assert answer.json()["roles"] == ["buyer"]
    assert answer.json()["email_verified"] is False


def test_guests_have_no_profile_and_neither_have_keys(api: Any, tenant: Any) -> None:
    from nexus.tenancy.facade import create_api_key

    with tenant_scope(tenant.id):
        _, key = create_api_key("till", roles=["owner"])

    for path in (ME, PROFILE):
        assert api.get(path).status_code == 401
        refused = api.with_headers(Authorization=f"Api-Key {key}").get(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_a_person")


def test_closing_an_account_needs_the_password(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)

    assert own.delete(ME, {"current_password": "wrong-horse-1"}).json()["code"] == "wrong_password"
    assert own.delete(ME, {}).status_code == 400
    assert own.get(ME).json()["email"] == ada.email


def test_closing_an_account_leaves_nothing_that_says_who_it_was(
    api: Any, tenant: Any, make_person: Any, events: Any
) -> None:
    ada = make_person(first_name="Ada", last_name="Lovelace", roles=("support",), verified=True)
    own = api.as_user(ada.access)
    own.post("/api/accounts/addresses/", {"address_line": "1 Way", "city": "London", "country": "GB"})

    assert own.delete(ME, {"current_password": ada.password}).status_code == 204

    assert own.get(ME).status_code == 401
    assert api.post(CREATE, {"email": ada.email, "password": ada.password}).status_code == 401
    with tenant_scope(tenant.id):
        left = User.objects.get(pk=ada.id)
        assert Address.objects.count() == 0
        assert facade.find_by_email(ada.email) is None
        assert left.roles == {"buyer"}
    assert (left.first_name, left.last_name, left.phone, left.is_active, left.has_usable_password()) == (
        "",
        "",
        "",
        False,
        False,
    )
    assert left.email == f"deleted-{ada.id.hex}@deleted.invalid"
    assert events(ada.id)[-2:] == ["accounts.sessions_revoked.v1", "accounts.user_deleted.v1"]
    assert api.post("/api/auth/users/", {"email": ada.email, "password": ada.password}).status_code == 201
    assert events()[-1] == "accounts.user_registered.v1"
