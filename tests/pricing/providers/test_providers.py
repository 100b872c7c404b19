"""Providers are asked outside transactions, in time or not at all; quotes never wait for them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.factories.terms import charge_tax, ship_by
from tests.pricing.providers.contract import ShippingRateProviderContract, TaxProviderContract
from tests.pricing.providers.local import Office, installed

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade, wiring
from nexus.pricing.contracts.dto import Destination, GoodsFacts, Quote, QuoteLine
from nexus.pricing.contracts.providers import KEPT_MINUTES
from nexus.pricing.contracts.terms import InvalidTerms
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.infrastructure.provided import questions_of
from nexus.pricing.infrastructure.providers import shipping_providers, tax_providers

NEW_YORK = Destination(country="US", region="NY", postal_code="10001")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[type[Office]]:
    with installed(tmp_path) as found:
        yield found


class TestLocalTaxes(TaxProviderContract):
    @pytest.fixture
    def provider(self, office: Any) -> Any:
        return tax_providers()["local"]


class TestLocalShipping(ShippingRateProviderContract):
    @pytest.fixture
    def provider(self, office: Any) -> Any:
        return shipping_providers()["local"]


@pytest.fixture
def shop(make_tenant: Any, office: Any) -> Any:
    """Its own tables: 19 % everywhere, post at 4.90."""
    made = make_tenant()
    with tenant_scope(made.id):
        charge_tax([("", "standard", "19")], country="DE", tax_provider="local", shipping_provider="local")
        ship_by("post", "Post", "4.90")
    return made


def quoted(shop: Any, variant: UUID | None = None, *, to: Destination = NEW_YORK) -> Quote:
    with tenant_scope(shop.id):
        sold = variant or new_id()
        if variant is None:
            facade.set_prices([(sold, Money(10000, "EUR"), None)])
        goods = GoodsFacts(product_id=sold, vendor_id=shop.id, weight_grams=700)
        return facade.quote(
            [QuoteLine(variant_id=sold, quantity=1, goods=goods)], currency="EUR", destination=to
        )


def questions(shop: Any, to: Destination = NEW_YORK) -> list[str]:
    """What a quote of such goods would ask."""
    with tenant_scope(shop.id):
        stored = wiring.terms()
        goods = GoodsFacts(product_id=shop.id, vendor_id=shop.id, weight_grams=700)
        line = BasketLine(variant_id=shop.id, quantity=1, list_price=Money(10000, "EUR"), goods=goods)
        return list(questions_of(stored, to, stored.taxes.home, "EUR", [line]))


def test_own_tables_hold_until_the_provider_has_answered_and_say_so(shop: Any, office: Any) -> None:
    first = quoted(shop)
    assert (str(first.tax_total), str(first.shipping_total), first.is_estimate) == ("19.00", "4.90", True)
    assert office.asked == []  # no quote waits for a network
    with bind_tenant(shop.id):
        assert [facade.ask_provider(key) for key in questions(shop)] == [True, True]
    second = quoted(shop)
    assert (second.shipping_method, str(second.shipping_total), second.is_estimate) == (
        "ground",
        "5.70",
        False,
    )
    assert str(second.tax_total) == "9.39"  # 8.88 of the goods, 0.51 of the shipping
    assert [option.code for option in second.shipping_options] == ["ground", "air"]


def test_no_prices_are_an_answer_too(shop: Any) -> None:
    nowhere = Destination(country="ZW")
    with bind_tenant(shop.id):
        for key in questions(shop, nowhere):
            facade.ask_provider(key)
    found = quoted(shop, to=nowhere)
    assert (found.shipping_problem is not None, str(found.tax_total), found.is_estimate) == (
        True,
        "0.00",
        False,
    )


@pytest.mark.parametrize(("status", "delay"), [(500, 0.0), (200, 2.6)])
def test_a_provider_that_fails_or_sleeps_changes_nothing(
    shop: Any, office: Any, status: int, delay: float
) -> None:
    office.status, office.delay = status, delay
    began = time.monotonic()
    with bind_tenant(shop.id):
        assert not facade.ask_provider(questions(shop)[0])
    assert time.monotonic() - began < 2.5
    found = quoted(shop)
    assert (str(found.total), found.is_estimate) == ("123.90", True)


def test_providers_are_not_asked_inside_a_transaction(shop: Any) -> None:
    (key, _) = questions(shop)
    with tenant_scope(shop.id), pytest.raises(RuntimeError):
        facade.ask_provider(key)


def test_an_answer_holds_for_some_minutes(shop: Any) -> None:
    with bind_tenant(shop.id):
        for key in questions(shop):
            facade.ask_provider(key)
    assert not quoted(shop).is_estimate
    with tenant_scope(shop.id):
        past = clock.now() - timedelta(minutes=KEPT_MINUTES)
        db.execute("UPDATE pricing_provided SET valid_until = %s WHERE tenant_id = %s", [past, shop.id])
    assert quoted(shop).is_estimate


def test_a_quote_costs_one_statement_more_in_a_shop_with_providers(shop: Any, sql_log: Any) -> None:
    with tenant_scope(shop.id):
        variant = new_id()
        facade.set_prices([(variant, Money(10000, "EUR"), None)])
    quoted(shop, variant)
    with sql_log() as statements:
        quoted(shop, variant)
    assert len([sql for sql in statements if "pricing_" in sql]) == 2


def test_a_provider_that_is_not_installed_cannot_be_chosen(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id), pytest.raises(InvalidTerms) as refused:
        facade.change_terms({"tax_provider": "nobody"})
    assert refused.value.errors == {"tax_provider": ["It is not installed. Installed: none."]}
