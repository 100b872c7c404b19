"""Paying at the sandbox by HTTP: our API, its page, its signed webhook over a real connection."""

from datetime import timedelta
from typing import Any

import pytest

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.payments.application.access import token_hash
from nexus.payments.interfaces.tasks import release_sandbox_messages

TOKEN = "guest-secret"


@pytest.fixture
def guest(api: Any) -> Any:
    return api.with_headers(X_Order_Token=TOKEN)


@pytest.fixture
def order(open_payment: Any) -> Any:
    return open_payment("30.00", access_token_hash=token_hash(TOKEN))


def _initiate(client: Any, order: Any, **headers: str) -> Any:
    key = {"Idempotency_Key": new_id().hex} | headers
    return client.post("/api/payments/initiate/", {"order_id": str(order.order_id)}, **key)


def _press(client: Any, order: Any, outcome: str) -> Any:
    return client.post(f"/api/payments/sandbox/{order.reference}/", {"outcome": outcome})


def test_initiate_answers_with_the_contract(guest: Any, order: Any) -> None:
    answer = _initiate(guest, order)

    assert answer.status_code == 201
    body = answer.json()
    assert body == {
        "id": str(order.id),
        "order_id": str(order.order_id),
        "order_number": "2026-000001",
        "reference": order.reference,
        "provider": "sandbox",
        "status": "pending",
        "amount": "30.00",
        "captured_amount": "0.00",
        "refunded_amount": "0.00",
        "refundable_amount": "0.00",
        "currency": "EUR",
        "checkout_url": f"http://testserver/payments/sandbox/{order.reference}/",
        "client_secret": None,
        "expires_at": None,
        "created_at": body["created_at"],
    }


def test_a_guest_needs_a_key_to_start_paying(guest: Any, staff: Any, order: Any, history: Any) -> None:
    asked = {"order_id": str(order.order_id)}
    refused = guest.post("/api/payments/initiate/", asked)
    assert (refused.status_code, refused.json()["code"]) == (428, "idempotency_key_required")
    assert history(order.id) == ["payment_opened"]
    assert staff.post("/api/payments/initiate/", asked).status_code == 201


def test_initiating_again_is_the_same_attempt(guest: Any, order: Any, history: Any) -> None:
    first, second = _initiate(guest, order), _initiate(guest, order)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert history(order.id) == ["payment_opened", "attempt_started", "attempt_submitted"]


def test_the_same_idempotency_key_replays_the_answer(guest: Any, order: Any) -> None:
    first = _initiate(guest, order, Idempotency_Key="k-1")
    second = _initiate(guest, order, Idempotency_Key="k-1")

    assert (second.status_code, second.content) == (201, first.content)
    assert second["Idempotency-Replayed"] == "true"


def test_approve_completes_the_payment(
    guest: Any, order: Any, drain: Any, payment_of: Any, history: Any, clean: Any, shop: str
) -> None:
    _initiate(guest, order)
    pressed = _press(guest, order, "approve")
    assert pressed.status_code == 200
    assert pressed.json() == {
        "reference": order.reference,
        "outcome": "approve",
        "state": "captured",
        "amount": "30.00",
        "currency": "EUR",
    }
    assert payment_of(order.order_id).status == "pending"
    drain()

    paid = payment_of(order.order_id)
    assert (paid.status, str(paid.captured), paid.checkout_url) == ("completed", "30.00", None)
    assert history(order.id)[-1] == "payment_completed"
    assert clean() == []


def test_decline_fails_and_a_new_attempt_can_pay(
    guest: Any, order: Any, drain: Any, payment_of: Any, history: Any, shop: str
) -> None:
    _initiate(guest, order)
    _press(guest, order, "decline")
    drain()
    assert payment_of(order.order_id).status == "failed"
    assert _initiate(guest, order).json()["status"] == "pending"
    _press(guest, order, "approve")
    drain()

    assert payment_of(order.order_id).status == "completed"
    assert history(order.id) == [
        "payment_opened",
        "attempt_started",
        "attempt_submitted",
        "payment_failed",
        "attempt_started",
        "attempt_submitted",
        "payment_completed",
    ]


def test_duplicate_sends_five_times_and_has_one_effect(
    guest: Any, order: Any, drain: Any, tenant: Any, history: Any, shop: str
) -> None:
    from nexus.payments.models import WebhookRecord
    from nexus.platform.tenancy import tenant_scope

    _initiate(guest, order)
    _press(guest, order, "duplicate")
    drain()

    assert history(order.id).count("payment_completed") == 1
    with tenant_scope(tenant.id):
        assert WebhookRecord.objects.count() == 1


def test_hang_never_answers_and_the_page_can_be_used_again(
    guest: Any, order: Any, drain: Any, payment_of: Any, shop: str
) -> None:
    _initiate(guest, order)
    assert _press(guest, order, "hang").json()["state"] == "hanging"
    drain()
    assert payment_of(order.order_id).status == "pending"
    assert _press(guest, order, "approve").json()["state"] == "captured"
    drain()
    assert payment_of(order.order_id).status == "completed"


def test_late_answers_after_the_deadline_even_when_the_payment_was_voided(
    guest: Any,
    open_payment: Any,
    drain: Any,
    payment_of: Any,
    tenant: Any,
    history: Any,
    shop: str,
    clean: Any,
) -> None:
    from nexus.payments import facade
    from nexus.platform.tenancy import tenant_scope

    moving = FixedClock(clock.now())
    with clock.use_clock(moving):
        deadline = moving.now() + timedelta(minutes=30)
        order = open_payment("30.00", access_token_hash=token_hash(TOKEN), expires_at=deadline)
        _initiate(guest, order)
        assert _press(guest, order, "late").json()["state"] == "late"
        drain()
        assert release_sandbox_messages() == 0
        moving.advance(timedelta(minutes=30))
        with tenant_scope(tenant.id):
            facade.void(order.order_id, reason="deadline")
        drain()
        assert payment_of(order.order_id).status == "voided"
        moving.advance(timedelta(seconds=3))
        assert release_sandbox_messages() == 1
        drain()

        assert payment_of(order.order_id).status == "completed"
        assert history(order.id)[-3:] == ["payment_voided", "attempt_abandoned", "payment_completed"]
        with tenant_scope(tenant.id):
            refund = facade.request_refund(order.id, reason="order_cancelled")
        assert (refund.status, str(refund.amount)) == ("requested", "30.00")
        drain()
        assert payment_of(order.order_id).status == "refunded"
        assert clean() == []


def test_a_decided_charge_refuses_another_button(guest: Any, order: Any) -> None:
    _initiate(guest, order)
    _press(guest, order, "approve")
    answer = _press(guest, order, "decline")

    assert (answer.status_code, answer.json()["code"], answer.json()["state"]) == (
        409,
        "charge_decided",
        "captured",
    )


@pytest.mark.parametrize("outcome", ["", "explode", None, 5])
def test_an_unknown_button_is_refused(guest: Any, order: Any, outcome: Any) -> None:
    _initiate(guest, order)

    assert _press(guest, order, outcome).status_code == 400


def test_the_page_of_an_unknown_reference_is_not_found(api: Any) -> None:
    assert api.post("/api/payments/sandbox/PAY-NOPE/", {"outcome": "approve"}).status_code == 404


def test_another_tenants_reference_is_not_found(guest: Any, order: Any, other_tenant: Any) -> None:
    from tests.fixtures import Api

    _initiate(guest, order)

    assert _press(Api(other_tenant), order, "approve").status_code == 404
