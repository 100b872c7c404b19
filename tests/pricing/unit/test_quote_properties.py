"""What holds for every basket and every set of promotions, in currencies with no, two and three digits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.pricing.random_baskets import AT, Shop, Spec, lanes, promotion, random_shop, random_spec

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Quote, QuotedLine
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingTable, flat
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trace import readd

GIFT = UUID(int=77)


@dataclass(frozen=True)
class Case:
    shop: Shop
    taxes: TaxTable
    shipping: ShippingTable
    more: Spec

    def priced(
        self, *, lines: Sequence[BasketLine] | None = None, specs: Sequence[Spec] | None = None
    ) -> Quote:
        basket = replace(self.shop.basket, lines=self.shop.basket.lines if lines is None else tuple(lines))
        chosen = self.shop.specs if specs is None else specs
        offers = Offers(tuple(promotion(spec) for spec in chosen), lanes(self.shop.stacked))
        return quote(basket, offers, self.taxes, self.shipping, at=AT, explain_all=True)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    chance = Random(draw(st.integers(0, 2**40)))
    shop = random_shop(chance, most_lines=6, most_offers=7)
    currency = shop.basket.currency
    gift = BasketLine(variant_id=GIFT, quantity=1, list_price=Money(chance.randint(0, 900), currency))
    shop = replace(shop, basket=replace(shop.basket, gifts=(gift,)), specs=(*shop.specs, *_gifts(chance)))
    more = random_spec(chance, 90, currency)
    free_from = Money(chance.randint(0, 9000), currency) if chance.random() < 0.3 else None
    post = flat("post", "Post", Money(chance.randint(0, 1500), currency), free_from=free_from)
    return Case(shop, _taxes(chance), ShippingTable(methods=(post,)), more)


def _gifts(chance: Random) -> list[Spec]:
    if chance.random() < 0.7:
        return []
    benefit = {"type": "gift", "variant": str(GIFT), "quantity": chance.randint(1, 2)}
    return [{"code": "gift-80", "title": "Gift", "benefit": benefit, "lane": chance.randint(0, 3)}]


def _taxes(chance: Random) -> TaxTable:
    classes = ("standard", "reduced", "shipping")
    rates = [
        TaxRate(tax_class=name, percent=Decimal(chance.choice(["0", "5", "7", "8.125", "19", "33.33"])), name=label)
        for name in classes for label in ("State", "City") if chance.random() < 0.6
    ]  # fmt: skip
    return TaxTable(
        rates=tuple(rates),
        prices_include_tax=chance.random() < 0.4,
        rounding=chance.choice(["line", "total"]),
        shipping_tax=chance.choice(["class", "highest"]),
    )


@given(cases())
def test_goods_minus_discounts_plus_shipping_plus_tax_is_the_total(case: Case) -> None:
    found = case.priced()
    assert found.subtotal - found.discount_total + found.shipping_total + found.tax_total == found.total
    zero = Money.zero(found.currency)
    assert sum((line.discount for line in found.lines), start=zero) == found.discount_total
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
def test_nothing_is_ever_negative_or_below_its_floor(case: Case) -> None:
    found = case.priced()
    amounts = (found.subtotal, found.discount_total, found.shipping_total, found.tax_total, found.total)
    assert all(amount.minor >= 0 for amount in amounts)
    for line, bought in zip(found.lines, case.shop.basket.lines, strict=False):
        assert line.line_total.minor >= bought.floor * bought.quantity
        assert line.discount.minor >= 0


@given(cases())
def test_one_more_offer_never_raises_the_total(case: Case) -> None:
    before, after = case.priced(), case.priced(specs=(*case.shop.specs, case.more))
    assert after.total <= before.total
    for old, new in zip(before.lines, after.lines, strict=False):
        assert new.unit_price <= old.unit_price


@given(cases(), st.integers(0, 2**32))
def test_the_order_of_lines_and_of_offers_does_not_matter(case: Case, seed: int) -> None:
    shuffled, specs = list(case.shop.basket.lines), list(case.shop.specs)
    Random(seed).shuffle(shuffled)
    Random(seed + 1).shuffle(specs)
    first, second = case.priced(), case.priced(lines=shuffled, specs=specs)
    assert (first.total, first.tax_total, first.discount_total) == (
        second.total,
        second.tax_total,
        second.discount_total,
    )
    assert sorted(map(_as_text, first.lines)) == sorted(map(_as_text, second.lines))
    assert first.promotions == second.promotions


def _as_text(line: QuotedLine) -> str:
    return msgspec.json.encode(line).decode()


@given(cases())
def test_the_same_input_gives_the_same_quote_and_it_survives_being_stored(case: Case) -> None:
    found = case.priced()
    assert case.priced() == found
    assert msgspec.json.decode(msgspec.json.encode(found), type=Quote) == found
    assert msgspec.convert(msgspec.to_builtins(found), Quote) == found


@given(cases())
def test_every_cart_offer_is_accounted_for_and_adds_up(case: Case) -> None:
    found = case.priced()
    applied = {used.code: used.amount for used in found.promotions}
    refused = [step["offer"] for step in found.explanation if not step["applied"] and "offer" in step]
    live = [promotion(spec) for spec in case.shop.specs]
    cart = [one.code for one in live if one.spec.kind == "cart" and one.holds_at(AT)]
    assert sorted([*applied, *(code for code in refused if code != "post")]) == sorted(cart)
    for code, amount in applied.items():
        taken = [
            Money.of(step["amount"], found.currency)
            for step in found.explanation
            if step.get("offer") == code
        ]
        assert sum(taken, start=Money.zero(found.currency)) == -amount  # fmt: skip
