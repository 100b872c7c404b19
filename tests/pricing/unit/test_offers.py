"""Lanes: inside a lane the best offer wins, lanes apply one after another; every loser says why."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from nexus.kernel.money import Money, split_minor
from nexus.pricing.contracts.dto import Quote
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.offers import Goods, Offer, Reduction
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable, free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trace import Refusal

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOE, SOCK = UUID(int=1), UUID(int=2)


@dataclass(frozen=True, kw_only=True)
class PercentOff:
    """So many percent off every line, rounded down."""

    code: str
    percent: int
    lane: int = 0

    @property
    def title(self) -> str:
        return f"{self.percent} % off"

    def weigh(self, goods: Goods) -> Reduction | Refusal:
        return Reduction(amounts=tuple(left * self.percent // 100 for left in goods.left))


@dataclass(frozen=True, kw_only=True)
class AmountOff:
    """A fixed amount from a minimum on, spread over the lines by largest remainder."""

    code: str
    minor: int
    minimum: int = 0
    lane: int = 0
    title: str = "Amount off"

    def weigh(self, goods: Goods) -> Reduction | Refusal:
        worth = sum(line.worth.minor for line in goods.lines)
        if worth < self.minimum:
            missing = Money(self.minimum - worth, goods.currency)
            return Refusal(code="minimum_not_reached", text=f"{missing} more to go.", missing=missing)
        return Reduction(amounts=tuple(split_minor(self.minor, goods.left)))


def line(variant: UUID, quantity: int, minor: int) -> BasketLine:
    return BasketLine(variant_id=variant, quantity=quantity, list_price=Money(minor, "EUR"))


def priced(*offers: Offer, lines: tuple[BasketLine, ...], taxes: TaxTable | None = None) -> Quote:
    basket = Basket(currency="EUR", lines=lines)
    return quote(basket, offers, taxes or TaxTable(), free_shipping("EUR"), at=AT)


BASKET = (line(SHOE, 1, 4995), line(SOCK, 3, 450))


def refusals(found: Quote) -> list[tuple[str | None, str, str | None]]:
    return [
        (step.get("offer"), step["code"], step.get("missing"))
        for step in found.explanation
        if not step["applied"]
    ]


def test_an_offer_takes_something_off_each_line() -> None:
    found = priced(PercentOff(code="ten", percent=10), lines=BASKET)
    assert [entry.discount.minor for entry in found.lines] == [499, 135]
    assert [entry.line_total.minor for entry in found.lines] == [4496, 1215]
    assert (found.subtotal.minor, found.discount_total.minor, found.total.minor) == (6345, 634, 5711)
    assert found.lines[0].explanation[1] == {
        "part": "discount",
        "code": "offer",
        "text": "10 % off",
        "amount": "-4.99",
        "applied": True,
        "variant_id": str(SHOE),
        "offer": "ten",
    }


def test_a_fixed_amount_is_spread_without_losing_a_cent() -> None:
    found = priced(AmountOff(code="five", minor=500), lines=BASKET)
    assert [entry.discount.minor for entry in found.lines] == [394, 106]
    assert found.total.minor == 5845


def test_inside_a_lane_the_best_wins_and_the_others_say_so() -> None:
    offers = PercentOff(code="ten", percent=10), AmountOff(code="seven", minor=700)
    found = priced(*offers, lines=BASKET)
    assert found.discount_total.minor == 700
    assert refusals(found) == [("ten", "better_offer", None)]


def test_equal_offers_are_settled_by_code_not_by_the_order_given() -> None:
    offers = (AmountOff(code="b", minor=100), AmountOff(code="a", minor=100))
    for given in (offers, offers[::-1]):
        found = priced(*given, lines=BASKET)
        assert found.discount_total.minor == 100
        assert refusals(found) == [("b", "better_offer", None)]


def test_the_next_lane_sees_what_is_left() -> None:
    offers = AmountOff(code="half", minor=3172), PercentOff(code="ten", percent=10, lane=1)
    found = priced(*offers, lines=(line(SHOE, 1, 6345),))
    assert found.discount_total.minor == 3172 + 317
    assert [step.get("offer") for step in found.lines[0].explanation] == [None, "half", "ten"]


def test_conditions_look_at_list_prices_so_that_one_offer_cannot_take_the_ground_of_another() -> None:
    offers = (
        AmountOff(code="first", minor=2000),
        AmountOff(code="from_sixty", minor=500, minimum=6000, lane=1),
    )
    assert priced(*offers, lines=BASKET).discount_total.minor == 2500


def test_a_condition_that_fails_says_by_how_much() -> None:
    found = priced(AmountOff(code="from_hundred", minor=500, minimum=10_000), lines=BASKET)
    assert found.discount_total.minor == 0
    assert refusals(found) == [("from_hundred", "minimum_not_reached", "36.55")]


def test_no_line_falls_below_zero() -> None:
    found = priced(AmountOff(code="huge", minor=100_000), lines=BASKET)
    assert [entry.line_total.minor for entry in found.lines] == [0, 0]
    assert found.total.minor == 0


def test_when_nothing_is_left_the_offer_says_so() -> None:
    offers = AmountOff(code="all", minor=6345), PercentOff(code="ten", percent=10, lane=1)
    assert refusals(priced(*offers, lines=BASKET)) == [("ten", "nothing_to_reduce", None)]


def test_a_negative_reduction_is_not_a_surcharge() -> None:
    found = priced(AmountOff(code="odd", minor=-500), lines=BASKET)
    assert found.total.minor == 6345
    assert refusals(found) == [("odd", "nothing_to_reduce", None)]


def test_tax_is_due_on_what_is_left() -> None:
    taxes = TaxTable(rates=(TaxRate(tax_class="standard", percent=Decimal(20)),))
    found = priced(AmountOff(code="ten", minor=1000), lines=(line(SHOE, 1, 6000),), taxes=taxes)
    assert (found.tax_total.minor, found.total.minor) == (1000, 6000)


def test_a_discount_never_costs_the_free_shipping() -> None:
    post = ShippingMethod(code="post", name="Post", price=Money(490, "EUR"), free_from=Money(6000, "EUR"))
    basket = Basket(currency="EUR", lines=BASKET)
    offers = (AmountOff(code="ten", minor=1000),)
    found = quote(basket, offers, TaxTable(), ShippingTable(methods=(post,)), at=AT)
    assert (found.shipping_total.minor, found.total.minor) == (0, 5345)
