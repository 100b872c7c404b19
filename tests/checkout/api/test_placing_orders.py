"""Placing orders over HTTP: one transaction from the cart to reserved stock and a payment record."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from tests.factories.buying import ADDRESS, buy, fill_cart, place
from tests.factories.shop import stock_shelf
from tests.fixtures import Api, run_in_threads

from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.orders import facade as orders
from nexus.payments import facade as payments
from nexus.payments.infrastructure.gateways.sandbox import signature
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def shelf(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        return stock_shelf(prices=("10.00", "2.50"), stock=5)


def _available(tenant: Any, shelf: Any) -> list[int]:
    with tenant_scope(tenant.id):
        free = inventory.available(shelf.variant_ids)
    return [free[variant] for variant in shelf.variant_ids]


def test_guest_order_is_pending_priced_reserved_and_payable(api: Any, tenant: Any, shelf: Any) -> None:
    body = buy(api, list(shelf.variant_ids), quantity=2)
    assert (body["status"], body["payment_status"], body["currency"]) == ("pending", "pending", "EUR")
    assert [(line["quantity"], line["unit_price"]) for line in body["lines"]] == [(2, "10.00"), (2, "2.50")]
    assert body["subtotal"] == "25.00"
    assert len(body["vendor_orders"]) == 1
    assert _available(tenant, shelf) == [3, 3]
    with tenant_scope(tenant.id):
        payment = payments.payment_of(UUID(body["id"]))
    assert (payment.status, str(payment.amount), payment.provider) == ("pending", body["total"], "sandbox")


def test_empty_cart_is_refused(api: Any) -> None:
    answer = place(api)
    assert (answer.status_code, answer.json()["code"]) == (400, "cart_empty")


def test_guests_need_a_key_and_an_email(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids)
    without_key = api.post(
        "/api/orders/",
        {"shipping_address": ADDRESS, "payment_method": "manual", "email": "a@b.co"},
        X_Cart_Token=token,
    )
    assert (without_key.status_code, without_key.json()["code"]) == (428, "idempotency_key_required")
    without_email = place(api, token, email="")
    assert (without_email.status_code, without_email.json()["code"]) == (400, "email_required")


def test_same_key_replays_and_another_body_is_refused(api: Any, tenant: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids)
    first = place(api, token, key="key-1")
    again = place(api, token, key="key-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    other = place(api, token, key="key-1", method="manual")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert _available(tenant, shelf) == [4, 4]


def test_second_tab_with_the_same_cart_gets_the_first_order(api: Any, tenant: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids)
    first, second = place(api, token), place(api, token)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["id"] == first.json()["id"]
    assert _available(tenant, shelf) == [4, 4]


def test_double_click_in_parallel_makes_one_order(api: Any, tenant: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids)
    answers = run_in_threads(8, lambda index: place(api.with_headers(), token, key=f"click-{index}"))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert _available(tenant, shelf) == [4, 4]


def test_short_lines_are_all_named_and_nothing_is_written(api: Any, tenant: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids, quantity=6)
    answer = place(api, token)
    assert (answer.status_code, answer.json()["code"]) == (409, "out_of_stock")
    assert sorted(
        (line["variant_id"], line["asked"], line["available"]) for line in answer.json()["lines"]
    ) == sorted((str(variant), 6, 5) for variant in shelf.variant_ids)
    assert _available(tenant, shelf) == [5, 5]
    assert len(api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"]) == 2


def test_declined_payment_cancels_releases_and_reopens_the_cart(api: Any, tenant: Any, shelf: Any) -> None:
    from nexus.checkout import wiring

    token = fill_cart(api, shelf.variant_ids)
    body = place(api, token).json()
    with tenant_scope(tenant.id):
        wiring.fail_payment()(UUID(body["id"]))
    with tenant_scope(tenant.id):
        order = orders.order(UUID(body["id"]))
    assert (order.status, order.cancel_reason) == ("cancelled", "payment_failed")
    assert _available(tenant, shelf) == [5, 5]
    assert place(api, token).status_code == 201


def test_deadline_cancels_releases_and_voids(api: Any, tenant: Any, shelf: Any) -> None:
    from nexus.checkout.interfaces.tasks import expire_overdue

    body = buy(api, list(shelf.variant_ids))
    assert expire_overdue(tenant.id) == 0
    with clock.use_clock(clock.FixedClock(clock.now() + timedelta(minutes=31))):
        assert expire_overdue(tenant.id) == 1
        assert expire_overdue(tenant.id) == 0
    with tenant_scope(tenant.id):
        order, payment = orders.order(UUID(body["id"])), payments.payment_of(UUID(body["id"]))
    assert (order.status, order.payment_status, payment.status) == ("cancelled", "voided", "voided")
    assert _available(tenant, shelf) == [5, 5]


def test_in_store_order_is_confirmed_by_the_worker_without_money(
    api: Any, tenant: Any, shelf: Any, drain: Any
) -> None:
    body = buy(api, list(shelf.variant_ids), method="in_store")
    assert body["status"] == "pending"
    drain()
    with tenant_scope(tenant.id):
        order = orders.order(UUID(body["id"]))
    assert (order.status, order.payment_status) == ("confirmed", "pending")
    assert _available(tenant, shelf) == [4, 4]


@pytest.mark.parametrize("count", [1, 2, 20])
def test_placing_takes_at_most_sixteen_statements_whatever_the_lines(
    api: Any, tenant: Any, sql_log: Any, count: int
) -> None:
    with tenant_scope(tenant.id):
        many = stock_shelf(prices=("1.00",) * count)
    token = fill_cart(api, many.variant_ids)
    with sql_log() as statements:
        answer = place(api, token)
    assert answer.status_code == 201
    assert len(statements) <= 16, "\n".join(statements)


@pytest.mark.parametrize("method", ["sandbox", "manual", "in_store"])
def test_an_order_with_nothing_to_pay_is_confirmed_at_once(
    api: Any, tenant: Any, drain: Any, method: str
) -> None:
    with tenant_scope(tenant.id):
        gifts = stock_shelf(prices=("0.00", "0.00"), stock=5)
    body = buy(api, list(gifts.variant_ids), quantity=2, method=method)
    assert (body["total"], body["status"], body["payment_status"]) == ("0.00", "confirmed", "completed")
    assert body["payment"]["status"] == "completed"
    drain()
    seen = api.get(f"/api/orders/{body['id']}/", X_Order_Token=body["token"]).json()
    assert (seen["status"], seen["payment_status"]) == ("confirmed", "completed")
    assert _available(tenant, gifts) == [3, 3]


def test_a_gift_that_is_short_is_refused_like_anything_else(api: Any, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        gifts = stock_shelf(prices=("0.00",), stock=1)
    answer = place(api, fill_cart(api, gifts.variant_ids, quantity=2))
    assert (answer.status_code, answer.json()["code"]) == (409, "out_of_stock")
    assert _available(tenant, gifts) == [1]


def test_an_order_with_nothing_to_pay_can_be_cancelled(api: Any, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        gifts = stock_shelf(prices=("0.00",), stock=5)
    body = buy(api, list(gifts.variant_ids))
    assert _available(tenant, gifts) == [4]
    with tenant_scope(tenant.id):
        cancelled = orders.cancel(UUID(body["id"]), reason="changed", by="staff")
    assert (cancelled.status, cancelled.payment_status) == ("cancelled", "completed")
    assert _available(tenant, gifts) == [5]


def test_the_order_is_there_as_of_the_instant_it_says_it_was_placed(
    api: Any, tenant: Any, shelf: Any
) -> None:
    body = buy(api, list(shelf.variant_ids))
    guest, path = api.with_headers(X_Order_Token=body["token"]), f"/api/orders/{body['id']}/"
    then = guest.get(f"{path}?as_of={body['placed_at']}")
    assert (then.status_code, then.json()["status"]) == (200, "pending")
    first = guest.get(f"{path}events/").json()["results"][0]
    assert (first["type"], first["occurred_at"]) == ("order_placed", body["placed_at"])


def test_a_claim_that_nobody_made_is_refused_instead_of_sold_at_another_price(
    api: Any, tenant: Any, shelf: Any
) -> None:
    token = fill_cart(api, shelf.variant_ids)
    answer = place(api, token, claim_id="0190a000-0000-7000-8000-00000000000a")
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"claim_id"})
    assert _available(tenant, shelf) == [5, 5]
    assert place(api, token, claim_id=None).status_code == 201


def _declined(tenant: Any, reference: str, amount: str) -> int:
    """The sandbox tells, signed, that the card was declined."""
    charge = {
        "merchant_reference": reference,
        "amount": amount,
        "currency": "EUR",
        "failure_code": "card_declined",
    }
    body = json.dumps({"id": f"evt_{reference}", "type": "charge.declined", "data": charge}).encode()
    signed = signature.sign(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())
    headers = {"X-Tenant": tenant.slug, "X-Sandbox-Signature": signed}
    path, kind = "/api/payments/webhook/sandbox/", "application/json"
    return Api(tenant).client.post(path, data=body, content_type=kind, headers=headers).status_code


def test_a_declined_payment_says_failed_and_cannot_be_paid_any_more(
    api: Any, tenant: Any, shelf: Any
) -> None:
    body = buy(api, list(shelf.variant_ids))
    guest = api.with_headers(X_Order_Token=body["token"])
    asked = {"order_id": body["id"]}
    assert guest.post("/api/payments/initiate/", asked, Idempotency_Key="pay-1").status_code == 201
    assert _declined(tenant, body["payment"]["reference"], body["total"]) == 200
    order = guest.get(f"/api/orders/{body['id']}/").json()
    assert (order["status"], order["payment_status"]) == ("cancelled", "failed")
    payment = guest.get(f"/api/payments/{body['payment']['id']}/").json()
    assert payment["status"] == "failed"
    assert [entry["type"] for entry in payment["transactions"]][-2:] == ["payment_failed", "payment_voided"]
    again = guest.post("/api/payments/initiate/", asked, Idempotency_Key="pay-2")
    assert (again.status_code, again.json()["code"]) == (409, "payment_not_payable")
    assert _available(tenant, shelf) == [5, 5]


def test_an_order_whose_payment_is_voided_is_cancelled_and_its_stock_free(
    api: Any, tenant: Any, shelf: Any, drain: Any
) -> None:
    waiting = buy(api, list(shelf.variant_ids), method="manual")
    paid_later = buy(api, list(shelf.variant_ids), method="in_store")
    drain()
    assert _available(tenant, shelf) == [3, 3]
    for placed in (waiting, paid_later):
        with tenant_scope(tenant.id):
            assert payments.void(UUID(placed["id"]), reason="never came").status == "voided"
    with tenant_scope(tenant.id):
        first, second = (orders.order(UUID(placed["id"])) for placed in (waiting, paid_later))
    assert (first.status, first.payment_status, first.cancel_reason) == (
        "cancelled",
        "voided",
        "payment_voided",
    )
    assert (second.status, second.payment_status) == ("confirmed", "voided")
    assert _available(tenant, shelf) == [4, 4]
