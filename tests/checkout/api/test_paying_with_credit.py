"""Gift cards and store credit pay first: the payment is asked for the rest, and a cancelled order gives them back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.offers import gift_card
from tests.factories.shop import stock_shelf

from nexus.accounts import facade as accounts
from nexus.config.verification import all_checks
from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.orders import facade as orders
from nexus.payments import facade as payments
from nexus.payments.domain.errors import RefundExceedsPaid
from nexus.platform import db
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade as pricing
from nexus.pricing.models import CurrencyRuleRecord

URL = "/api/cart/cart/gift-cards/"


@pytest.fixture
def shelf(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        return stock_shelf(prices=("10.00", "2.50"), stock=5)


def card_of(tenant: Any, amount: str, currency: str = "EUR", **facts: Any) -> str:
    with tenant_scope(tenant.id):
        return gift_card(amount, currency, **facts)


def balance(tenant: Any, code: str) -> str:
    with tenant_scope(tenant.id):
        return str(pricing.gift_card(code).balance)


def payment(tenant: Any, order: dict[str, Any]) -> Any:
    with tenant_scope(tenant.id):
        return payments.payment_of(UUID(order["id"]))


def findings(tenant: Any) -> list[str]:
    with tenant_scope(tenant.id):
        return [str(finding) for check in all_checks() for finding in check.run()]


def test_a_card_in_the_cart_pays_part_and_the_payment_the_rest(api: Any, tenant: Any, shelf: Any) -> None:
    code = card_of(tenant, "4.20")
    token = fill_cart(api, shelf.variant_ids)
    answer = api.post(URL, {"code": code}, X_Cart_Token=token)
    body = answer.json()
    assert answer.status_code == 200
    assert (body["total"], body["credit_total"], body["amount_due"]) == ("12.50", "4.20", "8.30")
    assert [(one["amount"], one["tail"], one["currency"]) for one in body["gift_cards"]] == [
        ("4.20", code.replace("-", "")[-4:], "EUR")
    ]
    assert code.replace("-", "") not in answer.content.decode().replace("-", "")
    order = place(api, token).json()
    assert (order["total"], order["credit_total"], order["amount_due"]) == ("12.50", "4.20", "8.30")
    assert (str(payment(tenant, order).amount), balance(tenant, code)) == ("8.30", "0.00")
    assert findings(tenant) == []


@pytest.mark.parametrize("method", ["sandbox", "in_store"])
def test_what_credit_covers_whole_is_confirmed_at_once_and_given_back_when_cancelled(
    api: Any, tenant: Any, shelf: Any, drain: Any, method: str
) -> None:
    code = card_of(tenant, "20.00")
    order = place(api, fill_cart(api, shelf.variant_ids), method=method, gift_cards=[code]).json()
    assert (order["status"], order["payment_status"], order["amount_due"]) == (
        "confirmed",
        "completed",
        "0.00",
    )
    assert balance(tenant, code) == "7.50"
    drain()
    assert findings(tenant) == []
    with tenant_scope(tenant.id):
        orders.cancel(UUID(order["id"]), reason="changed")
    assert balance(tenant, code) == "20.00"
    assert findings(tenant) == []
    with tenant_scope(tenant.id):
        assert inventory.available(shelf.variant_ids)[shelf.variant_ids[0]] == 5


def test_a_declined_payment_and_a_deadline_give_the_card_back(api: Any, tenant: Any, shelf: Any) -> None:
    from nexus.checkout import wiring
    from nexus.checkout.interfaces.tasks import expire_overdue

    code = card_of(tenant, "4.20")
    token = fill_cart(api, shelf.variant_ids)
    api.post(URL, {"code": code}, X_Cart_Token=token)
    first = place(api, token).json()
    with tenant_scope(tenant.id):
        wiring.fail_payment()(UUID(first["id"]))
    assert balance(tenant, code) == "4.20"
    second = place(api, token).json()
    assert (second["credit_total"], balance(tenant, code)) == ("4.20", "0.00")
    with clock.use_clock(clock.FixedClock(clock.now() + timedelta(minutes=31))):
        assert expire_overdue(tenant.id) == 1
    assert balance(tenant, code) == "4.20"
    assert findings(tenant) == []


def test_a_refund_is_never_more_than_the_provider_took_and_credit_goes_back_to_the_card(
    api: Any, tenant: Any, shelf: Any
) -> None:
    code = card_of(tenant, "4.20")
    order = place(api, fill_cart(api, shelf.variant_ids), method="manual", gift_cards=[code]).json()
    with bind_tenant(tenant.id):
        captured = payments.capture(payment(tenant, order).id)
    assert (captured.status, str(captured.captured)) == ("completed", "8.30")
    with tenant_scope(tenant.id), pytest.raises(RefundExceedsPaid):
        payments.request_refund(captured.id, Money.of("12.50", "EUR"), reason="all of it")
    with tenant_scope(tenant.id):
        orders.cancel(UUID(order["id"]), reason="changed")
    refunded = payment(tenant, order)
    assert (str(refunded.refunded), balance(tenant, code)) == ("8.30", "4.20")
    assert findings(tenant) == []


def test_store_credit_pays_for_whom_it_is_granted_when_they_want(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        ada = accounts.create_user("ada@example.test", None, verified=True)
        buyer = api.as_user(accounts.open_session(ada.id).access)
        pricing.grant_credit(ada.id, Money.of("3.00", "EUR"), reason="sorry")
    fill_cart(buyer, shelf.variant_ids)
    assert buyer.get("/api/cart/cart/").json()["amount_due"] == "12.50"
    chosen = buyer.patch("/api/cart/cart/", {"use_credit": True}).json()
    assert (chosen["use_credit"], chosen["store_credit"], chosen["amount_due"]) == (True, "3.00", "9.50")
    order = place(buyer).json()
    assert (order["credit_total"], str(payment(tenant, order).amount)) == ("3.00", "9.50")
    fill_cart(buyer, shelf.variant_ids)
    again = place(buyer, use_credit=True).json()
    assert (again["credit_total"], again["amount_due"]) == ("0.00", "12.50")


def test_bad_cards_are_refused_by_name_and_nothing_changes(
    api: Any, tenant: Any, other_tenant: Any, shelf: Any
) -> None:
    dollars, theirs = card_of(tenant, "5.00", "USD"), card_of(other_tenant, "5.00")
    late = card_of(tenant, "5.00", expires_at=clock.now() + timedelta(minutes=5))
    token = fill_cart(api, shelf.variant_ids)
    before = api.get("/api/cart/cart/", X_Cart_Token=token).json()
    for code, reason in (
        (dollars, "gift_card_other_currency"), (theirs, "gift_card_unknown"), ("NOPE", "gift_card_unknown"),
    ):  # fmt: skip
        refused = api.post(URL, {"code": code}, X_Cart_Token=token)
        assert (refused.status_code, refused.json()["code"]) == (400, reason)
        refused = place(api, token, gift_cards=[code])
        assert (refused.status_code, refused.json()["code"]) == (400, reason)
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json() == before
    assert api.post(URL, {"code": late}, X_Cart_Token=token).status_code == 200
    with clock.use_clock(clock.FixedClock(clock.now() + timedelta(minutes=6))):
        body = api.get("/api/cart/cart/", X_Cart_Token=token).json()
        assert (body["gift_cards"][0]["problem"]["code"], body["amount_due"]) == (
            "gift_card_expired",
            "12.50",
        )
        refused = place(api, token)
        assert (refused.status_code, refused.json()["code"]) == (400, "gift_card_expired")
    assert _orders(tenant) == 0
    card_id = body["gift_cards"][0]["id"]
    assert api.delete(f"{URL}{card_id}/", X_Cart_Token=token).status_code == 204
    assert api.delete(f"{URL}{card_id}/", X_Cart_Token=token).status_code == 404
    assert api.get("/api/cart/cart/", X_Cart_Token=token).json() == before


def _orders(tenant: Any) -> int:
    with tenant_scope(tenant.id):
        return int(db.row("SELECT count(*) AS n FROM orders_order WHERE tenant_id = %s", [tenant.id]).n)


@pytest.mark.parametrize(
    ("currency", "price", "card", "due"),
    [("JPY", "1500", "200", "1300"), ("EUR", "15.05", "2.01", "13.04"), ("KWD", "1.505", "0.201", "1.304")],
)
def test_the_provider_is_asked_for_the_total_less_credit_in_any_currency(
    api: Any, tenant: Any, currency: str, price: str, card: str, due: str
) -> None:
    with tenant_scope(tenant.id):
        shelf = stock_shelf(prices=("1.00",), stock=5)
        CurrencyRuleRecord.objects.create(currency=currency)
        pricing.set_prices([(shelf.variant_ids[0], Money.of(price, currency), None)])
    code = card_of(tenant, card, currency)
    token = fill_cart(api, shelf.variant_ids)
    assert api.patch("/api/cart/cart/", {"currency": currency}, X_Cart_Token=token).status_code == 200
    order = place(api, token, gift_cards=[code]).json()
    assert (order["total"], order["credit_total"], order["amount_due"]) == (price, card, due)
    started = api.post(
        "/api/payments/initiate/", {"order_id": order["id"]},
        X_Order_Token=order["token"], Idempotency_Key="pay-once",
    ).json()  # fmt: skip
    assert (started["amount"], started["currency"]) == (due, currency)
    with tenant_scope(tenant.id):
        charge = payments.sandbox_charge(started["reference"])
    assert charge.amount == Money.of(due, currency)
