"""Lanes and combinations: what applies together, what wins, and why the others do not."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, Destination, GoodsFacts, Quote
from nexus.pricing.domain.basket import Basket, BasketLine, GivenCoupon
from nexus.pricing.domain.lanes import Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, compiled, spec_of
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingTable, flat, free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.infrastructure.strategies import strategies

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOE, SOCK = UUID(int=1), UUID(int=2)
SELLER, OTHER = UUID(int=91), UUID(int=92)


def line(
    variant: UUID, quantity: int, minor: int, *, tag: str = "", seller: UUID = SELLER, **more: Any
) -> BasketLine:
    goods = GoodsFacts(product_id=variant, vendor_id=seller, tags=frozenset([tag] if tag else []))
    return BasketLine(
        variant_id=variant, quantity=quantity, list_price=Money(minor, "EUR"), goods=goods, **more
    )


BASKET = (line(SHOE, 1, 4995, tag="shoes"), line(SOCK, 3, 450, tag="socks"))


def offer(code: str, **content: Any) -> Promotion:
    number = sum(ord(sign) * 31**place for place, sign in enumerate(code))
    spec = spec_of({"code": code, "title": code.title()} | content)
    return compiled(spec, strategies(), promotion_id=UUID(int=number), version=1)


def percent(code: str, value: int, **content: Any) -> Promotion:
    return offer(code, benefit={"type": "percentage", "percent": str(value)}, **content)


def off(code: str, amount: str, **content: Any) -> Promotion:
    return offer(code, benefit={"type": "amount_off", "amounts": {"EUR": amount}}, **content)


def from_spend(amount: str, **settings: Any) -> list[dict[str, Any]]:
    return [{"type": "min_spend", "amounts": {"EUR": amount}} | settings]


def priced(
    *offers: Promotion,
    lines: tuple[BasketLine, ...] = BASKET,
    taxes: TaxTable | None = None,
    shipping: ShippingTable | None = None,
    stacked: tuple[int, ...] = (),
    told: bool = False,
    **facts: Any,
) -> Quote:
    lanes = tuple(Lane(position=one, name="All", strategy=Stack()) for one in stacked)
    return quote(
        Basket(currency="EUR", lines=lines, **facts), Offers(offers, lanes), taxes or TaxTable(),
        shipping or free_shipping("EUR"), at=AT, explain_all=not told,
    )  # fmt: skip


def refusals(found: Quote) -> list[tuple[str | None, str, str | None]]:
    return [
        (step.get("offer"), step["code"], step.get("missing"))
        for step in found.explanation
        if not step["applied"]
    ]


def applied(found: Quote) -> list[tuple[str, str]]:
    return [(used.code, str(used.amount)) for used in found.promotions]


def test_a_percentage_is_rounded_half_up_line_by_line() -> None:
    found = priced(percent("ten", 10))
    assert [entry.discount.minor for entry in found.lines] == [500, 135]
    assert (found.subtotal.minor, found.discount_total.minor, found.total.minor) == (6345, 635, 5710)
    assert found.lines[0].explanation[1] == {
        "part": "discount", "code": "offer", "text": "Ten", "amount": "-5.00", "applied": True,
        "variant_id": str(SHOE), "offer": "ten",
    }  # fmt: skip


def test_a_fixed_amount_is_spread_without_losing_a_cent() -> None:
    found = priced(off("five", "5"))
    assert [entry.discount.minor for entry in found.lines] == [394, 106]
    assert found.total.minor == 5845


def test_inside_a_lane_the_best_wins_and_the_others_say_so() -> None:
    found = priced(percent("ten", 10), off("seven", "7"))
    assert applied(found) == [("seven", "7.00")]
    assert refusals(found) == [("ten", "better_offer", None)]


def test_equal_offers_are_settled_by_priority_then_by_code_not_by_the_order_given() -> None:
    offers = (off("b", "1"), off("a", "1"), off("c", "1", priority=-1))
    for given in (offers, offers[::-1]):
        assert applied(priced(*given)) == [("a", "1.00")]
        assert applied(priced(*given, off("z", "1", priority=5))) == [("z", "1.00")]


def test_the_next_lane_sees_what_is_left() -> None:
    found = priced(off("half", "31.72"), percent("ten", 10, lane=1), lines=(line(SHOE, 1, 6345),))
    assert applied(found) == [("half", "31.72"), ("ten", "3.17")]


def test_all_of_a_stacking_lane_apply_by_priority_each_on_what_the_one_before_left() -> None:
    offers = (percent("half", 50), off("two", "2", priority=1))
    found = priced(*offers, lines=(line(SHOE, 1, 1000),), stacked=(0,))
    assert applied(found) == [("two", "2.00"), ("half", "4.00")]


def test_what_is_best_alone_gives_way_to_a_better_combination() -> None:
    """60 % of 100.00, then 30.00: 10.00 is left. 50.00 and 60 % leave 20.00. Alone 60 % saves more than 50.00."""
    lines = (line(SHOE, 1, 10_000),)
    found = priced(percent("sixty", 60), off("fifty", "50"), off("thirty", "30", lane=1), lines=lines)
    assert (applied(found), found.total.minor) == ([("sixty", "60.00"), ("thirty", "30.00")], 1000)
    found = priced(percent("sixty", 60), off("fifty", "50"), percent("all", 60, lane=1), lines=lines)
    assert (applied(found), found.total.minor) == ([("sixty", "60.00"), ("all", "24.00")], 1600)
    first_lane = (
        off("deal", "20"),
        percent("small", 10, target={"type": "goods", "selection": {"tags": ["socks"]}}),
    )
    rest = percent("shoes", 100, lane=1, target={"type": "goods", "selection": {"tags": ["shoes"]}})
    found = priced(
        *first_lane, rest, lines=(line(SHOE, 1, 10_000, tag="shoes"), line(SOCK, 1, 1000, tag="socks"))
    )
    assert (applied(found), found.total.minor) == ([("deal", "20.00"), ("shoes", "81.82")], 818)


def test_an_exclusive_offer_applies_alone_or_not_at_all() -> None:
    offers = (percent("ten", 10), off("one", "1", lane=1), off("alone", "7", exclusive=True))
    found = priced(*offers)
    assert (applied(found), refusals(found)) == (
        [("ten", "6.35"), ("one", "1.00")], [("alone", "not_combinable", None)],
    )  # fmt: skip
    found = priced(*offers, off("best", "8", exclusive=True))
    assert applied(found) == [("best", "8.00")]
    assert {code for _, code, _ in refusals(found)} == {"not_combinable"}


def test_conditions_look_at_list_prices_so_that_one_offer_cannot_take_the_ground_of_another() -> None:
    found = priced(off("first", "20"), off("from_sixty", "5", lane=1, conditions=from_spend("60")))
    assert found.discount_total.minor == 2500


def test_a_condition_that_fails_says_by_how_much_and_of_what() -> None:
    found = priced(off("from_hundred", "5", conditions=from_spend("100")))
    assert (found.discount_total.minor, refusals(found)) == (0, [("from_hundred", "min_spend", "36.55")])
    shoes = from_spend("60", of={"tags": ["shoes"], "label": "Shoes"})
    [step] = [one for one in priced(off("shoes", "5", conditions=shoes)).explanation if not one["applied"]]
    assert (step["text"], step["of"]) == ("10.05 EUR more of Shoes.", "Shoes")


def test_no_line_falls_below_zero_and_what_is_left_of_nothing_says_so() -> None:
    found = priced(off("huge", "1000"), percent("ten", 10, lane=1))
    assert [entry.line_total.minor for entry in found.lines] == [0, 0]
    assert applied(found) == [("huge", "63.45")]
    assert refusals(found) == [("ten", "nothing_to_reduce", None)]


def test_an_offer_for_nothing_in_the_cart_is_not_told_to_the_buyer() -> None:
    books = percent("books", 10, target={"type": "goods", "selection": {"tags": ["books"]}})
    assert refusals(priced(books)) == [("books", "nothing_matches", None)]
    assert refusals(priced(books, told=True)) == []


def test_caps_and_floors_bound_what_is_taken() -> None:
    capped = percent("half", 50, max_per_line={"EUR": "10"}, max_per_order={"EUR": "12"})
    assert applied(priced(capped)) == [("half", "12.00")]
    assert applied(priced(percent("half", 50, floor_percent="60"))) == [("half", "25.38")]
    guarded = (line(SHOE, 1, 4995, floor=4000), line(SOCK, 3, 450))
    assert [entry.discount.minor for entry in priced(percent("half", 50), lines=guarded).lines] == [995, 675]


def test_tax_is_due_on_what_is_left() -> None:
    taxes = TaxTable(rates=(TaxRate(tax_class="standard", percent=Decimal(20)),))
    found = priced(off("ten", "10"), lines=(line(SHOE, 1, 6000),), taxes=taxes)
    assert (found.tax_total.minor, found.total.minor) == (1000, 6000)


def test_the_lowest_total_counts_the_tax_on_top() -> None:
    """10.00 off untaxed books save 10.00; 9.00 off shoes save 9.00 and 20 % of it: 10.80."""
    taxes = TaxTable(rates=(TaxRate(tax_class="standard", percent=Decimal(20)),))
    lines = (line(SHOE, 1, 5000, tag="shoes"), line(SOCK, 1, 5000, tag="books", tax_class="books"))
    books = off("books", "10", target={"type": "goods", "selection": {"tags": ["books"]}})
    shoes = off("shoes", "9", target={"type": "goods", "selection": {"tags": ["shoes"]}})
    found = priced(books, shoes, lines=lines, taxes=taxes)
    assert (applied(found), found.total.minor) == ([("shoes", "9.00")], 10_000 + 1000 - 1080)
    assert applied(priced(books, shoes, lines=lines)) == [("books", "10.00")]


def test_a_discount_never_costs_the_free_shipping() -> None:
    post = flat("post", "Post", Money(490, "EUR"), free_from=Money(6000, "EUR"))
    found = priced(off("ten", "10"), shipping=ShippingTable(methods=(post,)))
    assert (found.shipping_total.minor, found.total.minor) == (0, 5345)


def test_a_sellers_promotion_looks_at_and_touches_its_own_goods_only() -> None:
    lines = (line(SHOE, 1, 5000, seller=SELLER), line(SOCK, 1, 5000, seller=OTHER))
    own = percent("own", 10, vendor_id=str(SELLER), conditions=from_spend("60"))
    assert refusals(priced(own, lines=lines)) == [("own", "min_spend", "10.00")]
    found = priced(percent("own", 10, vendor_id=str(SELLER)), lines=lines)
    assert [entry.discount.minor for entry in found.lines] == [500, 0]
    assert [(str(used.vendor_funded), used.vendor_id) for used in found.promotions] == [("5.00", SELLER)]
    split = percent("split", 10, vendor_share="33.3333")
    assert [str(used.vendor_funded) for used in priced(split, lines=lines).promotions] == ["3.33"]


def test_who_an_offer_is_for_and_where_it_holds_is_not_told() -> None:
    """Not even that a little more would do."""
    secret = [
        percent("gold", 10, conditions=[*from_spend("100"), {"type": "customer_group", "groups": ["gold"]}]),
        percent("french", 10, conditions=[*from_spend("100"), {"type": "destination", "countries": ["FR"]}]),
        percent("hidden", 10, is_private=True, conditions=from_spend("100")),
        percent("code", 10, needs_coupon=True),
    ]  # fmt: skip
    facts: dict[str, Any] = {"buyer": BuyerFacts(), "destination": Destination(country="DE")}
    assert refusals(priced(*secret, told=True, **facts)) == []
    found = priced(*secret, **facts)
    assert {offer: code for offer, code, _ in refusals(found)} == {
        "gold": "customer_group", "french": "destination", "hidden": "min_spend",
    }  # fmt: skip


def test_who_gave_a_coupon_is_told_why_it_does_not_apply() -> None:
    gold = percent("gold", 10, needs_coupon=True, conditions=[{"type": "customer_group", "groups": ["gold"]}])
    given = (GivenCoupon(code="GOLD", promotion_id=gold.id), GivenCoupon(code="NONE"))
    found = priced(gold, told=True, coupons=given)
    assert [(one.code, one.reason, one.text) for one in found.refused_coupons] == [
        ("GOLD", "customer_group", "This offer is not for your account."),
        ("NONE", "coupon_unknown", "There is no such coupon."),
    ]
    found = priced(gold, told=True, coupons=given, buyer=BuyerFacts(groups=frozenset({"gold"})))
    assert (applied(found), [one.code for one in found.refused_coupons]) == ([("gold", "6.35")], ["NONE"])


def test_a_promotion_that_is_used_up_does_not_apply() -> None:
    ten = percent("ten", 10, limit_total=1)
    assert refusals(priced(ten, exhausted=frozenset({ten.id}))) == [("ten", "used_up", None)]
