"""Trying a promotion on past orders: hand-made orders, exact figures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts
from nexus.pricing.contracts.trials import CurrencySums
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.figures import figures_of
from nexus.pricing.domain.lanes import Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, PromotionSpec, compiled
from nexus.pricing.domain.quote import price_basket, quote
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable
from nexus.pricing.domain.tally import MOST_TOP, Tally
from nexus.pricing.domain.tariffs import Tariff
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trials import PastOrder, Trial, Tried, as_draft
from nexus.pricing.infrastructure.strategies import strategies

DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
POST = ShippingTable(
    methods=(ShippingMethod(code="post", name="Post", tariffs=(Tariff(price=Money(490, "EUR")),)),)
)
VAT = TaxTable(rates=(TaxRate(tax_class="standard", percent=Decimal(19)),), prices_include_tax=True)
TEA, MUG = UUID(int=1), UUID(int=2)


def percentage(code: str, percent: int, **more: Any) -> Promotion:
    spec = PromotionSpec(
        code=code, title=code, benefit={"type": "percentage", "percent": Decimal(percent)}, **more
    )
    return compiled(spec, strategies(), promotion_id=new_id(), version=1)


def line(variant: UUID, minor: int, quantity: int = 1, **more: Any) -> BasketLine:
    goods = GoodsFacts(product_id=variant, vendor_id=UUID(int=9))
    return BasketLine(
        variant_id=variant, quantity=quantity, list_price=Money(minor, "EUR"), goods=goods, **more
    )


def order(*lines: BasketLine, number: int = 0, buyer: str = "", offers: Offers | None = None) -> PastOrder:
    basket = Basket(currency="EUR", lines=lines, buyer=BuyerFacts(email=buyer))
    at = DAY + timedelta(minutes=number)
    total = quote(basket, offers or Offers(), VAT, POST, at=at).total.minor
    return PastOrder(
        order_id=UUID(int=number), at=at, total=total, basket=basket, taxes=VAT, shipping=POST, zone=UTC_ZONE
    )


def tried(trial: Trial, orders: list[PastOrder], offers: Offers | None = None) -> list[Tried]:
    return [trial(one, offers or Offers()) for one in orders]


def tally(results: list[Tried], costs: dict[UUID, int] | None = None) -> Tally:
    found = Tally()
    for one in results:
        found.add(one, costs or {})
    return found


def test_a_draft_costs_what_placing_the_cart_with_it_would() -> None:
    draft = percentage("ten", 10)
    before = order(line(TEA, 1000, 2), line(MUG, 333))
    [one] = tried(Trial(draft), [before])
    placed = quote(before.basket, Offers((draft,)), VAT, POST, at=before.at)
    assert one.is_reproduced
    assert (one.figures_before.total, one.figures_after.total) == (2333 + 490, placed.total.minor)
    assert one.use is not None
    assert (one.use.amount, one.use.vendor_funded) == (233, 0)


def test_sums_are_exact() -> None:
    trial = Trial(percentage("ten", 10, vendor_share=Decimal(50)))
    results = tried(trial, [order(line(TEA, 1000)), order(line(TEA, 1000), line(MUG, 500), number=1)])
    found = tally(results, {TEA: 700}).result(trial)
    assert (found.orders, found.touched, found.share, found.not_reproduced) == (2, 2, "100.00", 0)
    # nets of 19 % contained tax: 840 and 420; with 10 % off 756 and 378
    assert found.sums == (
        CurrencySums(
            currency="EUR", orders=2, touched=2, revenue_before="34.80", revenue_after="32.30", discount_before="0.00",
            discount_after="2.50", draft="2.50", vendor_funded="1.25", shop_funded="1.25", margin_before="2.80",
            margin_after="1.12", lines=3, lines_without_cost=1,
        ),
    )  # fmt: skip
    assert [(one.saved, one.total_before, one.total_after) for one in found.top] == [
        ("1.50", "19.90", "18.40"),
        ("1.00", "14.90", "13.90"),
    ]
    assert (found.first_at, found.last_at) == (DAY, DAY + timedelta(minutes=1))


def test_without_a_draft_orders_come_to_what_they_came_to() -> None:
    offers = Offers((percentage("old", 20),))
    trial = Trial(None)
    results = tried(
        trial, [order(line(TEA, 999), number=number, offers=offers) for number in range(3)], offers
    )
    assert all(one.is_reproduced and one.figures_before == one.figures_after for one in results)
    assert tally(results).result(trial).touched == 0


def test_an_order_that_cannot_be_reproduced_is_counted() -> None:
    trial = Trial(None)
    broken = replace(order(line(TEA, 1000)), total=1)
    assert tally(tried(trial, [broken, order(line(TEA, 1000))])).result(trial).not_reproduced == 1


def test_limits_count_in_the_order_of_time() -> None:
    trial = Trial(percentage("two", 10, limit_total=2))
    results = tried(trial, [order(line(TEA, 1000), number=number) for number in range(4)])
    found = tally(results).result(trial)
    assert [one.use is not None for one in results] == [True, True, False, False]
    assert (found.uses, found.out_of_uses, found.limit_reached_at) == (2, 2, DAY + timedelta(minutes=1))
    assert found.sums[0].draft == "2.00"


def test_limits_per_buyer() -> None:
    trial = Trial(percentage("once", 10, limit_per_buyer=1))
    buyers = ["a@x.test", "a@x.test", "b@x.test", ""]
    results = tried(
        trial, [order(line(TEA, 1000), number=number, buyer=who) for number, who in enumerate(buyers)]
    )
    assert [one.use is not None for one in results] == [True, False, True, True]
    assert tally(results).result(trial).buyers_at_limit == 2


def test_a_change_of_a_running_promotion_takes_its_place() -> None:
    running = percentage("sale", 20)
    offers = Offers((running,))
    changed = replace(percentage("sale", 30), id=running.id)
    [one] = tried(Trial(changed), [order(line(TEA, 1000), offers=offers)], offers)
    assert one.is_reproduced
    assert (one.figures_before.discount, one.figures_after.discount) == (200, 300)


def test_a_draft_is_tried_outside_its_own_period() -> None:
    draft = as_draft(percentage("later", 10, starts_at=DAY + timedelta(days=90)))
    [one] = tried(Trial(draft), [order(line(TEA, 1000))])
    assert one.use is not None


def test_a_draft_with_a_coupon_is_tried_as_if_its_code_were_given() -> None:
    trial = Trial(percentage("code", 10, needs_coupon=True))
    results = tried(trial, [order(line(TEA, 1000))])
    assert tally(results).result(trial).assumes_coupon
    assert results[0].use is not None


def test_a_draft_that_is_beaten_is_not_used() -> None:
    offers = Offers((percentage("big", 50),))
    [one] = tried(Trial(percentage("small", 10)), [order(line(TEA, 1000), offers=offers)], offers)
    assert one.use is None
    assert one.figures_before == one.figures_after


def test_caps_and_floors_that_hold_it_back_are_counted() -> None:
    lines = [order(line(TEA, 1000)), order(line(TEA, 100), number=1)]
    for promotion, expected in (
        (percentage("line", 50, max_per_line={"EUR": "2.00"}), (1, 0, 0)),
        (percentage("order", 50, max_per_order={"EUR": "2.00"}), (0, 1, 0)),
        (percentage("floor", 50, floor_percent=Decimal(75)), (0, 0, 2)),
        (percentage("shelf", 50, kind="catalogue", max_per_line={"EUR": "2.00"}), (1, 0, 0)),
        (percentage("shelf-floor", 50, kind="catalogue", floor_percent=Decimal(75)), (0, 0, 2)),
    ):
        trial = Trial(promotion)
        found = tally(tried(trial, lines)).result(trial)
        assert (found.line_caps, found.order_caps, found.floors) == expected, promotion.code


def test_orders_driven_below_cost_and_floor() -> None:
    stacked = Offers((percentage("careful", 20, lane=1, floor_percent=Decimal(80)),))
    trial = Trial(percentage("harsh", 30, lane=2))
    results = tried(trial, [order(line(TEA, 1000), offers=stacked)], stacked)
    found = tally(results, {TEA: 600}).result(trial)
    assert (found.below_floor, found.below_cost) == (1, 1)  # 560 are left: less than 800; 471 without tax
    assert tally(results, {TEA: 400}).result(trial).below_cost == 0


def test_the_ten_most_affected_orders_are_told() -> None:
    trial = Trial(percentage("ten", 10))
    results = tried(trial, [order(line(TEA, 100 * number), number=number) for number in range(1, 31)])
    found = tally(results).result(trial)
    assert len(found.top) == MOST_TOP
    assert [one.order_id.int for one in found.top] == list(range(30, 20, -1))


def test_figures_are_those_of_the_quote() -> None:
    offers = Offers(
        (percentage("a", 13), percentage("b", 7, lane=1), percentage("c", 11, kind="catalogue"),
         percentage("free", 100, target={"type": "shipping"}, lane=2)),
        (Lane(position=1, name="all", strategy=Stack()),),
    )  # fmt: skip
    basket = Basket(currency="EUR", lines=(line(TEA, 1234, 3), line(MUG, 57), line(TEA, 1234)))
    for taxes in (VAT, replace(VAT, prices_include_tax=False), replace(VAT, rounding="total")):
        found = figures_of(price_basket(basket, offers, POST, at=DAY, taxes=taxes))
        told = quote(basket, offers, taxes, POST, at=DAY)
        assert found.total == told.total.minor
        assert found.lines == tuple(one.line_total.minor for one in told.lines)
        assert found.included == tuple(one.included_tax.minor for one in told.lines)
        assert (found.subtotal, found.discount, found.shipping, found.tax) == (
            told.subtotal.minor, told.discount_total.minor, told.shipping_total.minor, told.tax_total.minor,
        )  # fmt: skip
