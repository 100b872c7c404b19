"""Golden vectors of taxes: several rates, both roundings, on shipping, abroad, and for those who pay none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, Destination, GoodsFacts, Quote
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import NO_OFFERS
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import Pickup, ShippingTable, flat, free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trace import readd
from nexus.pricing.domain.zones import Zone, Zones, place

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA, BEN = UUID(int=0xA), UUID(int=0xB)
ZONES = Zones(
    (
        Zone(code="de", places=(place("DE"),)),
        Zone(code="ch", places=(place("CH"),)),
        Zone(code="fr", places=(place("FR"),)),
        Zone(code="quebec", places=(place("CA", regions=["QC"]),)),
    )
)
GERMANY, FRANCE, SWITZERLAND = (Destination(country=code) for code in ("DE", "FR", "CH"))


def rate(percent: str, name: str = "VAT", *, zone: str = "de", **more: Any) -> TaxRate:
    return TaxRate(**({"tax_class": "standard"} | more), percent=Decimal(percent), name=name, zone=zone)


VAT, BOOKS, POST_VAT = rate("19"), rate("7", tax_class="reduced"), rate("19", tax_class="shipping")
FRENCH = rate("20", "TVA", zone="fr")


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def line(
    number: int, price: str, *, quantity: int = 1, tax_class: str = "standard", seller: UUID = ANNA
) -> BasketLine:
    return BasketLine(
        variant_id=UUID(int=number),
        quantity=quantity,
        list_price=eur(price),
        tax_class=tax_class,
        goods=GoodsFacts(product_id=UUID(int=number), vendor_id=seller),
    )


def taxed(
    *lines: BasketLine,
    rates: Sequence[TaxRate],
    to: Destination = GERMANY,
    shipping: ShippingTable | None = None,
    exempt: str = "",
    at: datetime = AT,
    **terms: Any,
) -> Quote:
    basket = Basket(currency="EUR", lines=lines, destination=to, buyer=BuyerFacts(exempt=exempt))
    table = TaxTable(rates=tuple(rates), zones=ZONES, **terms)
    found = quote(basket, NO_OFFERS, table, shipping or free_shipping("EUR"), at=at)
    assert found.subtotal - found.discount_total + found.shipping_total + found.tax_total == found.total
    steps = readd(found.explanation, currency="EUR")
    assert (steps["tax"], steps["goods"]) == (found.tax_total, found.subtotal)
    contained = [eur(step["included"]) for step in found.explanation if "included" in step]
    assert sum(contained, start=eur("0")) == found.included_tax_total
    return found


def steps_of(found: Quote) -> list[tuple[str, str, str]]:
    return [
        (step["text"], step["amount"], step.get("included", ""))
        for step in found.explanation
        if step["part"] == "tax"
    ]


@pytest.mark.parametrize(
    ("rounding", "tax", "total"), [("line", "2.32", "12.32"), ("total", "2.30", "12.30")]
)
def test_four_lines_of_a_half_cent_each(rounding: str, tax: str, total: str) -> None:
    """23 % of 2.50 is 0.575: four times 0.58, or 23 % of 10.00."""
    found = taxed(*(line(n, "2.50") for n in range(1, 5)), rates=[rate("23")], rounding=rounding)
    assert (str(found.tax_total), str(found.total)) == (tax, total)
    assert sum(one.tax.minor for one in found.lines) == found.tax_total.minor


@pytest.mark.parametrize(("rounding", "tax"), [("line", "1.50"), ("total", "1.55")])
def test_contained_taxes_round_by_line_or_once(rounding: str, tax: str) -> None:
    """19 % in 0.97 is 0.15487: ten times 0.15, or 1.5487 once."""
    lines = [line(n, "0.97") for n in range(1, 11)]
    found = taxed(*lines, rates=[VAT], prices_include_tax=True, rounding=rounding)
    assert (str(found.included_tax_total), str(found.total)) == (tax, "9.70")


GST, QST = rate("5", "GST", zone="quebec"), rate("9.975", "QST", zone="quebec", position=1)
QUEBEC = Destination(country="CA", region="QC")


def test_rates_that_add_up() -> None:
    found = taxed(line(1, "100.00"), rates=[QST, GST], to=QUEBEC)
    assert steps_of(found) == [("GST 5 %", "5.00", ""), ("QST 9.975 %", "9.98", "")]
    assert str(found.total) == "114.98"


def test_a_compound_rate_is_taken_on_the_price_with_the_taxes_before_it() -> None:
    found = taxed(line(1, "100.00"), rates=[GST, replace(QST, is_compound=True)], to=QUEBEC)
    assert steps_of(found) == [("GST 5 %", "5.00", ""), ("QST 9.975 %", "10.47", "")]


def test_several_contained_rates_leave_the_price() -> None:
    found = taxed(line(1, "114.98"), rates=[GST, QST], to=QUEBEC, prices_include_tax=True)
    assert steps_of(found) == [("GST 5 %", "0.00", "5.00"), ("QST 9.975 %", "0.00", "9.98")]
    assert str(found.total) == "114.98"


@pytest.mark.parametrize(
    ("seconds", "tax"), [(-1, "19.00"), (0, "16.00"), (86_399, "16.00"), (86_400, "19.00")]
)
def test_a_rate_changes_to_the_instant(seconds: int, tax: str) -> None:
    starts, ends = AT, AT + timedelta(days=1)
    rates = [
        replace(VAT, ends_at=starts), replace(rate("16"), starts_at=starts, ends_at=ends), replace(VAT, starts_at=ends),
    ]  # fmt: skip
    found = taxed(line(1, "100.00"), rates=rates, at=AT + timedelta(seconds=seconds))
    assert str(found.tax_total) == tax


POST = ShippingTable(methods=(flat("post", "Post", eur("5.95")),))
MIXED = (line(1, "30.00"), line(2, "10.00", tax_class="reduced"))


@pytest.mark.parametrize(
    ("way", "tax"),
    [("class", "0.95"), ("highest", "0.95"), ("pro_rata", "0.81")],
)
def test_shipping_contains_tax_by_its_class_the_highest_rate_or_its_share_of_the_goods(
    way: str, tax: str
) -> None:
    """Three quarters of 5.95 (4.46) contain 0.71 at 19 %, the rest (1.49) 0.10 at 7 %."""
    rates = [VAT, BOOKS, POST_VAT]
    found = taxed(*MIXED, rates=rates, shipping=POST, prices_include_tax=True, shipping_tax=way)
    assert found.shipping_tax == eur(tax)


def test_without_a_rate_for_shipping_it_bears_no_tax() -> None:
    found = taxed(*MIXED, rates=[VAT, BOOKS], shipping=POST)
    assert (found.shipping_tax, str(found.tax_total)) == (eur("0"), "6.40")


def test_tax_on_shipping_is_a_step_of_its_own_and_part_of_the_total() -> None:
    found = taxed(line(1, "100.00"), rates=[VAT, POST_VAT], shipping=POST)
    assert steps_of(found) == [("VAT 19 %", "19.00", ""), ("VAT 19 % (Post)", "1.13", "")]
    assert (str(found.tax_total), str(found.total)) == ("20.13", "126.08")


def test_tax_on_shipping_follows_the_seller_whose_shipping_it_is() -> None:
    own = replace(flat("post", "Ben's post", eur("10.00")), vendor_id=BEN)
    table = ShippingTable(methods=(flat("post", "Post", eur("5.95")), own))
    found = taxed(line(1, "10.00"), line(2, "10.00", seller=BEN), rates=[VAT, POST_VAT], shipping=table)
    assert found.shipping_tax_by_vendor == ((ANNA, eur("1.13")), (BEN, eur("1.90")))
    assert found.shipping_tax == eur("3.03")


def test_goods_that_are_picked_up_are_taxed_where_the_store_is() -> None:
    store = replace(
        flat("pickup", "At the store", eur("0")), pickup=Pickup(store_id=UUID(int=5), place=GERMANY)
    )
    found = taxed(line(1, "100.00"), rates=[VAT, FRENCH], to=FRANCE, shipping=ShippingTable(methods=(store,)))
    assert str(found.tax_total) == "19.00"


@pytest.mark.parametrize(
    ("abroad", "to", "price", "tax"),
    [
        ("gross", FRANCE, "119.00", "19.83"),
        ("net", FRANCE, "120.00", "20.00"),
        ("gross", GERMANY, "119.00", "19.00"),
        ("net", GERMANY, "119.00", "19.00"),
        ("gross", SWITZERLAND, "119.00", "0.00"),
        ("net", SWITZERLAND, "100.00", "0.00"),
    ],
)
def test_prices_with_tax_where_the_rate_is_another(
    abroad: str, to: Destination, price: str, tax: str
) -> None:
    found = taxed(
        line(1, "119.00"), rates=[VAT, FRENCH], to=to, prices_include_tax=True, abroad=abroad, home=GERMANY
    )
    assert (str(found.total), str(found.included_tax_total)) == (price, tax)


def test_who_pays_no_tax_does_not_pay_what_the_price_contains() -> None:
    shop = {"rates": [VAT, POST_VAT], "shipping": POST, "exempt": "reverse_charge"}
    found = taxed(line(1, "119.00", quantity=2), **shop, prices_include_tax=True)
    assert [str(amount) for amount in (found.subtotal, found.shipping_total, found.total)] == [
        "200.00", "5.00", "205.00",
    ]  # fmt: skip
    assert steps_of(found) == [("Reverse charge: the buyer owes the tax.", "0.00", "")]
    on_top = taxed(line(1, "100.00", quantity=2), **shop)
    assert (str(on_top.total), str(on_top.tax_total)) == ("205.95", "0.00")


def test_a_reason_of_the_merchants_own_is_told() -> None:
    found = taxed(line(1, "119.00"), rates=[VAT], exempt="charity, certificate 12")
    assert steps_of(found) == [("Free of tax: charity, certificate 12", "0.00", "")]


def test_what_a_merchant_gives_away_bears_no_tax() -> None:
    assert str(taxed(line(1, "0.00"), rates=[VAT]).tax_total) == "0.00"


rates = st.builds(
    rate,
    st.decimals(0, 60, places=3).map(str),
    st.sampled_from(["A", "B", "C"]),
    zone=st.sampled_from(["", "de"]),
    tax_class=st.sampled_from(["standard", "reduced", "shipping"]),
    is_compound=st.booleans(),
    position=st.integers(0, 2),
)
lines = st.builds(
    line,
    st.integers(1, 6),
    st.integers(0, 10**6).map(lambda minor: str(Decimal(minor) / 100)),
    quantity=st.integers(1, 20),
    tax_class=st.sampled_from(["standard", "reduced", "zero"]),
    seller=st.sampled_from([ANNA, BEN]),
)
OWN = ShippingTable(
    methods=(flat("post", "Post", eur("4.99")), replace(flat("post", "Ben's", eur("3.33")), vendor_id=BEN))
)


@given(
    st.lists(lines, min_size=1, max_size=6),
    st.lists(rates, max_size=6),
    st.booleans(),
    st.sampled_from(["line", "total"]),
    st.sampled_from(["class", "highest", "pro_rata"]),
    st.sampled_from(["", "charity"]),
)
def test_the_parts_add_up(
    basket: list[BasketLine], rates: list[TaxRate], included: bool, rounding: str, way: str, exempt: str
) -> None:
    terms: dict[str, Any] = {"prices_include_tax": included, "rounding": rounding}
    table = TaxTable(rates=tuple(rates), zones=ZONES, shipping_tax=way, **terms)  # type: ignore[arg-type]
    asked = Basket(currency="EUR", lines=tuple(basket), destination=GERMANY, buyer=BuyerFacts(exempt=exempt))
    found = quote(asked, NO_OFFERS, table, OWN, at=AT)
    zero = eur("0")
    assert found.shipping_tax is not None
    of_lines = sum((one.tax + one.included_tax for one in found.lines), start=zero)
    assert of_lines + found.shipping_tax == found.tax_total + found.included_tax_total
    assert found.subtotal - found.discount_total + found.shipping_total + found.tax_total == found.total
    assert readd(found.explanation, currency="EUR")["tax"] == found.tax_total
    if found.shipping_tax_by_vendor:
        assert sum((tax for _, tax in found.shipping_tax_by_vendor), start=zero) == found.shipping_tax
    backwards = quote(replace(asked, lines=tuple(reversed(basket))), NO_OFFERS, table, OWN, at=AT)
    assert backwards.total == found.total
