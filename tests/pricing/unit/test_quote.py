"""Golden baskets: exact totals and the steps that lead there."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from nexus.kernel.money import CurrencyMismatch, Money
from nexus.pricing.contracts.dto import Destination, Quote
from nexus.pricing.contracts.errors import InvalidQuantity, QuoteTooLarge, UnknownShippingMethod
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import NO_OFFERS
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingTable, flat, free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trace import readd
from nexus.pricing.domain.zones import Zone, Zones, place

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOE, SOCK, BOOK = (UUID(int=number) for number in (1, 2, 3))
NO_TAX = TaxTable()
GERMANY = Zones((Zone(code="de", places=(place("DE"),)),))


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def line(
    variant: UUID,
    quantity: int,
    price: str,
    *,
    compare_at: str | None = None,
    tax_class: str = "standard",
    currency: str = "EUR",
) -> BasketLine:
    return BasketLine(
        variant_id=variant,
        quantity=quantity,
        list_price=Money.of(price, currency),
        compare_at=Money.of(compare_at, currency) if compare_at else None,
        tax_class=tax_class,
    )


def priced(
    *lines: BasketLine,
    taxes: TaxTable = NO_TAX,
    shipping: ShippingTable | None = None,
    method: str | None = None,
    country: str | None = None,
    currency: str = "EUR",
) -> Quote:
    basket = Basket(
        currency=currency, lines=lines, shipping_method=method, destination=Destination(country=country or "")
    )
    return quote(basket, NO_OFFERS, taxes, shipping or free_shipping(currency), at=AT)


def totals(found: Quote) -> tuple[str, ...]:
    sums = (found.subtotal, found.discount_total, found.shipping_total, found.tax_total, found.total)
    return tuple(str(amount) for amount in sums)


def test_list_prices_times_quantities() -> None:
    found = priced(line(SHOE, 2, "49.95"), line(SOCK, 3, "4.50"))
    assert totals(found) == ("113.40", "0.00", "0.00", "0.00", "113.40")
    assert [str(entry.line_total) for entry in found.lines] == ["99.90", "13.50"]
    assert found.shipping_method == "standard"
    assert (found.currency, found.at) == ("EUR", AT)


def test_every_step_is_told() -> None:
    found = priced(line(SHOE, 2, "49.95", compare_at="59.95"))
    assert found.lines[0].compare_at == eur("59.95")
    assert found.explanation == (
        {
            "part": "goods",
            "code": "list_price",
            "text": "2 x 49.95 EUR",
            "amount": "99.90",
            "applied": True,
            "variant_id": str(SHOE),
            "quantity": 2,
            "unit_price": "49.95",
            "compare_at": "59.95",
        },
        {"part": "shipping", "code": "shipping_flat", "text": "Standard", "amount": "0.00", "applied": True},
    )


@pytest.mark.parametrize("compare_at", ["49.95", "20.00"])
def test_a_compare_at_price_that_is_no_saving_is_not_shown(compare_at: str) -> None:
    found = priced(line(SHOE, 1, "49.95", compare_at=compare_at))
    assert found.lines[0].compare_at is None
    assert "compare_at" not in found.explanation[0]


def test_an_empty_basket_costs_nothing_and_ships_nothing() -> None:
    post = ShippingTable(methods=(flat("post", "Post", eur("4.90")),))
    found = priced(shipping=post)
    assert totals(found) == ("0.00", "0.00", "0.00", "0.00", "0.00")
    assert (found.lines, found.explanation, found.shipping_method) == ((), (), "")


def test_the_same_variant_in_two_lines_stays_two_lines() -> None:
    found = priced(line(SHOE, 1, "10.00"), line(SHOE, 2, "10.00"))
    assert [entry.quantity for entry in found.lines] == [1, 2]
    assert found.total == eur("30.00")


@pytest.mark.parametrize(
    ("currency", "price", "total"),
    [("JPY", "1980", "5940"), ("EUR", "19.80", "59.40"), ("KWD", "1.985", "5.955")],
)
def test_currencies_with_no_two_and_three_digits(currency: str, price: str, total: str) -> None:
    found = priced(line(SHOE, 3, price, currency=currency), currency=currency)
    assert str(found.total) == total
    assert found.total.currency == currency


VAT = TaxRate(tax_class="standard", percent=Decimal(19), name="VAT", zone="de")
BOOKS = TaxRate(tax_class="reduced", percent=Decimal(7), name="VAT", zone="de")
ELSEWHERE = TaxRate(tax_class="standard", percent=Decimal("8.10"), name="Sales tax")


def test_tax_on_top() -> None:
    table = TaxTable(zones=GERMANY, rates=(VAT, BOOKS))
    found = priced(
        line(SHOE, 1, "100.00"), line(BOOK, 1, "10.00", tax_class="reduced"), taxes=table, country="DE"
    )
    assert totals(found) == ("110.00", "0.00", "0.00", "19.70", "129.70")
    assert [str(entry.tax) for entry in found.lines] == ["19.00", "0.70"]
    assert found.included_tax_total == eur("0")
    assert found.lines[0].explanation[1] == {
        "part": "tax",
        "code": "tax",
        "text": "VAT 19 %",
        "amount": "19.00",
        "applied": True,
        "variant_id": str(SHOE),
        "rate": "19",
    }


def test_tax_contained_in_the_price_adds_nothing() -> None:
    found = priced(
        line(SHOE, 1, "119.00"),
        taxes=TaxTable(zones=GERMANY, rates=(VAT,), prices_include_tax=True),
        country="DE",
    )
    assert totals(found) == ("119.00", "0.00", "0.00", "0.00", "119.00")
    assert (found.included_tax_total, found.lines[0].included_tax, found.lines[0].tax) == (
        eur("19.00"),
        eur("19.00"),
        eur("0"),
    )
    assert found.lines[0].explanation[1]["amount"] == "0.00"
    assert found.lines[0].explanation[1]["included"] == "19.00"


def test_a_country_of_its_own_comes_before_the_rest_of_the_world() -> None:
    table = TaxTable(zones=GERMANY, rates=(ELSEWHERE, VAT))
    assert str(priced(line(SHOE, 1, "100.00"), taxes=table, country="DE").tax_total) == "19.00"
    assert str(priced(line(SHOE, 1, "100.00"), taxes=table, country="US").tax_total) == "8.10"
    assert str(priced(line(SHOE, 1, "100.00"), taxes=table).tax_total) == "8.10"
    assert priced(line(SHOE, 1, "100.00"), taxes=table, country="US").lines[0].explanation[1]["rate"] == "8.1"


def test_without_a_matching_rate_there_is_no_tax() -> None:
    found = priced(line(SHOE, 1, "100.00"), taxes=TaxTable(zones=GERMANY, rates=(VAT,)), country="FR")
    assert totals(found) == ("100.00", "0.00", "0.00", "0.00", "100.00")
    assert [step["part"] for step in found.explanation] == ["goods", "shipping"]


def test_rounding_for_each_line_or_once_for_the_total() -> None:
    """Five lines of 2.31 at 5 %: five times 0.12, or 5 % of 11.55 = 0.58."""
    five = TaxRate(tax_class="standard", percent=Decimal(5))
    lines = tuple(line(UUID(int=number), 1, "2.31") for number in range(5, 10))
    per_line = priced(*lines, taxes=TaxTable(rates=(five,)))
    per_total = priced(*lines, taxes=TaxTable(rates=(five,), rounding="total"))
    assert str(per_line.tax_total) == "0.60"
    assert str(per_total.tax_total) == "0.58"
    assert [entry.tax.minor for entry in per_total.lines] == [12, 12, 12, 11, 11]


@pytest.mark.parametrize(
    ("price", "tax"), [("0.02", "0.00"), ("0.03", "0.01"), ("0.13", "0.02"), ("0.12", "0.02")]
)
def test_half_a_cent_goes_up(price: str, tax: str) -> None:
    half = TaxRate(tax_class="standard", percent=Decimal("16.67"))
    assert str(priced(line(SHOE, 1, price), taxes=TaxTable(rates=(half,))).tax_total) == tax


POST = flat("post", "Post", eur("4.90"), free_from=eur("50.00"))
COURIER = flat("courier", "Courier", eur("9.90"))
TABLE = ShippingTable(methods=(POST, COURIER))


def test_the_first_method_is_meant_until_the_buyer_chooses() -> None:
    assert priced(line(SOCK, 1, "4.50"), shipping=TABLE).shipping_method == "post"
    chosen = priced(line(SOCK, 1, "4.50"), shipping=TABLE, method="courier")
    assert (chosen.shipping_method, totals(chosen)) == ("courier", ("4.50", "0.00", "9.90", "0.00", "14.40"))


def test_what_is_missing_for_free_shipping_is_told() -> None:
    found = priced(line(SHOE, 1, "38.00"), shipping=TABLE)
    assert totals(found) == ("38.00", "0.00", "4.90", "0.00", "42.90")
    assert found.explanation[-1] == {
        "part": "shipping",
        "code": "free_from_not_reached",
        "text": "12.00 EUR more for free shipping.",
        "amount": "0.00",
        "applied": False,
        "offer": "post",
        "missing": "12.00",
    }


@pytest.mark.parametrize(("price", "shipping"), [("49.99", "4.90"), ("50.00", "0.00"), ("50.01", "0.00")])
def test_free_from_is_reached_to_the_cent(price: str, shipping: str) -> None:
    found = priced(line(SHOE, 1, price), shipping=TABLE)
    assert str(found.shipping_total) == shipping


def test_an_unknown_method_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownShippingMethod) as refused:
        priced(line(SHOE, 1, "1.00"), shipping=TABLE, method="pigeon")
    assert refused.value.facts == {"known": ["post", "courier"]}
    assert list(refused.value.errors) == ["shipping_method"]


@pytest.mark.parametrize("quantity", [0, -1, 1_000_001])
def test_impossible_quantities_are_refused(quantity: int) -> None:
    with pytest.raises(InvalidQuantity) as refused:
        priced(line(SOCK, 1, "1.00"), line(SHOE, quantity, "1.00"))
    assert refused.value.facts == {"variant_id": str(SHOE), "quantity": quantity}


def test_a_basket_in_two_currencies_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        priced(line(SHOE, 1, "1.00"), line(SOCK, 1, "1.00", currency="USD"))


def test_a_basket_beyond_the_books_is_refused() -> None:
    with pytest.raises(QuoteTooLarge) as refused:
        priced(line(SHOE, 1_000_000, "10000000.01"))
    assert refused.value.facts == {"limit": "10000000000000.00"}


def test_a_frozen_quote_comes_back_unchanged_and_its_trace_still_adds_up() -> None:
    found = priced(
        line(SHOE, 2, "38.00", compare_at="40.00"), shipping=TABLE, taxes=TaxTable(rates=(ELSEWHERE,))
    )
    stored = msgspec.json.encode(found)
    again = msgspec.json.decode(stored, type=Quote)
    assert again == found
    assert readd(again.explanation, currency="EUR") == {
        "goods": eur("76.00"),
        "discount": eur("0.00"),
        "shipping": eur("0.00"),
        "tax": eur("6.16"),
    }
    assert again.total == eur("82.16")
