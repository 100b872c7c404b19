"""Orders placed through the checkout with a promotion on cost what the simulation said they would, to the minor unit."""

import secrets
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.shop import stock_shelf

from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.models import CouponRecord, LaneRecord

OUTDONE = frozenset({"better_offer", "better_combination", "not_combinable"})
CARTS = (((0,), 1), ((0, 1), 1), ((0, 1, 2), 3), ((0, 2), 1))


def spec(code: str, benefit: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "benefit": benefit} | more


def percentage(percent: str) -> dict[str, Any]:
    return {"type": "percentage", "percent": percent}


DRAFTS = (
    spec("cart", percentage("12.5"), lane=1, conditions=[{"type": "min_spend", "amounts": {"EUR": "30.00"}}]),
    spec("shelf", percentage("7"), kind="catalogue"),
    spec("limited", percentage("20"), lane=1, limit_total=2),
    spec("capped", percentage("50"), lane=1, exclusive=True, max_per_order={"EUR": "4.00"}),
    spec("first", percentage("30"), lane=1, conditions=[{"type": "first_order"}]),
)


@pytest.fixture
def shelf(tenant: Any) -> Iterator[Any]:
    with tenant_scope(tenant.id):
        LaneRecord.objects.create(position=1, name="More")
        shelf = stock_shelf(prices=("19.99", "7.35", "104.49"), stock=1000)
        facade.save_promotion(spec("running", percentage("10")), status="active")
        code = facade.save_promotion(
            spec("code", percentage("5"), lane=1, needs_coupon=True), status="active"
        )
        CouponRecord.objects.create(promotion_id=code.id, code="FIVE", created_at=clock.now())
    return shelf


def order_all(api: Any, shelf: Any) -> list[str]:
    """Totals of the same carts, the second with a code; the last buyer is the first again."""
    totals, everybody = [], secrets.token_hex(4)
    for number, (lines, quantity) in enumerate(CARTS):
        token = fill_cart(api, [shelf.variant_ids[line] for line in lines], quantity=quantity)
        if number == 1:
            given = api.post("/api/cart/cart/coupons/", {"code": "FIVE"}, X_Cart_Token=token)
            assert given.status_code == 200 or given.json()["code"] in OUTDONE, given.content
        answer = place(api, token, email=f"{everybody}-{number % 3}@example.org")
        assert answer.status_code == 201, answer.content
        totals.append(answer.json()["total"])
    return totals


def test_the_simulation_foretells_the_orders(tenant: Any, api: Any, shelf: Any) -> None:
    began = clock.now()
    before = order_all(api, shelf)
    until = clock.now()
    gift = spec("gift", {"type": "gift", "variant": str(shelf.variant_ids[1])}, lane=1)
    for draft in (*DRAFTS, gift):
        with tenant_scope(tenant.id):
            made = facade.save_promotion(draft)
            found = facade.start_simulation(made.id, since=began, until=until).result
            facade.set_status(made.id, "active")
        after = order_all(api, shelf)
        with tenant_scope(tenant.id):
            facade.set_status(made.id, "paused")
        assert found is not None
        assert found.touched, draft["code"]
        [sums] = found.sums
        assert found.not_reproduced == 0
        assert Decimal(sums.revenue_before) == sum(map(Decimal, before))
        assert Decimal(sums.revenue_after) == sum(map(Decimal, after)), draft["code"]
        changed = sorted(
            (Decimal(old) - Decimal(new) for old, new in zip(before, after, strict=True) if old != new),
            reverse=True,
        )
        assert [Decimal(one.saved) for one in found.top] == changed
