"""What may become an order, and how it is split among its sellers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.orders.builders import VENDOR_A, VENDOR_B, a_line, a_new_order

from nexus.kernel.ids import new_id
from nexus.kernel.money import CurrencyMismatch, Money
from nexus.orders.contracts.dto import NewOrder, Totals
from nexus.orders.contracts.events import OrderPlaced
from nexus.orders.domain.agreement import agree
from nexus.orders.domain.errors import EmptyOrder, InvalidLine, TotalsDoNotAddUp

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
NAMES = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")


def agreed(new: NewOrder) -> OrderPlaced:
    return agree(new, number="NX-261121-000000", at=NOON, access_token_hash="", new_id=new_id)


def amounts(totals: Totals) -> tuple[str, ...]:
    return tuple(str(getattr(totals, name)) for name in NAMES)


def test_lines_keep_everything_that_was_sold() -> None:
    line = replace(a_line("12.50", 3), discount=Money.of("2.50", "EUR"), tax=Money.of("6.65", "EUR"))
    placed = agreed(a_new_order(line, discount="2.50", tax="6.65"))
    [kept] = placed.lines
    for name in (
        "product_id",
        "variant_id",
        "sku",
        "title",
        "variant_title",
        "image_url",
        "vendor_id",
        "vendor_name",
    ):
        assert getattr(kept, name) == getattr(line, name)
    assert (kept.quantity, str(kept.unit_price), str(kept.total)) == (3, "12.50", "41.65")
    assert kept.explanation == line.explanation
    assert placed.placed_at == NOON


def test_shipping_and_order_discount_are_split_by_value() -> None:
    placed = agreed(
        a_new_order(a_line("30.00"), a_line("10.00", vendor=VENDOR_B), discount="4.00", shipping="5.00")
    )
    first, second = placed.vendor_parts
    assert (first.vendor_id, first.vendor_name, second.vendor_id) == (VENDOR_A, "Alpha", VENDOR_B)
    assert amounts(first.totals) == ("30.00", "3.00", "3.75", "0.00", "30.75")
    assert amounts(second.totals) == ("10.00", "1.00", "1.25", "0.00", "10.25")


def test_shipping_of_known_sellers_is_theirs() -> None:
    new = a_new_order(a_line("30.00"), a_line("10.00", vendor=VENDOR_B), shipping="5.00")
    new = replace(new, shipping_by_vendor=((VENDOR_B, Money.of("5.00", "EUR")),))
    assert [amounts(part.totals)[2] for part in agreed(new).vendor_parts] == ["0.00", "5.00"]


def test_shipping_of_sellers_must_be_all_of_it() -> None:
    new = replace(a_new_order(shipping="5.00"), shipping_by_vendor=((VENDOR_A, Money.of("4.99", "EUR")),))
    with pytest.raises(TotalsDoNotAddUp):
        agreed(new)


def test_an_order_without_lines_is_refused() -> None:
    with pytest.raises(EmptyOrder):
        agreed(replace(a_new_order(), lines=()))


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_quantity_below_one_is_refused(quantity: int) -> None:
    with pytest.raises(InvalidLine) as refused:
        agreed(a_new_order(a_line(quantity=quantity)))
    assert refused.value.facts == {"sku": "SKU-1"}


def test_a_line_below_zero_is_refused() -> None:
    with pytest.raises(InvalidLine):
        agreed(a_new_order(replace(a_line("1.00"), discount=Money.of("1.01", "EUR")), discount="1.01"))


@pytest.mark.parametrize("name", ["subtotal", "total"])
def test_totals_that_contradict_are_refused(name: str) -> None:
    new = a_new_order()
    wrong = replace(new.totals, **{name: getattr(new.totals, name) + Money(1, "EUR")})
    with pytest.raises(TotalsDoNotAddUp) as refused:
        agreed(replace(new, totals=wrong))
    assert refused.value.facts["what"] in ("subtotal", "total")


def test_more_discount_on_lines_than_in_total_is_refused() -> None:
    line = replace(a_line("10.00"), discount=Money.of("3.00", "EUR"))
    with pytest.raises(TotalsDoNotAddUp):
        agreed(a_new_order(line, discount="2.00"))


def test_a_total_below_zero_is_refused() -> None:
    with pytest.raises(TotalsDoNotAddUp):
        agreed(a_new_order(a_line("1.00"), discount="1.01"))


def test_another_currency_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        agreed(replace(a_new_order(), currency="USD"))
    with pytest.raises(CurrencyMismatch):
        agreed(a_new_order(a_line("5", currency="JPY")))


prices = st.integers(0, 10_000_000)
baskets = st.lists(st.tuples(prices, st.integers(1, 20), st.integers(0, 5)), min_size=1, max_size=12)


@given(
    baskets,
    st.integers(0, 100),
    st.integers(0, 100_000),
    st.integers(0, 50_000),
    st.sampled_from(["EUR", "JPY", "KWD"]),
)
def test_shares_of_the_sellers_add_up_and_none_is_below_zero(
    basket: list[tuple[int, int, int]], percent: int, shipping: int, tax: int, currency: str
) -> None:
    vendors = [new_id() for _ in range(6)]
    lines = tuple(
        replace(a_line(vendor=vendors[who], currency=currency, quantity=n), unit_price=Money(price, currency))
        for price, n, who in basket
    )
    goods = sum(price * n for price, n, _ in basket)
    discount = goods * percent // 100
    totals = Totals(
        subtotal=Money(goods, currency),
        discount_total=Money(discount, currency),
        shipping_total=Money(shipping, currency),
        tax_total=Money(tax, currency),
        total=Money(goods - discount + shipping + tax, currency),
    )
    placed = agreed(replace(a_new_order(*lines, currency=currency), totals=totals))
    for name in NAMES:
        assert (
            sum(getattr(part.totals, name).minor for part in placed.vendor_parts)
            == getattr(totals, name).minor
        )
        assert all(getattr(part.totals, name).minor >= 0 for part in placed.vendor_parts)
