"""Trying a promotion on past orders: hand-made orders, exact figures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts
from nexus.pricing.contracts.trials import CurrencySums, TrialResult
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.effects import Change, DraftUse, Effect, Sums
from nexus.pricing.domain.figures import figures_of
from nexus.pricing.domain.lanes import Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, PromotionSpec, compiled
from nexus.pricing.domain.quote import price_basket, quote
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable
from nexus.pricing.domain.tally import MOST_TOP, Tally
from nexus.pricing.domain.tariffs import Tariff
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trials import PastOrder, Trial, as_draft
from nexus.pricing.infrastructure.strategies import strategies

DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
POST = ShippingTable(
    methods=(ShippingMethod(code="post", name="Post", tariffs=(Tariff(price=Money(490, "EUR")),)),)
)
VAT = TaxTable(rates=(TaxRate(tax_class="standard", percent=Decimal(19)),), prices_include_tax=True)
TEA, MUG, SELLER, SHOP = UUID(int=1), UUID(int=2), UUID(int=7), UUID(int=9)


def percentage(code: str, percent: int, **more: Any) -> Promotion:
    spec = PromotionSpec(
        code=code, title=code, benefit={"type": "percentage", "percent": Decimal(percent)}, **more
    )
    return compiled(spec, strategies(), promotion_id=new_id(), version=1)


def line(variant: UUID, minor: int, quantity: int = 1, vendor: UUID = SHOP, **more: Any) -> BasketLine:
    goods = GoodsFacts(product_id=variant, vendor_id=vendor)
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


def tried(
    draft: Promotion | None,
    orders: list[PastOrder],
    offers: Offers | None = None,
    costs: dict[UUID, int] | None = None,
    vendor_id: UUID | None = None,
) -> list[Effect]:
    trial = Trial(draft, vendor_id)
    found = (trial(one, offers or Offers(), costs or {}) for one in orders)
    return [one for one in found if one]


def told(
    draft: Promotion | None,
    orders: list[PastOrder],
    offers: Offers | None = None,
    costs: dict[UUID, int] | None = None,
) -> TrialResult:
    tally = Tally(draft)
    for effect in tried(draft, orders, offers, costs):
        tally.add(msgspec.msgpack.decode(msgspec.msgpack.encode(effect), type=Effect))
    return tally.result()


def uses(effects: list[Effect]) -> list[bool]:
    return [bool(one.change and one.change.use) for one in effects]


def test_a_draft_costs_what_placing_the_cart_with_it_would() -> None:
    draft = percentage("ten", 10)
    before = order(line(TEA, 1000, 2), line(MUG, 333))
    [one] = tried(draft, [before])
    placed = quote(before.basket, Offers((draft,)), VAT, POST, at=before.at)
    assert one.is_reproduced
    assert one.change == Change(Sums(placed.total.minor, 233, 0), DraftUse(233, 0))
    assert one.before == Sums(2333 + 490, 0, 0)


def test_sums_are_exact() -> None:
    orders = [order(line(TEA, 1000)), order(line(TEA, 1000), line(MUG, 500), number=1)]
    found = told(percentage("ten", 10, vendor_share=Decimal(50)), orders, costs={TEA: 700})
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
    orders = [order(line(TEA, 999), number=number, offers=offers) for number in range(3)]
    assert all(one.is_reproduced and one.change is None for one in tried(None, orders, offers))
    assert told(None, orders, offers).touched == 0


def test_an_order_that_cannot_be_reproduced_is_counted() -> None:
    broken = replace(order(line(TEA, 1000)), total=1)
    assert told(None, [broken, order(line(TEA, 1000))]).not_reproduced == 1


def test_limits_count_in_the_order_of_time() -> None:
    orders = [order(line(TEA, 1000), number=number) for number in range(4)]
    found = told(percentage("two", 10, limit_total=2), orders)
    assert (found.uses, found.out_of_uses, found.limit_reached_at) == (2, 2, DAY + timedelta(minutes=1))
    assert (found.sums[0].draft, found.sums[0].revenue_after) == ("2.00", "57.60")


def test_limits_per_buyer() -> None:
    buyers = ["a@x.test", "a@x.test", "b@x.test", ""]
    orders = [order(line(TEA, 1000), number=number, buyer=who) for number, who in enumerate(buyers)]
    found = told(percentage("once", 10, limit_per_buyer=1), orders)
    assert (found.uses, found.out_of_uses, found.buyers_at_limit) == (3, 1, 2)


def test_a_change_of_a_running_promotion_takes_its_place() -> None:
    running = percentage("sale", 20)
    offers = Offers((running,))
    changed = replace(percentage("sale", 30), id=running.id)
    [one] = tried(changed, [order(line(TEA, 1000), offers=offers)], offers)
    assert one.is_reproduced
    assert (one.before.discount, one.change and one.change.sums.discount) == (200, 300)


def test_a_change_that_is_used_up_takes_the_old_promotion_with_it() -> None:
    running = percentage("sale", 20)
    offers = Offers((running,))
    changed = replace(percentage("sale", 30, limit_total=1), id=running.id)
    orders = [order(line(TEA, 1000), number=number, offers=offers) for number in range(2)]
    found = told(changed, orders, offers)
    assert (found.sums[0].discount_before, found.sums[0].discount_after) == ("4.00", "3.00")
    assert [one.saved for one in found.top] == ["-2.00", "1.00"]


def test_a_draft_is_tried_outside_its_own_period() -> None:
    draft = as_draft(percentage("later", 10, starts_at=DAY + timedelta(days=90)))
    assert uses(tried(draft, [order(line(TEA, 1000))])) == [True]


def test_a_draft_with_a_coupon_is_tried_as_if_its_code_were_given() -> None:
    draft = percentage("code", 10, needs_coupon=True)
    found = told(draft, [order(line(TEA, 1000))])
    assert (found.assumes_coupon, found.touched) == (True, 1)


def test_a_draft_that_is_beaten_is_not_used() -> None:
    offers = Offers((percentage("big", 50),))
    [one] = tried(percentage("small", 10), [order(line(TEA, 1000), offers=offers)], offers)
    assert one.change is None


def test_caps_and_floors_that_hold_it_back_are_counted() -> None:
    orders = [order(line(TEA, 1000)), order(line(TEA, 100), number=1)]
    for promotion, expected in (
        (percentage("line", 50, max_per_line={"EUR": "2.00"}), (1, 0, 0)),
        (percentage("order", 50, max_per_order={"EUR": "2.00"}), (0, 1, 0)),
        (percentage("floor", 50, floor_percent=Decimal(75)), (0, 0, 2)),
        (percentage("shelf", 50, kind="catalogue", max_per_line={"EUR": "2.00"}), (1, 0, 0)),
        (percentage("shelf-floor", 50, kind="catalogue", floor_percent=Decimal(75)), (0, 0, 2)),
    ):
        found = told(promotion, orders)
        assert (found.line_caps, found.order_caps, found.floors) == expected, promotion.code


def test_orders_driven_below_cost_and_floor() -> None:
    stacked = Offers((percentage("careful", 20, lane=1, floor_percent=Decimal(80)),))
    orders, harsh = [order(line(TEA, 1000), offers=stacked)], percentage("harsh", 30, lane=2)
    found = told(harsh, orders, stacked, {TEA: 600})
    assert (found.below_floor, found.below_cost) == (1, 1)  # 560 are left: less than 800; 471 without tax
    assert told(harsh, orders, stacked, {TEA: 400}).below_cost == 0
    assert told(harsh, orders, stacked, {TEA: 900}).below_cost == 0  # it was there before


def test_the_ten_most_affected_orders_are_told() -> None:
    found = told(
        percentage("ten", 10), [order(line(TEA, 100 * number), number=number) for number in range(1, 31)]
    )
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


def test_a_seller_hears_of_their_own_goods_alone() -> None:
    mine = percentage("mine", 10, vendor_id=SELLER)
    shared = order(line(TEA, 1000, vendor=SELLER), line(MUG, 333))
    foreign = order(line(MUG, 333), number=1)
    [one] = tried(mine, [shared, foreign], costs={TEA: 500, MUG: 1}, vendor_id=SELLER)
    assert one.is_reproduced
    assert (one.lines, one.lines_without_cost) == (1, 0)
    assert one.before == Sums(1000, 0, 340)
    assert one.change == Change(Sums(900, 100, 256), DraftUse(100, 100))
