"""What holds for every basket, in currencies with no, two and three digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from nexus.pricing.domain.offers import Goods, Offer, Reduction

from nexus.kernel.money import Money, split_minor
from nexus.pricing.contracts.dto import Quote, QuotedLine
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trace import Refusal, readd

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLASSES = ("standard", "reduced", "zero")


@dataclass(frozen=True, kw_only=True)
class AnyOffer:
    """A share of each line plus a fixed amount spread over all, from a minimum worth on."""

    code: str
    lane: int
    percent: int
    minor: int
    minimum: int
    title: str = "Offer"

    def weigh(self, goods: Goods) -> Reduction | Refusal:
        worth = sum(line.worth.minor for line in goods.lines)
        if worth < self.minimum or not goods.lines:
            return Refusal(
                code="minimum", text="more", missing=Money(max(0, self.minimum - worth), goods.currency)
            )
        fixed = split_minor(self.minor, goods.left)
        return Reduction(
            amounts=tuple(
                left * self.percent // 100 + part for left, part in zip(goods.left, fixed, strict=True)
            )
        )


@dataclass(frozen=True)
class Case:
    basket: Basket
    offers: tuple[Offer, ...]
    taxes: TaxTable
    shipping: ShippingTable

    def priced(
        self, *, lines: Sequence[BasketLine] | None = None, offers: Sequence[Offer] | None = None
    ) -> Quote:
        chosen = self.basket.lines if lines is None else tuple(lines)
        basket = Basket(currency=self.basket.currency, lines=chosen, country="DE")
        return quote(basket, self.offers if offers is None else offers, self.taxes, self.shipping, at=AT)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    currency = draw(st.sampled_from(["JPY", "EUR", "KWD"]))
    money = st.builds(Money, st.integers(0, 10**7), st.just(currency))
    lines = st.builds(
        BasketLine,
        variant_id=st.builds(UUID, int=st.integers(1, 8)),
        quantity=st.integers(1, 50),
        list_price=money,
        compare_at=st.none() | money,
        tax_class=st.sampled_from(CLASSES),
    )
    offers = st.builds(
        AnyOffer,
        code=st.uuids().map(str),
        lane=st.integers(0, 2),
        percent=st.integers(0, 100),
        minor=st.integers(0, 10**6),
        minimum=st.integers(0, 10**7),
    )
    rates = st.builds(
        TaxRate,
        tax_class=st.sampled_from(CLASSES),
        percent=st.decimals(0, 60, places=2).map(Decimal),
        country=st.sampled_from(["", "DE", "FR"]),
    )
    method = st.builds(
        ShippingMethod, code=st.just("post"), name=st.just("Post"), price=money, free_from=st.none() | money
    )
    return Case(
        Basket(currency=currency, lines=tuple(draw(st.lists(lines, max_size=8)))),
        tuple(draw(st.lists(offers, max_size=4))),
        TaxTable(
            rates=tuple(draw(st.lists(rates, max_size=5))),
            prices_include_tax=draw(st.booleans()),
            rounding=draw(st.sampled_from(["line", "total"])),
        ),
        ShippingTable(methods=(draw(method),)),
    )


@given(cases())
def test_goods_minus_discounts_plus_shipping_plus_tax_is_the_total(case: Case) -> None:
    found = case.priced()
    assert found.subtotal - found.discount_total + found.shipping_total + found.tax_total == found.total
    zero = Money.zero(found.currency)
    assert (
        sum((line.line_total + line.tax for line in found.lines), start=zero) + found.shipping_total
        == found.total
    )
    assert sum((line.discount for line in found.lines), start=zero) == found.discount_total
    assert sum((line.included_tax for line in found.lines), start=zero) == found.included_tax_total
    for line in found.lines:
        assert line.line_total == line.unit_price * line.quantity - line.discount


@given(cases())
def test_the_trace_re_adds_to_every_total_exactly(case: Case) -> None:
    found = case.priced()
    parts = readd(found.explanation, currency=found.currency)
    assert parts["goods"] == found.subtotal
    assert parts["discount"] == -found.discount_total
    assert parts["shipping"] == found.shipping_total
    assert parts["tax"] == found.tax_total
    assert sum(parts.values(), start=Money.zero(found.currency)) == found.total
    for line in found.lines:
        of_line = readd(line.explanation, currency=found.currency)
        assert of_line["goods"] + of_line["discount"] == line.line_total
        assert of_line["tax"] == line.tax


@given(cases())
def test_nothing_is_ever_negative(case: Case) -> None:
    found = case.priced()
    amounts = (found.subtotal, found.discount_total, found.shipping_total, found.tax_total, found.total)
    assert all(amount.minor >= 0 for amount in amounts)
    assert all(line.line_total.minor >= 0 and line.discount.minor >= 0 for line in found.lines)


@given(cases(), st.integers(0, 2**32))
def test_the_order_of_lines_and_of_offers_does_not_matter(case: Case, seed: int) -> None:
    shuffled, offers = list(case.basket.lines), list(case.offers)
    Random(seed).shuffle(shuffled)
    Random(seed + 1).shuffle(offers)
    first, second = case.priced(), case.priced(lines=shuffled, offers=offers)
    assert (first.total, first.tax_total, first.discount_total) == (
        second.total,
        second.tax_total,
        second.discount_total,
    )
    assert sorted(map(_as_text, first.lines)) == sorted(map(_as_text, second.lines))


def _as_text(line: QuotedLine) -> str:
    return msgspec.json.encode(line).decode()


@given(cases())
def test_the_same_input_gives_the_same_quote(case: Case) -> None:
    assert case.priced() == case.priced()


@given(cases())
def test_a_quote_survives_being_stored(case: Case) -> None:
    found = case.priced()
    assert msgspec.json.decode(msgspec.json.encode(found), type=Quote) == found
    assert msgspec.convert(msgspec.to_builtins(found), Quote) == found


@given(cases(), st.integers(0, 100))
def test_one_more_offer_in_the_last_lane_never_raises_the_price(case: Case, percent: int) -> None:
    more = AnyOffer(code="more", lane=3, percent=percent, minor=0, minimum=0)
    assert case.priced(offers=(*case.offers, more)).total <= case.priced().total


@given(cases())
def test_every_offer_is_accounted_for(case: Case) -> None:
    found = case.priced()
    applied = {step["offer"] for step in found.explanation if step["part"] == "discount" and step["applied"]}
    refused = [
        step["offer"] for step in found.explanation if step["part"] == "discount" and not step["applied"]
    ]
    assert applied.isdisjoint(refused)
    assert sorted([*applied, *refused]) == sorted(offer.code for offer in case.offers)
