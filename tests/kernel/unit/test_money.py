"""Money is exact: whole minor units, one currency, parts that add up."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.kernel.money import (
    CurrencyMismatch,
    InvalidAmount,
    Money,
    UnknownCurrency,
    exponent_of,
    split_minor,
    total,
)

currencies = st.sampled_from(["JPY", "EUR", "KWD"])
minors = st.integers(-(10**15), 10**15)
amounts = st.builds(Money, minors, currencies)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (1250, "JPY", "1250"),
        (1250, "EUR", "12.50"),
        (1250, "KWD", "1.250"),
        (0, "JPY", "0"),
        (0, "EUR", "0.00"),
        (0, "KWD", "0.000"),
        (5, "EUR", "0.05"),
        (-5, "EUR", "-0.05"),
        (-1250, "KWD", "-1.250"),
        (-7, "JPY", "-7"),
        (100, "ETB", "1.00"),
    ],
)
def test_text_has_exactly_the_digits_of_the_currency(minor: int, currency: str, text: str) -> None:
    assert str(Money(minor, currency)) == text
    assert Money.of(text, currency) == Money(minor, currency)
    assert Money(minor, currency).amount == Decimal(text)


@given(amounts)
def test_text_round_trips(amount: Money) -> None:
    assert Money.of(str(amount), amount.currency) == amount
    assert Money.of(amount.amount, amount.currency) == amount


@given(currencies, minors, minors)
def test_addition_and_subtraction_undo_each_other(currency: str, first: int, second: int) -> None:
    left, right = Money(first, currency), Money(second, currency)
    assert left + right - right == left
    assert left - right == -(right - left)
    assert (left < right) == (first < second)
    assert (left <= right) == (first <= second)
    assert (left > right) == (first > second)
    assert (left >= right) == (first >= second)


@given(amounts, st.integers(-1000, 1000))
def test_multiplication_is_repeated_addition_of_minor_units(amount: Money, quantity: int) -> None:
    assert amount * quantity == quantity * amount == Money(amount.minor * quantity, amount.currency)


@given(amounts, weights)
def test_the_parts_of_a_split_add_up_to_the_whole(amount: Money, shares: list[int]) -> None:
    parts = amount.split(shares)
    assert len(parts) == len(shares)
    assert total(parts, currency=amount.currency) == amount


@given(amounts, weights)
def test_each_part_is_within_one_minor_unit_of_its_exact_share(amount: Money, shares: list[int]) -> None:
    effective = shares if any(shares) else [1] * len(shares)
    for part, weight in zip(amount.split(shares), effective, strict=True):
        # |part - whole * weight / sum| < 1, without leaving whole numbers
        assert abs(part.minor * sum(effective) - amount.minor * weight) < sum(effective)


def test_a_split_gives_the_odd_cent_to_the_largest_remainder_and_ties_to_the_earlier() -> None:
    assert [part.minor for part in Money(100, "EUR").split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(-100, "EUR").split([1, 1, 1])] == [-34, -33, -33]
    assert [part.minor for part in Money(10, "JPY").split([1, 2, 4])] == [1, 3, 6]
    assert [part.minor for part in Money(1000, "KWD").split([0, 0])] == [500, 500]
    assert [part.minor for part in Money(5, "EUR").split([0, 1])] == [0, 5]


@pytest.mark.parametrize("shares", [[], [-1, 2]])
def test_a_split_without_or_with_negative_weights_is_a_programming_error(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="a split needs"):
        split_minor(100, shares)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.2.3", "NaN", "Infinity", "-Infinity", "sNaN", "1.234", None, [], {}, 12.5, "1" * 40],
)
def test_what_is_not_an_amount_in_euro_is_refused(text: object) -> None:
    with pytest.raises(InvalidAmount) as refused:
        Money.of(text, "EUR")  # type: ignore[arg-type]
    assert refused.value.code == "invalid_amount"
    assert refused.value.facts == {"amount": str(text), "currency": "EUR"}


@pytest.mark.parametrize(
    "text", ["1e999999", "1e18", "-1e17", "1e-999999", "0.000000000000000000000000000000001"]
)
def test_amounts_beyond_the_books_are_refused_at_once(text: str) -> None:
    with pytest.raises(InvalidAmount):
        Money.of(text, "EUR")


def test_the_largest_amount_fits_a_bigint() -> None:
    largest = 10**18 - 1
    assert Money.of(str(largest), "JPY") == Money(largest, "JPY")
    assert Money.of("9999999999999999.99", "EUR") == Money(largest, "EUR")
    assert largest < 2**63


@pytest.mark.parametrize(("text", "currency"), [("1.5", "JPY"), ("1.2345", "KWD"), ("0.001", "EUR")])
def test_more_digits_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(InvalidAmount):
        Money.of(text, currency)


def test_trailing_zeros_are_not_digits() -> None:
    assert Money.of("1.500", "EUR") == Money(150, "EUR")
    assert Money.of("12.0", "JPY") == Money(12, "JPY")
    assert Money.of(3, "KWD") == Money(3000, "KWD")


def test_unknown_currencies_are_refused() -> None:
    for code in ("XXX", "eur", "", "EURO", "BTC"):
        with pytest.raises(UnknownCurrency) as refused:
            exponent_of(code)
        assert refused.value.facts == {"currency": code}


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_two_currencies_do_not_mix(operation: str) -> None:
    with pytest.raises(CurrencyMismatch):
        getattr(Money(1, "EUR"), operation)(Money(1, "USD"))


def test_amounts_of_different_currencies_are_not_equal_even_when_zero() -> None:
    assert Money(0, "EUR") != Money(0, "USD")


def test_a_factor_must_be_whole() -> None:
    with pytest.raises(TypeError):
        Money(100, "EUR") * 1.5  # type: ignore[operator]


@pytest.mark.parametrize(
    ("minor", "factor", "half_even", "half_up"),
    [
        (100, "0.19", 19, 19),
        (50, "0.05", 2, 3),
        (150, "0.05", 8, 8),
        (-50, "0.05", -2, -3),
        (1, "0.4", 0, 0),
        (333, "1.5", 500, 500),
    ],
)
def test_scaling_rounds_once(minor: int, factor: str, half_even: int, half_up: int) -> None:
    amount = Money(minor, "EUR")
    assert amount.times(Decimal(factor)).minor == half_even
    assert amount.times(Decimal(factor), rounding=ROUND_HALF_UP).minor == half_up


def test_truth_is_being_different_from_zero() -> None:
    assert not Money.zero("EUR")
    assert Money(-1, "EUR")
    assert total([], currency="KWD") == Money(0, "KWD")
