"""Prices of lists and other currencies in quotes: one statement, right to the instant."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, Quote, QuoteLine
from nexus.pricing.contracts.errors import MissingPrice
from nexus.pricing.models import CurrencyRuleRecord, ExchangeRateRecord, PriceEntryRecord, PriceListRecord
from nexus.tenancy import facade as tenancy

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
SHOE, SHOES, SELLER = new_id(), new_id(), new_id()


def add_list(code: str, *entries: dict[str, Any], **facts: Any) -> PriceListRecord:
    given = {"currency": "EUR", "created_at": START, "updated_at": START} | facts
    made = PriceListRecord.objects.create(code=code, name=code, **given)
    for entry in entries:
        PriceEntryRecord.objects.create(price_list=made, **entry)
    return made


def shoe(quantity: int = 1) -> QuoteLine:
    goods = GoodsFacts(product_id=SHOES, vendor_id=SELLER)
    return QuoteLine(variant_id=SHOE, quantity=quantity, goods=goods)


def quoted(*lines: QuoteLine, currency: str = "EUR", at: datetime = START, **facts: Any) -> Quote:
    return facade.quote(lines or (shoe(),), currency=currency, at=at, **facts)


def unit(found: Quote) -> tuple[str, str]:
    return str(found.lines[0].unit_price), found.lines[0].explanation[0].get("price_list", "")


@pytest.fixture
def priced(scope: Any) -> None:
    tenancy.tenant()
    facade.set_prices([(SHOE, Money(1000, "EUR"), None)])


@pytest.mark.usefixtures("priced")
def test_a_list_begins_and_ends_to_the_instant() -> None:
    add_list("spring", {"amount_minor": 800}, starts_at=START, ends_at=START + timedelta(hours=1))
    instants = (START - TICK, START, START + timedelta(hours=1) - TICK, START + timedelta(hours=1))
    assert [unit(quoted(at=at)) for at in instants] == [
        ("10.00", ""), ("8.00", "spring"), ("8.00", "spring"), ("10.00", ""),
    ]  # fmt: skip


@pytest.mark.usefixtures("priced")
def test_lists_hold_for_whom_they_name_and_nobody_else() -> None:
    buyer = new_id()
    add_list("gold", {"amount_minor": 900}, group="gold")
    add_list("acme", {"amount_minor": 850}, user_id=buyer)
    add_list("kiosk", {"amount_minor": 950}, channel="kiosk")
    add_list("seller", {"percent": -9000}, vendor_id=new_id())
    add_list("off", {"amount_minor": 1}, is_active=False)
    assert [
        unit(quoted()),
        unit(quoted(channel="kiosk")),
        unit(quoted(buyer=BuyerFacts(groups=frozenset({"gold", "silver"})))),
        unit(quoted(buyer=BuyerFacts(groups=frozenset({"silver"})))),
        unit(quoted(buyer=BuyerFacts(user_id=buyer, groups=frozenset({"gold"})), channel="kiosk")),
        unit(quoted(buyer=BuyerFacts(user_id=new_id()))),
    ] == [("10.00", ""), ("9.50", "kiosk"), ("9.00", "gold"), ("10.00", ""), ("8.50", "acme"), ("10.00", "")]


@pytest.mark.usefixtures("priced")
def test_tiers_count_all_pieces_of_a_variant() -> None:
    add_list("bulk", {"variant_id": SHOE, "min_quantity": 5, "percent": -1000})
    found = quoted(shoe(2), shoe(3))
    assert [str(line.unit_price) for line in found.lines] == ["9.00", "9.00"]
    assert unit(quoted(shoe(4))) == ("10.00", "")


@pytest.mark.usefixtures("priced")
def test_a_contract_prices_what_has_no_price_of_its_own(sql_log: Callable[..., Any]) -> None:
    other = new_id()
    add_list("acme", {"product_id": SHOES, "amount_minor": 700}, {"variant_id": other, "amount_minor": 100})
    with sql_log() as statements:
        found = quoted(shoe(), QuoteLine(variant_id=other, quantity=2))
    assert (str(found.total), len(statements)) == ("9.00", 1)


def add_rate(rate: str, *, currency: str = "USD", as_of: datetime = START) -> None:
    ExchangeRateRecord.objects.create(
        base="EUR", currency=currency, rate=Decimal(rate), source="ecb", as_of=as_of
    )


def missing(**facts: Any) -> bool:
    with pytest.raises(MissingPrice):
        quoted(**facts)
    return True


@pytest.mark.usefixtures("priced")
def test_the_latest_rate_converts_where_nothing_is_set(sql_log: Callable[..., Any]) -> None:
    assert missing(currency="USD")
    add_rate("1.10")
    add_rate("1.20", as_of=START + timedelta(days=1))
    assert missing(currency="USD")
    rule = CurrencyRuleRecord.objects.create(currency="USD", converts=True)
    assert missing(currency="USD", at=START - TICK)
    with sql_log() as statements:
        found = [unit(quoted(currency="USD", at=START + timedelta(hours=hours))) for hours in (0, 24)]
    assert (found, len(statements)) == ([("11.00", ""), ("12.00", "")], 2)
    CurrencyRuleRecord.objects.filter(id=rule.id).update(step_minor=100, ending_minor=-1)
    assert unit(quoted(currency="USD")) == ("10.99", "")
    facade.set_prices([(SHOE, Money(1050, "USD"), None)])
    assert unit(quoted(currency="USD")) == ("10.50", "")


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize(
    ("currency", "rate", "expected"), [("JPY", "163.42", "1634"), ("KWD", "0.3335", "3.335")]
)
def test_currencies_of_no_and_three_digits(currency: str, rate: str, expected: str) -> None:
    add_rate(rate, currency=currency)
    CurrencyRuleRecord.objects.create(currency=currency, converts=True)
    found = quoted(shoe(3), currency=currency)
    assert str(found.lines[0].unit_price) == expected
    assert found.total == Money.of(expected, currency) * 3


def test_lists_of_another_shop_are_not_seen(make_tenant: Callable[..., Any]) -> None:
    for minor in (100, 200):
        with tenant_scope(make_tenant().id):
            add_list("same", {"variant_id": SHOE, "amount_minor": minor})
            assert unit(quoted()) == (f"{minor // 100}.00", "same")
