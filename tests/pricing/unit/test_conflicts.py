"""Planted conflicts are found, and nothing is reported that the engine does not show."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import GoodsFacts
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.conflicts import Search
from nexus.pricing.domain.lanes import Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, PromotionSpec, compiled
from nexus.pricing.domain.shipping import free_shipping
from nexus.pricing.domain.situations import Ground
from nexus.pricing.domain.taxes import TaxTable
from nexus.pricing.domain.witnesses import passed
from nexus.pricing.infrastructure.strategies import strategies

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
TEA, MUG, POT = UUID(int=1), UUID(int=2), UUID(int=3)
SHOP, GUEST_SELLER = UUID(int=8), UUID(int=9)


def percentage(code: str, percent: int, **more: Any) -> Promotion:
    return promotion(code, {"type": "percentage", "percent": Decimal(percent)}, **more)


def promotion(code: str, benefit: dict[str, Any], **more: Any) -> Promotion:
    spec = PromotionSpec(code=code, title=code, benefit=benefit, **more)
    number = UUID(int=1000 + sum(ord(sign) << 8 * place for place, sign in enumerate(code[:6])))
    return compiled(spec, strategies(), promotion_id=number, version=1)


def piece(
    variant: UUID, minor: int, *, tags: tuple[str, ...] = (), floor: int = 0, vendor: UUID = SHOP
) -> BasketLine:
    goods = GoodsFacts(product_id=variant, vendor_id=vendor, tags=frozenset(tags))
    return BasketLine(
        variant_id=variant, quantity=1, list_price=Money(minor, "EUR"), goods=goods, floor=floor
    )


def ground(
    *promotions: Promotion,
    goods: tuple[BasketLine, ...] = (),
    costs: dict[UUID, int] | None = None,
    **more: Any,
) -> Ground:
    facts: dict[str, Any] = {
        "currency": "EUR", "goods": goods or (piece(TEA, 1000, tags=("drinks",)), piece(MUG, 400), piece(POT, 5000)),
        "offers": Offers(promotions), "taxes": TaxTable(), "shipping": free_shipping("EUR"), "now": NOW,
        "zone": ZoneInfo("Europe/Berlin"), "costs": costs or {}, "most_percent": Decimal(60),
    }  # fmt: skip
    return Ground(**facts | more)


def told(search: Search) -> list[tuple[str, tuple[str, ...], UUID | None]]:
    return [
        (found.bound_kind, tuple(one.code for one in found.promotions), found.variant_id)
        for found in search.run()
    ]


def test_two_lanes_that_add_up_to_too_much() -> None:
    search = Search(ground(percentage("half", 50, lane=1), percentage("third", 33, lane=2)))
    found = search.run()
    lines = [one for one in found if one.variant_id]
    assert [(one.bound_kind, [each.code for each in one.promotions]) for one in lines] == [
        ("percent", ["half", "third"])
    ]
    assert (lines[0].left, lines[0].bound) in {(335, 400), (134, 160), (1675, 2000)}
    assert search.is_complete


def test_one_lane_lets_only_one_apply() -> None:
    assert told(Search(ground(percentage("half", 50), percentage("third", 33)))) == []


def test_a_lane_that_stacks_lets_both_apply() -> None:
    both = percentage("half", 50), percentage("third", 33)
    offers = Offers(both, (Lane(position=0, name="all", strategy=Stack()),))
    assert told(Search(ground(offers=offers)))


def test_exclusive_ones_do_not_meet_but_the_catalogue_meets_the_cart() -> None:
    alone = percentage("half", 50, lane=1, exclusive=True)
    assert told(Search(ground(alone, percentage("third", 33, lane=2)))) == []
    assert told(Search(ground(alone, percentage("third", 33, kind="catalogue"))))


def test_periods_that_do_not_overlap_do_not_meet() -> None:
    first = percentage("half", 50, lane=1, ends_at=NOW + timedelta(days=1))
    then = percentage("third", 33, lane=2, starts_at=NOW + timedelta(days=1))
    assert told(Search(ground(first, then))) == []
    longer = percentage("half", 50, lane=1, ends_at=NOW + timedelta(days=1, microseconds=1))
    [line, *_] = Search(ground(longer, then)).run()
    assert line.situation.at == NOW + timedelta(days=1)


def test_the_floor_of_one_is_broken_by_the_other() -> None:
    careful = percentage("careful", 20, lane=1, floor_percent=Decimal(80))
    assert ("floor", ("careful", "more"), TEA) in told(
        Search(ground(careful, percentage("more", 10, lane=2), goods=(piece(TEA, 1000),)))
    )


def test_the_floor_of_goods_holds_and_is_no_conflict() -> None:
    both = percentage("half", 50, lane=1), percentage("third", 33, lane=2)
    assert told(Search(ground(*both, goods=(piece(TEA, 1000, floor=500),)))) == []


def test_below_cost_by_two_and_by_one_alone() -> None:
    both = percentage("quarter", 25, lane=1), percentage("fifth", 20, lane=2)
    goods = (piece(TEA, 1000),)
    assert ("cost", ("fifth", "quarter"), TEA) in told(Search(ground(*both, goods=goods, costs={TEA: 700})))
    assert ("cost", ("quarter",), TEA) in told(Search(ground(*both, goods=goods, costs={TEA: 760})))
    assert told(Search(ground(*both, goods=goods, costs={TEA: 600}))) == []


def test_goods_that_are_below_cost_without_any_promotion_are_nobodys_conflict() -> None:
    assert told(Search(ground(percentage("few", 1), goods=(piece(TEA, 1000),), costs={TEA: 2000}))) == []


def test_the_cart_grows_until_the_conditions_hold() -> None:
    spend = percentage(
        "spend", 40, lane=1,
        conditions=({"type": "min_spend", "amounts": {"EUR": "100.00"}, "of": {"tags": ["drinks"]}},),
    )  # fmt: skip
    code = percentage("code", 40, lane=2, needs_coupon=True)
    found = Search(ground(spend, code)).run()
    tea = next(one for one in found if one.variant_id == TEA and one.bound_kind == "percent")
    assert tea.situation.pieces == {0: 10}
    assert tea.situation.coupons == {code.id}


def test_only_what_the_draft_takes_part_in() -> None:
    pair = percentage("half", 50, lane=1), percentage("third", 33, lane=2)
    draft = percentage("draft", 1, lane=3)
    assert told(Search(ground(*pair, draft), about=draft.id)) == []
    assert told(Search(ground(*pair, draft), about=pair[0].id))


def test_a_seller_and_the_shop_meet_on_the_sellers_goods_alone() -> None:
    shop = percentage("shop", 50, lane=1)
    seller = percentage("seller", 50, lane=2, vendor_id=GUEST_SELLER)
    found = Search(ground(shop, seller, goods=(piece(TEA, 1000), piece(MUG, 900, vendor=GUEST_SELLER)))).run()
    assert {one.variant_id for one in found if one.variant_id} == {MUG}


def test_what_never_applies_and_what_is_always_beaten_is_known() -> None:
    never = percentage("never", 10, lane=1, conditions=({"type": "min_spend", "amounts": {"USD": "1.00"}},))
    small, big = percentage("small", 5), percentage("big", 10)
    search = Search(ground(never, small, big))
    search.run()
    tries = {one.code: search.tries[one.id] for one in search.ground.offers.promotions}
    assert (tries["never"].met, tries["never"].nearest and tries["never"].nearest.code) == (
        0,
        "other_currency",
    )
    assert (tries["small"].met > 0, tries["small"].used) == (True, 0)
    assert [one.code for one in tries["small"].beaten_by.values()] == ["big"]
    assert tries["big"].used > 0


def test_the_search_ends_in_time_and_says_so() -> None:
    many = [percentage(f"p{number}", 10 + number, lane=number) for number in range(12)]
    search = Search(ground(*many), most_carts=20)
    first = search.run()
    assert not search.is_complete
    assert search.carts <= 20 + len(many)
    assert first == Search(ground(*many), most_carts=20).run()


PROMOTIONS = st.lists(
    st.builds(
        percentage,
        st.sampled_from(["a", "b", "c", "d", "e"]),
        st.integers(5, 90),
        lane=st.integers(0, 2),
        kind=st.just("cart"),
        exclusive=st.booleans(),
        needs_coupon=st.booleans(),
        floor_percent=st.sampled_from([Decimal(0), Decimal(30), Decimal(70)]),
        conditions=st.sampled_from([(), ({"type": "min_spend", "amounts": {"EUR": "25.00"}},)]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one.code,
)


@settings(max_examples=60, deadline=None)
@given(PROMOTIONS, st.integers(0, 900))
def test_no_conflict_without_a_cart_that_shows_it(promotions: list[Promotion], cost: int) -> None:
    place = ground(*promotions, goods=(piece(TEA, 1000, floor=100), piece(MUG, 333)), costs={TEA: cost})
    for found in Search(place).run():
        assert _shows(place, found, place.offers.promotions)
        assert _shows(replace(place, most_percent=place.most_percent), found, found.promotions)
        for left_out in found.promotions:
            assert not _shows(place, found, [one for one in found.promotions if one is not left_out])


def _shows(place: Ground, found: Any, promotions: Any) -> bool:
    priced = place.price(found.situation, Offers(tuple(promotions)))
    seen = {
        (breach.bound_kind, None if breach.line is None else priced.basket.lines[breach.line].variant_id)
        for breach in passed(place, priced)
    }
    return (found.bound_kind, found.variant_id) in seen
