"""Prices in PostgreSQL: one statement to write many, one to quote many."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money, UnknownCurrency
from nexus.platform.db import execute, rows
from nexus.platform.events import load
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Price, QuoteLine
from nexus.pricing.contracts.events import PriceChange, PriceChanged
from nexus.tenancy import facade as tenancy


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def announced() -> list[PriceChanged]:
    """Price changes of the tenant, oldest first."""
    statement = "SELECT stream_id FROM events_log WHERE tenant_id = %s AND stream = %s ORDER BY id"
    with tenant_scope():
        streams = rows(statement, [current_tenant(), "pricing.price_change"])
        return [fact for found in streams for fact in load("pricing.price_change", found.stream_id).events]


def set_prices(*prices: tuple[UUID, Money, Money | None], **options: bool) -> None:
    with tenant_scope():
        facade.set_prices(prices, **options)


def listed(*variants: UUID) -> dict[UUID, Price]:
    with tenant_scope():
        return facade.prices(variants)


def test_prices_are_kept_by_currency(scope: Any) -> None:
    variant = new_id()
    facade.set_prices([(variant, eur(1250), eur(1500)), (variant, Money(2000, "JPY"), None)])
    assert facade.prices([variant, new_id()]) == {
        variant: Price(variant_id=variant, list_price=eur(1250), compare_at=eur(1500))
    }
    assert facade.prices([variant], currency="JPY")[variant].list_price == Money(2000, "JPY")
    assert facade.prices([variant], currency="USD") == {}


def test_a_new_price_replaces_the_old_one_and_is_announced_once(tenant: Any) -> None:
    first, second = sorted([new_id(), new_id()])
    set_prices((first, eur(100), eur(200)), (second, eur(300), None))
    set_prices((first, eur(100), eur(200)), (second, eur(350), None))
    set_prices((first, eur(100), None))
    set_prices((first, eur(100), None), (second, eur(350), None))
    assert announced() == [
        PriceChanged(
            variants=(
                PriceChange(variant_id=first, price=eur(100), compare_at=eur(200)),
                PriceChange(variant_id=second, price=eur(300), compare_at=None),
            )
        ),
        PriceChanged(variants=(PriceChange(variant_id=second, price=eur(350), compare_at=None),)),
        PriceChanged(variants=(PriceChange(variant_id=first, price=eur(100), compare_at=None),)),
    ]


def test_the_compare_at_price_can_be_kept(tenant: Any) -> None:
    known, new = sorted([new_id(), new_id()])
    set_prices((known, eur(100), eur(200)))
    set_prices((known, eur(90), None), (new, eur(50), None), keep_compare_at=True)
    assert listed(known, new) == {
        known: Price(variant_id=known, list_price=eur(90), compare_at=eur(200)),
        new: Price(variant_id=new, list_price=eur(50), compare_at=None),
    }
    assert announced()[-1].variants[0].compare_at == eur(200)


def test_an_impossible_price_changes_nothing(tenant: Any) -> None:
    variant = new_id()
    set_prices((variant, eur(100), None))
    with pytest.raises(facade.InvalidPrice):
        set_prices((variant, eur(90), None), (new_id(), eur(-1), None))
    assert listed(variant)[variant].list_price == eur(100)
    assert len(announced()) == 1


@pytest.mark.parametrize("count", [1, 2, 20, 500])
def test_writing_and_quoting_cost_one_statement_each(scope: Any, sql_log: Any, count: int) -> None:
    variants = [new_id() for _ in range(count)]
    tenancy.tenant()  # known already, as in every request
    with sql_log() as writing:
        facade.set_prices([(variant, eur(150), None) for variant in variants])
    assert len(writing) == 1
    with sql_log() as quoting:
        found = facade.quote([QuoteLine(variant_id=each, quantity=2) for each in variants], currency="EUR")
    assert len(quoting) == 1
    assert found.total == eur(300 * count)


def test_a_quote_names_what_has_no_price(scope: Any) -> None:
    priced, missing = new_id(), new_id()
    facade.set_prices([(priced, eur(100), None)])
    lines = [QuoteLine(variant_id=priced, quantity=1), QuoteLine(variant_id=missing, quantity=1)]
    with pytest.raises(facade.MissingPrice) as refused:
        facade.quote(lines, currency="EUR")
    assert refused.value.facts == {"variants": [str(missing)], "currency": "EUR"}
    with pytest.raises(UnknownCurrency):
        facade.quote(lines, currency="EURO")


def test_an_empty_quote_asks_nothing(scope: Any, sql_log: Any) -> None:
    tenancy.tenant()
    with sql_log() as statements:
        assert facade.quote([], currency="KWD").total == Money(0, "KWD")
    assert statements == []


def test_the_database_repeats_the_rule(tenant: Any) -> None:
    variant = new_id()
    with tenant_scope():
        facade.set_prices([(variant, eur(100), None)])
    with pytest.raises(IntegrityError), tenant_scope():
        execute("UPDATE pricing_price SET list_minor = -1 WHERE tenant_id = %s", [tenant.id])
    with tenant_scope():
        assert facade.prices([variant])[variant].list_price == eur(100)


def test_prices_of_another_tenant_do_not_exist(tenant: Any, other_tenant: Any) -> None:
    variant: UUID = new_id()
    with tenant_scope(tenant.id):
        facade.set_prices([(variant, eur(100), None)])
    with tenant_scope(other_tenant.id):
        assert facade.prices([variant]) == {}
        facade.set_prices([(variant, eur(900), None)])
    with tenant_scope(tenant.id):
        assert facade.prices([variant])[variant].list_price == eur(100)
