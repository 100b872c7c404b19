"""A cart keeps its currency: prices, totals, the order and the payment are in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.shop import stock_shelf

from nexus.accounts import facade as accounts
from nexus.kernel.money import Money
from nexus.payments import facade as payments
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing
from nexus.pricing.models import CurrencyRuleRecord

PRICES = {"USD": "12.50", "JPY": "1500", "KWD": "3.125"}


@pytest.fixture
def shelf(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        made = stock_shelf(prices=("10.00", "2.50"), stock=5)
        for currency in PRICES:
            CurrencyRuleRecord.objects.create(currency=currency)
        pricing.set_prices(
            (made.variant_ids[0], Money.of(price, currency), None) for currency, price in PRICES.items()
        )
    return made


@pytest.mark.parametrize(("currency", "total"), [("USD", "25.00"), ("JPY", "3000"), ("KWD", "6.250")])
def test_the_cart_the_order_and_its_payment_are_in_the_chosen_currency(
    api: Any, tenant: Any, shelf: Any, currency: str, total: str
) -> None:
    token = fill_cart(api, shelf.variant_ids[:1], quantity=2)
    chosen = api.patch("/api/cart/cart/", {"currency": currency.lower()}, X_Cart_Token=token)
    assert (chosen.status_code, chosen.json()["currency"], chosen.json()["total"]) == (200, currency, total)
    kept = api.get("/api/cart/cart/", X_Cart_Token=token).json()
    assert (kept["currency"], kept["items"][0]["unit_price"]) == (currency, PRICES[currency])
    order = place(api, token).json()
    assert (order["currency"], order["total"]) == (currency, total)
    with tenant_scope(tenant.id):
        payment = payments.payment_of(UUID(order["id"]))
    assert payment.amount == Money.of(total, currency)


def test_what_has_no_price_in_the_currency_says_so_and_is_not_ordered(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids)
    body = api.patch("/api/cart/cart/", {"currency": "USD"}, X_Cart_Token=token).json()
    assert [item.get("problem") for item in body["items"]] == [None, "price_missing"]
    assert body["total"] == "12.50"
    refused = place(api, token)
    assert (refused.status_code, refused.json()["code"]) == (400, "price_missing")
    assert len(api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"]) == 2


def test_a_look_in_another_currency_changes_nothing(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids[:1])
    assert api.get("/api/cart/cart/?currency=usd", X_Cart_Token=token).json()["total"] == "12.50"
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json()["total"] == "10.00"


@pytest.mark.parametrize("given", ["", "XXX", "CHF", "EURO", "E1R", 7, None])
def test_no_currency_is_refused_with_the_field_and_nothing_changes(api: Any, shelf: Any, given: Any) -> None:
    token = fill_cart(api, shelf.variant_ids[:1])
    refused = api.patch("/api/cart/cart/", {"currency": given}, X_Cart_Token=token)
    assert (refused.status_code, set(refused.json()["errors"])) == (400, {"currency"})
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json()["currency"] == "EUR"


def test_an_unknown_channel_is_refused(api: Any, shelf: Any) -> None:
    refused = api.get("/api/cart/cart/", X_Channel="fax")
    assert (refused.status_code, refused.json()["code"]) == (400, "unknown_channel")
    assert api.get("/api/cart/cart/", X_Channel="web").status_code == 200


def test_a_merged_cart_is_priced_anew_in_one_currency(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        ada = accounts.create_user("ada@example.test", None, verified=True)
        buyer = api.as_user(accounts.open_session(ada.id).access)
    fill_cart(buyer, shelf.variant_ids[:1])
    token = fill_cart(api, shelf.variant_ids[:1], quantity=2)
    api.patch("/api/cart/cart/", {"currency": "USD"}, X_Cart_Token=token)
    merged = buyer.get("/api/cart/cart/", X_Cart_Token=token).json()
    assert (merged["currency"], merged["total"], merged["items"][0]["quantity"]) == ("USD", "37.50", 3)
    assert buyer.get("/api/cart/cart/").json() == merged
