"""/api/inventory/levels/ and /api/inventory/adjustments/"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.shop import Shelf, make_vendor, stock_shelf
from tests.inventory.ledger import adjustments_of, level_of

from nexus.accounts import facade as accounts
from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLine
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope
from nexus.vendors import facade as vendors

LEVELS, ADJUSTMENTS = "/api/inventory/levels/", "/api/inventory/adjustments/"


@dataclass(frozen=True)
class Market:
    """A seller's shelf, a stranger's shelf, and clients of the people involved."""

    mine: Shelf
    theirs: Shelf
    seller: Any
    staff: Any
    buyer: Any


@pytest.fixture
def market(tenant: Any, api: Any) -> Market:
    def client(email: str, *, roles: tuple[str, ...] = (), vendor: UUID | None = None) -> Any:
        person = accounts.create_user(email, "correct-horse-9", roles=roles, verified=True)
        if vendor:
            vendors.add_staff(vendor, user_id=person.id)
        return api.as_user(accounts.open_session(person.id).access)

    with tenant_scope(tenant.id):
        vendor = make_vendor()
        return Market(
            mine=stock_shelf(prices=("10.00", "20.00"), stock=5, vendor_id=vendor),
            theirs=stock_shelf(stock=9),
            seller=client("seller@example.org", vendor=vendor),
            staff=client("support@example.org", roles=("support",)),
            buyer=client("buyer@example.org"),
        )


def stock_of(*variants: UUID) -> list[tuple[int, int]]:
    with tenant_scope():
        return [level_of(variant) for variant in variants]


def test_a_seller_sees_their_own_levels(market: Market) -> None:
    answer = market.seller.get(f"{LEVELS}?count=true")
    assert answer.status_code == 200
    body = answer.json()
    assert [row["variant_id"] for row in body["results"]] == [
        str(variant) for variant in market.mine.variant_ids
    ]
    assert (body["count"], body["next"], body["previous"]) == (2, None, None)
    first = body["results"][0]
    assert first.pop("sku")
    assert first.pop("product_title").startswith("Thing 0")
    assert isinstance(first.pop("variant_title"), str)
    assert first == {
        "variant_id": str(market.mine.variant_ids[0]),
        "location": "main",
        "on_hand": 5,
        "reserved": 0,
        "available": 5,
    }


def test_staff_see_all_levels_a_page_at_a_time(market: Market) -> None:
    first = market.staff.get(f"{LEVELS}?page_size=2").json()
    second = market.staff.get(first["next"]).json()
    seen = [row["variant_id"] for row in first["results"] + second["results"]]
    assert seen == [str(variant) for variant in (*market.mine.variant_ids, *market.theirs.variant_ids)]
    assert second["next"] is None
    assert market.staff.get(second["previous"]).json()["results"] == first["results"]


def test_what_is_promised_and_what_has_expired(market: Market) -> None:
    first, second = market.mine.variant_ids
    with tenant_scope():
        facade.reserve(
            new_id(), [StockLine(variant_id=first, quantity=4)], expires_at=clock.now() + timedelta(hours=1)
        )
        facade.reserve(new_id(), [StockLine(variant_id=second, quantity=4)], expires_at=clock.now())
    rows = market.seller.get(LEVELS).json()["results"]
    assert [(row["on_hand"], row["reserved"], row["available"]) for row in rows] == [(5, 4, 1), (5, 4, 5)]
    low = market.seller.get(f"{LEVELS}?max_available=1").json()["results"]
    assert [row["variant_id"] for row in low] == [str(first)]
    one = market.seller.get(f"{LEVELS}?variant_id={second}").json()["results"]
    assert [row["variant_id"] for row in one] == [str(second)]


@pytest.mark.parametrize("size", [1, 100])
def test_the_list_costs_the_same_for_any_page(market: Market, sql_log: Any, size: int) -> None:
    """Entering the tenant, who asks, levels, the words for them."""
    market.staff.get(LEVELS)
    with sql_log() as statements:
        assert market.staff.get(f"{LEVELS}?page_size={size}").status_code == 200
    assert len(statements) == 4


def test_a_seller_adjusts_their_own_stock(market: Market) -> None:
    variant = market.mine.variant_ids[0]
    answer = market.seller.post(ADJUSTMENTS, {"variant_id": str(variant), "delta": -2, "reason": "broken"})
    assert answer.status_code == 201
    assert answer.json() == {
        "variant_id": str(variant),
        "location": "main",
        "on_hand": 3,
        "reserved": 0,
        "available": 3,
    }
    (newest, first) = market.seller.get(f"{ADJUSTMENTS}?variant_id={variant}").json()["results"]
    assert (newest["delta"], newest["on_hand"], newest["reason"], newest["actor_kind"]) == (
        -2,
        3,
        "broken",
        "user",
    )
    assert (first["delta"], first["on_hand"], first["reason"]) == (5, 5, "catalogue")


def test_the_same_key_adjusts_once(market: Market) -> None:
    variant = market.mine.variant_ids[0]
    body = {"variant_id": str(variant), "delta": 3, "reason": "delivery"}
    first = market.seller.post(ADJUSTMENTS, body, Idempotency_Key="delivery-17")
    again = market.seller.post(ADJUSTMENTS, body, Idempotency_Key="delivery-17")
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert stock_of(variant) == [(8, 0)]


def test_a_count_sets_the_level(market: Market) -> None:
    variant = market.mine.variant_ids[0]
    answer = market.seller.post(LEVELS, {"variant_id": str(variant), "on_hand": 2})
    assert (answer.status_code, answer.json()["on_hand"]) == (200, 2)
    with tenant_scope():
        assert adjustments_of(variant) == [(5, 5, "catalogue"), (-3, 2, "count")]


@pytest.mark.parametrize(
    ("path", "body"), [(LEVELS, {"on_hand": 1}), (ADJUSTMENTS, {"delta": -4, "reason": "lost"})]
)
def test_promises_are_not_broken(market: Market, path: str, body: dict[str, Any]) -> None:
    variant = market.mine.variant_ids[0]
    with tenant_scope():
        facade.reserve(
            new_id(), [StockLine(variant_id=variant, quantity=2)], expires_at=clock.now() + timedelta(hours=1)
        )
    answer = market.seller.post(path, {"variant_id": str(variant), **body})
    assert (answer.status_code, answer.json()["code"]) == (409, "below_reserved")
    assert (answer.json()["asked"], answer.json()["reserved"]) == (1, 2)
    assert stock_of(variant) == [(5, 2)]


@pytest.mark.parametrize(
    ("path", "body"), [(LEVELS, {"on_hand": 1}), (ADJUSTMENTS, {"delta": -1, "reason": "lost"})]
)
def test_the_stock_of_others_does_not_exist(market: Market, path: str, body: dict[str, Any]) -> None:
    theirs = market.theirs.variant_ids[0]
    for variant in (theirs, new_id()):
        answer = market.seller.post(path, {"variant_id": str(variant), **body})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_stock")
    assert market.seller.get(f"{LEVELS}?variant_id={theirs}").json()["results"] == []
    assert market.seller.get(f"{ADJUSTMENTS}?variant_id={theirs}").json()["results"] == []
    assert stock_of(theirs) == [(9, 0)]


def test_the_stock_of_another_tenant_does_not_exist(market: Market, other_tenant: Any) -> None:
    with tenant_scope(other_tenant.id):
        theirs = stock_shelf(stock=4).variant_ids[0]
    answer = market.staff.post(ADJUSTMENTS, {"variant_id": str(theirs), "delta": -1, "reason": "lost"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_stock")
    with tenant_scope(other_tenant.id):
        assert level_of(theirs) == (4, 0)


@pytest.mark.parametrize("path", [LEVELS, ADJUSTMENTS])
def test_buyers_and_guests_stay_outside(market: Market, api: Any, path: str) -> None:
    variant = market.mine.variant_ids[0]
    body = {"variant_id": str(variant), "on_hand": 1, "delta": -1, "reason": "x"}
    calls: list[tuple[Callable[[], Any], int]] = [
        (lambda: api.get(path), 401),
        (lambda: api.post(path, body), 401),
        (lambda: market.buyer.get(path), 403),
        (lambda: market.buyer.post(path, body), 403),
    ]
    assert [call().status_code for call, _ in calls] == [status for _, status in calls]
    assert stock_of(variant) == [(5, 0)]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (ADJUSTMENTS, {"delta": 0, "reason": "x"}, "delta"),
        (ADJUSTMENTS, {"delta": 1}, "reason"),
        (ADJUSTMENTS, {"delta": 1.5, "reason": "x"}, "delta"),
        (ADJUSTMENTS, {"delta": 10**12, "reason": "x"}, "delta"),
        (ADJUSTMENTS, {"delta": 1, "reason": " "}, "reason"),
        (LEVELS, {"on_hand": -1}, "on_hand"),
        (LEVELS, {}, "on_hand"),
    ],
)
def test_bad_input_is_refused_by_field(market: Market, path: str, body: dict[str, Any], field: str) -> None:
    variant = market.mine.variant_ids[0]
    answer = market.seller.post(path, {"variant_id": str(variant), **body})
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert stock_of(variant) == [(5, 0)]
