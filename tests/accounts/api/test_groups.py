"""Customer groups over HTTP: the staff's, to the instant, forgotten with the person."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock, use_clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

GROUPS = "/api/accounts/groups/"


@pytest.fixture
def market(tenant: Any) -> Any:
    from tests.catalog.marketplace import Market

    return Market(tenant)


def groups_of(user_id: UUID) -> set[str]:
    from nexus.accounts import facade as accounts

    with tenant_scope():
        return set(accounts.groups_of(user_id))


def test_groups_are_made_renamed_and_removed(market: Any) -> None:
    staff = market.staff()
    made = staff.post(GROUPS, {"code": "wholesale", "name": "Wholesale"})
    assert made.status_code == 201
    path = made["Location"]
    assert staff.patch(path, {"name": "Dealers"}).json()["name"] == "Dealers"
    taken = staff.post(GROUPS, {"code": "wholesale", "name": "Other"})
    assert (taken.status_code, taken.json()["errors"]) == (
        409,
        {"code": ["Another group has the code wholesale."]},
    )
    assert [one["name"] for one in staff.get(GROUPS).json()["results"]] == ["Dealers"]
    user_id, _ = market.person()
    staff.post(f"{path}members/", {"user_id": str(user_id)})
    assert groups_of(user_id) == {"wholesale"}
    assert staff.delete(path).status_code == 204
    assert (staff.get(path).status_code, groups_of(user_id)) == (404, set())


def test_somebody_is_in_a_group_until_just_before_the_end(market: Any) -> None:
    staff, (user_id, _) = market.staff(), market.person()
    path = staff.post(GROUPS, {"code": "gold", "name": "Gold"})["Location"]
    end = clock.now() + timedelta(hours=1)
    member = staff.post(f"{path}members/", {"user_id": str(user_id), "ends_at": end.isoformat()})
    assert member.status_code == 201, member.content
    for at, expected in ((end - timedelta(microseconds=1), {"gold"}), (end, set())):
        with use_clock(FixedClock(at)):
            assert groups_of(user_id) == expected
    again = staff.post(f"{path}members/", {"user_id": str(user_id)})
    assert (again.status_code, again.json()["ends_at"]) == (201, None)
    assert [one["user_id"] for one in staff.get(f"{path}members/").json()["results"]] == [str(user_id)]
    assert staff.delete(f"{path}members/{user_id}/").status_code == 204
    assert staff.delete(f"{path}members/{user_id}/").json()["code"] == "member_not_found"
    assert groups_of(user_id) == set()


def test_what_cannot_be_is_refused_with_its_field(market: Any) -> None:
    staff, (user_id, _) = market.staff(), market.person()
    path = staff.post(GROUPS, {"code": "gold", "name": "Gold"})["Location"]
    past = (clock.now() - timedelta(seconds=1)).isoformat()
    for body, field in (
        ({"user_id": str(new_id())}, "user_id"),
        ({"user_id": str(user_id), "ends_at": past}, "ends_at"),
    ):
        refused = staff.post(f"{path}members/", body)
        assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    assert staff.post(f"{GROUPS}{new_id()}/members/", {"user_id": str(user_id)}).status_code == 404
    assert staff.get(f"{path}members/").json()["results"] == []
    for bad in ({"name": "No code"}, {"code": "with space", "name": "X"}, {"code": "x", "name": ""}):
        assert staff.post(GROUPS, bad).status_code == 400


def test_only_the_staff_sees_groups(market: Any) -> None:
    path = market.staff().post(GROUPS, {"code": "gold", "name": "Gold"})["Location"]
    for client, status in ((market.guest, 401), (market.buyer(), 403), (market.seller().api, 403)):
        for asked in (GROUPS, path, f"{path}members/"):
            assert client.get(asked).status_code == status


def test_memberships_are_forgotten_with_the_person(market: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.accounts import services

    with tenant_scope():
        user = accounts.create_user("grace@example.org", "correct-horse-9")
        group = accounts.create_group(code="gold", name="Gold")
        accounts.put_into_group(group.id, user.id)
    assert groups_of(user.id) == {"gold"}
    with tenant_scope():
        services.delete_account(user.id, current_password="correct-horse-9")
    assert groups_of(user.id) == set()


def test_lists_cost_the_same_for_any_number(market: Any, sql_log: Any) -> None:
    staff = market.staff()
    path = staff.post(GROUPS, {"code": "gold", "name": "Gold"})["Location"]
    costs = []
    for _ in range(2):
        for _ in range(3):
            staff.post(f"{path}members/", {"user_id": str(market.person()[0])})
        with sql_log() as statements:
            assert staff.get(f"{path}members/").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 5
