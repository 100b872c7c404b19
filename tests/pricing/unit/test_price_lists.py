"""Which price holds: between lists, inside a list, by quantity, and in other currencies."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Price
from nexus.pricing.domain.currencies import Conversion, CurrencyRule
from nexus.pricing.domain.price_lists import ListEntry, PriceSheet, Subject, rank_of

SHOE, SOCK, SHOES, SELLER, OTHER = (UUID(int=number) for number in range(1, 6))
EVERYBODY = rank_of(user=False, group=False, channel=False)
CHANNEL = rank_of(user=False, group=False, channel=True)
GROUP = rank_of(user=False, group=True, channel=False)
CONTRACT = rank_of(user=True, group=False, channel=False)
BASE = Price(
    variant_id=SHOE, list_price=Money(1000, "EUR"), compare_at=Money(1200, "EUR"), floor=Money(700, "EUR")
)


def entry(code: str, minor: int | None = None, **facts: object) -> ListEntry:
    return replace(ListEntry(list_code=code, currency="EUR", rank=EVERYBODY, minor=minor), **facts)


def sheet(
    *entries: ListEntry, currency: str = "EUR", own: Price | None = BASE, **facts: object
) -> PriceSheet:
    prices = {(own.variant_id, own.list_price.currency): own} if own else {}
    return PriceSheet(currency=currency, own=prices, entries=entries, **facts)  # type: ignore[arg-type]


def chosen(found: PriceSheet, quantity: int = 1, **facts: object) -> tuple[str, str] | None:
    subject = Subject(variant_id=SHOE, quantity=quantity, product_id=SHOES, vendor_id=SELLER)
    price = found.price_of(replace(subject, **facts))
    return (str(price.list_price), price.price_list) if price else None


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), ("10.00", "")),
        ((entry("all", 900),), ("9.00", "all")),
        ((entry("all", 1100),), ("11.00", "all")),
        ((entry("all", 500), entry("web", 900, rank=CHANNEL)), ("9.00", "web")),
        ((entry("web", 500, rank=CHANNEL), entry("gold", 900, rank=GROUP)), ("9.00", "gold")),
        ((entry("gold", 500, rank=GROUP), entry("acme", 900, rank=CONTRACT)), ("9.00", "acme")),
        ((entry("a", 800), entry("b", 900, priority=1)), ("9.00", "b")),
        ((entry("a", 800), entry("b", 700)), ("7.00", "b")),
        ((entry("b", 700), entry("a", 700)), ("7.00", "a")),
        ((entry("a", 100), entry("a", 900, product_id=SHOES)), ("9.00", "a")),
        ((entry("a", 100, product_id=SHOES), entry("a", 900, variant_id=SHOE)), ("9.00", "a")),
        ((entry("a", 100, variant_id=SOCK), entry("b", 900)), ("9.00", "b")),
        ((entry("a", 100, product_id=SOCK),), ("10.00", "")),
        ((entry("a", percent=-1000),), ("9.00", "a")),
        ((entry("a", percent=-10_000),), ("0.00", "a")),
        ((entry("a", percent=333),), ("10.33", "a")),
        ((entry("theirs", 100, vendor_id=OTHER), entry("own", 900, vendor_id=SELLER)), ("9.00", "own")),
        ((entry("dollars", 100, currency="USD"),), ("10.00", "")),
    ],
)
def test_the_rule_between_lists(entries: tuple[ListEntry, ...], expected: tuple[str, str]) -> None:
    assert chosen(sheet(*entries)) == expected
    assert chosen(sheet(*reversed(entries))) == expected


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (1, ("10.00", "")),
        (4, ("10.00", "")),
        (5, ("9.00", "bulk")),
        (9, ("9.00", "bulk")),
        (10, ("8.00", "bulk")),
        (999, ("8.00", "bulk")),
    ],
)
def test_the_highest_tier_that_the_quantity_reaches(quantity: int, expected: tuple[str, str]) -> None:
    tiers = [entry("bulk", 900, min_quantity=5), entry("bulk", 800, min_quantity=10)]
    assert chosen(sheet(*tiers), quantity) == expected


def test_a_list_whose_tier_is_not_reached_leaves_the_word_to_the_next_one() -> None:
    found = sheet(entry("acme", 700, rank=CONTRACT, min_quantity=10), entry("all", 950))
    assert [chosen(found, quantity) for quantity in (9, 10)] == [("9.50", "all"), ("7.00", "acme")]


def test_tiers_name_only_quantities_where_the_price_changes() -> None:
    found = sheet(
        entry("bulk", 900, min_quantity=5),
        entry("bulk", 900, min_quantity=7),
        entry("bulk", percent=-2500, min_quantity=10),
    )
    tiers = found.tiers_of(Subject(variant_id=SHOE, product_id=SHOES, vendor_id=SELLER))
    assert [(quantity, str(price.list_price)) for quantity, price in tiers] == [
        (1, "10.00"),
        (5, "9.00"),
        (10, "7.50"),
    ]


def test_a_price_for_everybody_is_compared_with_the_own_one_a_personal_one_with_nothing() -> None:
    subject = Subject(variant_id=SHOE)
    public, personal = sheet(entry("all", 900)), sheet(entry("gold", 900, rank=GROUP))
    prices = [one.price_of(subject) for one in (public, personal)]
    assert [price and price.compare_at for price in prices] == [Money(1200, "EUR"), None]
    assert [price and price.floor for price in prices] == [Money(700, "EUR")] * 2


def test_percents_need_a_price_and_amounts_do_not() -> None:
    percent, amount = entry("a", percent=-1000), entry("a", 900)
    assert chosen(sheet(percent, own=None)) is None
    assert chosen(sheet(amount, own=None)) == ("9.00", "a")


DOLLARS = Conversion(
    base="EUR",
    currency="USD",
    rate=Decimal("1.0845"),
    rule=CurrencyRule(step=100, ending=-1),
)


def test_what_is_set_in_a_currency_wins_over_what_is_converted() -> None:
    own_dollars = replace(BASE, list_price=Money(1234, "USD"), compare_at=None, floor=None)
    euros = {(SHOE, "EUR"): BASE}
    both = {**euros, (SHOE, "USD"): own_dollars}
    sheets = [
        PriceSheet(currency="USD", own=euros),
        PriceSheet(currency="USD", own=euros, conversion=DOLLARS),
        PriceSheet(currency="USD", own=both, conversion=DOLLARS),
        PriceSheet(currency="USD", own=both, conversion=DOLLARS, entries=(entry("a", 555, currency="USD"),)),
        PriceSheet(currency="USD", own=euros, conversion=DOLLARS, entries=(entry("gold", 500),)),
        PriceSheet(
            currency="USD", own=euros, conversion=DOLLARS,
            entries=(replace(entry("half", percent=-5000), currency="USD"),),
        ),
    ]  # fmt: skip
    assert [chosen(one) for one in sheets] == [
        None, ("10.99", ""), ("12.34", ""), ("5.55", "a"), ("4.99", "gold"), ("5.50", "half"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "base", "currency", "rate", "rule", "expected"),
    [
        ("10.00", "EUR", "USD", "1.0845", CurrencyRule(), "10.85"),
        ("10.00", "EUR", "USD", "1.0845", CurrencyRule(rounding="down"), "10.84"),
        ("10.00", "EUR", "USD", "1.0841", CurrencyRule(rounding="up"), "10.85"),
        ("10.00", "EUR", "JPY", "163.42", CurrencyRule(), "1634"),
        ("10.00", "EUR", "JPY", "163.42", CurrencyRule(step=100, rounding="up"), "1700"),
        ("10.00", "EUR", "KWD", "0.3335", CurrencyRule(), "3.335"),
        ("1000", "JPY", "EUR", "0.00612", CurrencyRule(), "6.12"),
        ("3.335", "KWD", "JPY", "490", CurrencyRule(), "1634"),
        ("12.34", "EUR", "USD", "1", CurrencyRule(step=100, ending=-1), "11.99"),
        ("12.50", "EUR", "USD", "1", CurrencyRule(step=100, ending=-1), "12.99"),
        ("12.34", "EUR", "USD", "1", CurrencyRule(step=100, ending=-5), "11.95"),
        ("0.40", "EUR", "USD", "1", CurrencyRule(step=100, ending=-1), "0.99"),
        ("0.01", "EUR", "JPY", "1", CurrencyRule(), "1"),
        ("0.00", "EUR", "USD", "1.1", CurrencyRule(step=100, ending=-1), "0.00"),
        ("9.99", "EUR", "CHF", "0.9312", CurrencyRule(step=5), "9.30"),
    ],
)
def test_conversions_by_hand(
    amount: str, base: str, currency: str, rate: str, rule: CurrencyRule, expected: str
) -> None:
    conversion = Conversion(base=base, currency=currency, rate=Decimal(rate), rule=rule)
    assert str(conversion.price(Money.of(amount, base))) == expected


def test_a_converted_floor_is_never_below_what_it_guards() -> None:
    conversion = Conversion(base="EUR", currency="USD", rate=Decimal("1.0841"), rule=CurrencyRule(step=100))
    assert str(conversion.bound(Money.of("10.00", "EUR"))) == "10.85"


RULES = st.builds(
    CurrencyRule,
    step=st.integers(1, 500),
    ending=st.integers(-60, 60),
    rounding=st.sampled_from(["half_up", "up", "down"]),
)


@given(
    st.integers(0, 10**12),
    st.integers(0, 10**9),
    st.sampled_from(sorted(EXPONENTS)),
    st.decimals("0.000001", "100000", places=12, allow_nan=False),
    RULES,
)
def test_a_dearer_thing_is_never_cheaper_elsewhere(
    minor: int, more: int, currency: str, rate: Decimal, rule: CurrencyRule
) -> None:
    conversion = Conversion(base="EUR", currency=currency, rate=rate, rule=rule)
    low, high = (conversion.price(Money(one, "EUR")).minor for one in (minor, minor + more))
    assert 0 <= low <= high
    assert (low == 0) is (minor == 0)
