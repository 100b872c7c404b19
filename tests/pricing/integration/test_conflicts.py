"""Warnings about promotions of a real shop: each with a cart that, filled, shows it."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.factories.shop import Shelf, stock_shelf

from nexus.catalog import facade as catalog
from nexus.kernel import clock
from nexus.pricing import facade
from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.models import CouponRecord, LaneRecord, PriceRecord


def spec(code: str, percent: int, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "benefit": {"type": "percentage", "percent": str(percent)}} | more


@pytest.fixture
def shelf(scope: Any) -> Iterator[Shelf]:
    for position in (1, 2, 3):
        LaneRecord.objects.create(position=position, name=str(position))
    return stock_shelf(prices=("10.00", "4.00", "50.00"))


def active(code: str, percent: int, **more: Any) -> facade.PromotionInfo:
    return facade.save_promotion(spec(code, percent, **more), status="active")


def bought(witness: facade.Witness) -> facade.Quote:
    """What anybody pays who fills the cart."""
    sold = catalog.sellables([line.variant_id for line in witness.lines])
    return facade.quote(
        [facade.line_of(sold[line.variant_id], quantity=line.quantity) for line in witness.lines],
        currency=witness.currency,
        at=witness.at,
        buyer=BuyerFacts(groups=frozenset(witness.groups), orders_before=witness.orders_before),
        coupons=witness.coupons,
    )


def test_the_witness_costs_what_it_says(shelf: Shelf) -> None:
    active(
        "half", 50, lane=1, target={"type": "goods", "selection": {"products": [str(shelf.product_ids[0])]}}
    )
    coupon = active(
        "code", 40, lane=2, needs_coupon=True,
        conditions=[{"type": "min_spend", "amounts": {"EUR": "35.00"}}],
    )  # fmt: skip
    CouponRecord.objects.create(promotion_id=coupon.id, code="FORTY", created_at=clock.now())
    report = facade.conflicts()
    [line] = [one for one in report.conflicts if one.variant_id]
    assert (line.bound, [one.code for one in line.promotions]) == ("percent", ["code", "half"])
    assert line.variant_id == shelf.variant_ids[0]
    assert line.witness.coupons == ("FORTY",)
    assert [(one.quantity, one.list_total) for one in line.witness.lines] == [(4, "40.00")]
    found = bought(line.witness)
    assert [str(one.line_total) for one in found.lines] == [one.line_total for one in line.witness.lines]
    assert str(found.total) == line.witness.total == "12.00"
    assert (line.left, line.least) == ("12.00", "16.00")
    assert line.text == "code + half: 12.00 EUR are left, less than 16.00."
    assert (report.promotions, report.goods, report.is_complete) == (2, 3, True)


def test_a_draft_is_looked_at_before_it_is_saved(shelf: Shelf) -> None:
    active("half", 50, lane=1)
    assert facade.conflicts().conflicts == ()
    draft = facade.conflicts(spec("third", 33, lane=2))
    assert {tuple(one.code for one in found.promotions) for found in draft.conflicts} == {("half", "third")}
    stored = facade.save_promotion(spec("third", 1, lane=2))
    assert facade.conflicts(promotion_id=stored.id).conflicts == ()
    assert facade.conflicts(spec("third", 33, lane=2), promotion_id=stored.id).conflicts
    with pytest.raises(facade.InvalidPromotion):
        facade.conflicts(spec("third", 133))


def test_below_cost_and_floor(shelf: Shelf) -> None:
    PriceRecord.objects.filter(variant_id=shelf.variant_ids[1]).update(cost_minor=330)
    active("fifth", 20, lane=1, floor_percent="80")
    active("tenth", 10, lane=2)
    found = {
        (one.bound, one.variant_id, tuple(each.code for each in one.promotions))
        for one in facade.conflicts().conflicts
    }
    assert ("cost", shelf.variant_ids[1], ("fifth",)) in found
    assert any(bound == "floor" and names == ("fifth", "tenth") for bound, _, names in found)


def test_prices_of_the_very_buyer_decide(shelf: Shelf) -> None:
    """A tier that is cheaper than the piece: ten pieces are below the floor by the list alone, and that is nobody's conflict."""
    active("half", 50, lane=1)
    active("tenth", 25, lane=2)
    assert any(one.bound == "percent" for one in facade.conflicts(most_percent=Decimal(60)).conflicts)
    assert facade.conflicts(most_percent=Decimal(63)).conflicts == ()


def test_promotions_that_do_nothing(shelf: Shelf) -> None:
    past = clock.now() - timedelta(days=1)
    active("ended", 10, ends_at=past.isoformat())
    active("nobody", 10, target={"type": "goods", "selection": {"tags": ["unheard-of"]}})
    active("dollars", 10, lane=1, conditions=[{"type": "min_spend", "amounts": {"USD": "1.00"}}])
    active("secret", 10, lane=3, needs_coupon=True)
    active("small", 5, lane=2)
    active("big", 10, lane=2)
    found = {
        one.promotion.code: (one.reason, [each.code for each in one.by]) for one in facade.conflicts().idle
    }
    assert found["ended"] == ("ended", [])
    assert found["nobody"] == ("no_goods", [])
    assert found["dollars"] == ("never_met", [])
    assert found["secret"] == ("no_code", [])
    assert found["small"][0] == "always_beaten"
    assert "big" in found["small"][1]
    assert set(found) == {"ended", "nobody", "dollars", "secret", "small"}


def test_a_shop_without_promotions_or_goods(scope: Any) -> None:
    report = facade.conflicts()
    assert (report.conflicts, report.idle, report.promotions, report.carts) == ((), (), 0, 0)
    active("alone", 10)
    assert [one.reason for one in facade.conflicts().idle] == ["no_goods"]


def test_statements_depend_on_what_promotions_name_alone(shelf: Shelf, sql_log: Any) -> None:
    active("one", 50, lane=1)
    active("two", 40, lane=2)
    stock_shelf(prices=("7.00",) * 10)
    facade.conflicts()
    with sql_log() as log:
        report = facade.conflicts()
    # extremes, goods on sale, sellables, prices, sheet, costs, active promotions; a sheet for each conflict
    assert len(log) == 7 + len(report.conflicts)


def test_nothing_is_written(shelf: Shelf, sql_log: Any) -> None:
    active("half", 50, lane=1)
    with sql_log() as log:
        facade.conflicts(spec("third", 33, lane=2, starts_at="2030-01-01T00:00:00Z"))
    assert all(statement.lstrip().startswith(("SELECT", "WITH")) for statement in log)
