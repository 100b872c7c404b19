"""Capture, void and refund by staff."""

from typing import Any

import pytest

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope


def _facts(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def paid_manually(open_payment: Any, staff: Any) -> Any:
    payment = open_payment("30.00", provider="manual")
    assert staff.post(f"/api/payments/{payment.id}/capture/").status_code == 200
    return payment


def _refund(client: Any, payment: Any, body: dict[str, Any], **headers: str) -> Any:
    return client.post(f"/api/payments/{payment.id}/refunds/", body, **headers)


@pytest.mark.parametrize("provider", ["manual", "in_store"])
def test_staff_confirm_money_once(open_payment: Any, staff: Any, provider: str, history: Any) -> None:
    payment = open_payment("30.00", provider=provider)
    answer = staff.post(f"/api/payments/{payment.id}/capture/")
    again = staff.post(f"/api/payments/{payment.id}/capture/")

    body = answer.json()
    assert (body["status"], body["captured_amount"], body["refundable_amount"]) == (
        "completed",
        "30.00",
        "30.00",
    )
    assert _facts(again) == (409, "illegal_transition")
    assert again.json()["legal"] == ["refund_part", "refund_rest"]
    assert history(payment.id) == ["payment_opened", "payment_completed"]


def test_twenty_staff_capture_at_once_and_one_succeeds(
    open_payment: Any, person: Any, in_threads: Any, tenant: Any, history: Any
) -> None:
    payment = open_payment("30.00", provider="manual")
    access = person("owner")[1].headers["Authorization"]
    from tests.fixtures import Api

    def capture(_: int) -> int:
        client = Api(tenant, {"Authorization": access})
        return int(client.post(f"/api/payments/{payment.id}/capture/").status_code)

    statuses = sorted(in_threads(20, capture, tenant_id=tenant.id))
    assert statuses == [200] + [409] * 19
    assert history(payment.id).count("payment_completed") == 1


@pytest.mark.parametrize("operation", ["capture", "void", "refunds"])
def test_buyers_and_guests_may_not(
    open_payment: Any, person: Any, api: Any, operation: str, payment_of: Any
) -> None:
    buyer_id, buyer = person()
    payment = open_payment(provider="manual", user_id=buyer_id)
    path = f"/api/payments/{payment.id}/{operation}/"

    assert _facts(buyer.post(path, {"reason": "x"})) == (403, "permission_denied")
    assert _facts(api.post(path, {"reason": "x"})) == (401, "not_authenticated")
    assert payment_of(payment.order_id).status == "pending"


def test_the_sandbox_holds_money_that_staff_take(
    make_tenant: Any, drain: Any, shop: str, open_payment: Any, staff: Any, tenant: Any, history: Any
) -> None:
    from nexus.payments import wiring
    from nexus.payments.application.initiate_payment import InitiatePayment, InitiatePaymentUseCase
    from nexus.payments.interfaces.api.operations import STAFF

    payment = open_payment("30.00")
    holding = InitiatePaymentUseCase(
        payments=wiring.StoredPayments(),
        registry=wiring.registry(),
        transaction=wiring.tenant_scope,
        now=wiring.clock.now,
        captures_later=lambda: True,
    )
    holding(InitiatePayment(order_id=payment.order_id, viewer=STAFF))
    assert _facts(staff.post(f"/api/payments/{payment.id}/capture/")) == (409, "payment_not_payable")
    staff.post(f"/api/payments/sandbox/{payment.reference}/", {"outcome": "approve"})
    drain()
    assert staff.get(f"/api/payments/{payment.id}/").json()["status"] == "authorized"
    answer = staff.post(f"/api/payments/{payment.id}/capture/")

    assert (answer.status_code, answer.json()["status"]) == (200, "completed")
    assert history(payment.id)[-3:] == ["payment_authorized", "capture_requested", "payment_completed"]


def test_void_gives_up_and_cancels_at_the_provider(
    open_payment: Any, staff: Any, drain: Any, api: Any, payment_of: Any
) -> None:
    payment = open_payment("30.00")
    staff.post("/api/payments/initiate/", {"order_id": str(payment.order_id)})
    answer = staff.post(f"/api/payments/{payment.id}/void/", {"reason": "customer called"})
    assert (answer.status_code, answer.json()["status"]) == (200, "voided")
    drain()

    pressed = api.post(f"/api/payments/sandbox/{payment.reference}/", {"outcome": "approve"})
    assert (_facts(pressed), pressed.json()["state"]) == ((409, "charge_decided"), "voided")
    again = staff.post("/api/payments/initiate/", {"order_id": str(payment.order_id)})
    assert _facts(again) == (409, "payment_not_payable")


def test_void_after_the_money_arrived_is_refused(paid_manually: Any, staff: Any, payment_of: Any) -> None:
    answer = staff.post(f"/api/payments/{paid_manually.id}/void/", {})

    assert _facts(answer) == (409, "payment_already_captured")
    assert payment_of(paid_manually.order_id).status == "completed"


def test_money_handed_back_by_staff_is_back_at_once(paid_manually: Any, staff: Any, payment_of: Any) -> None:
    answer = _refund(staff, paid_manually, {"amount": "10.00", "reason": "damaged"})
    assert answer.status_code == 201
    body = answer.json()
    assert body == {
        "id": body["id"],
        "payment_id": str(paid_manually.id),
        "order_id": str(paid_manually.order_id),
        "amount": "10.00",
        "currency": "EUR",
        "reason": "damaged",
        "status": "completed",
    }
    assert payment_of(paid_manually.order_id).status == "partially_refunded"
    assert _refund(staff, paid_manually, {"reason": "rest"}).json()["amount"] == "20.00"
    assert payment_of(paid_manually.order_id).status == "refunded"
    assert _facts(_refund(staff, paid_manually, {"reason": "more"})) == (409, "nothing_to_refund")


def test_a_refund_above_what_is_left_says_how_much_is_left(
    paid_manually: Any, staff: Any, payment_of: Any
) -> None:
    answer = _refund(staff, paid_manually, {"amount": "30.01", "reason": "x"})

    assert _facts(answer) == (409, "refund_exceeds_paid")
    assert (answer.json()["asked"], answer.json()["left"]) == ("30.01", "30.00")
    assert str(payment_of(paid_manually.order_id).refunded) == "0.00"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"amount": "10.00"},
        {"amount": "0", "reason": "x"},
        {"amount": "-1", "reason": "x"},
        {"amount": "1.001", "reason": "x"},
        {"amount": "1e9", "reason": "x"},
        {"amount": [], "reason": "x"},
        {"amount": "10.00", "reason": ""},
    ],
)
def test_a_malformed_refund_is_refused(
    paid_manually: Any, staff: Any, body: dict[str, Any], payment_of: Any
) -> None:
    assert _refund(staff, paid_manually, body).status_code == 400
    assert str(payment_of(paid_manually.order_id).refundable) == "30.00"


def test_the_same_key_refunds_once_even_after_the_answer_was_forgotten(
    paid_manually: Any, staff: Any, payment_of: Any, tenant: Any
) -> None:
    from nexus.platform import db
    from nexus.platform.tenancy import tenant_scope

    body = {"amount": "10.00", "reason": "damaged"}
    first = _refund(staff, paid_manually, body, Idempotency_Key="r-1")
    assert _refund(staff, paid_manually, body, Idempotency_Key="r-1").content == first.content
    other = _refund(staff, paid_manually, {"amount": "11.00", "reason": "damaged"}, Idempotency_Key="r-1")
    assert _facts(other) == (422, "idempotency_key_reused")
    with tenant_scope(tenant.id):
        db.execute("DELETE FROM idempotency_key WHERE tenant_id = %s", [tenant.id])
    late = _refund(staff, paid_manually, body, Idempotency_Key="r-1")

    assert late.json()["id"] == first.json()["id"]
    assert str(payment_of(paid_manually.order_id).refunded) == "10.00"


def test_a_sandbox_refund_goes_through_the_gateway(
    open_payment: Any, staff: Any, drain: Any, shop: str, payment_of: Any, history: Any, clean: Any
) -> None:
    payment = open_payment("30.00")
    staff.post("/api/payments/initiate/", {"order_id": str(payment.order_id)})
    staff.post(f"/api/payments/sandbox/{payment.reference}/", {"outcome": "approve"})
    drain()
    asked = _refund(staff, payment, {"amount": "12.00", "reason": "damaged"})
    assert (asked.status_code, asked.json()["status"]) == (201, "requested")
    waiting = payment_of(payment.order_id)
    assert (waiting.status, str(waiting.refunding), str(waiting.refundable)) == (
        "completed",
        "12.00",
        "18.00",
    )
    drain()

    done = payment_of(payment.order_id)
    assert (done.status, str(done.refunded), str(done.refunding)) == ("partially_refunded", "12.00", "0.00")
    assert history(payment.id)[-2:] == ["refund_requested", "refund_completed"]
    assert clean() == []


def test_twenty_parallel_full_refunds_make_one(
    paid_manually: Any, staff: Any, in_threads: Any, tenant: Any, payment_of: Any
) -> None:
    from tests.fixtures import Api

    def refund(_: int) -> int:
        client = Api(tenant, staff.headers)
        return int(_refund(client, paid_manually, {"reason": "all"}).status_code)

    assert sorted(in_threads(20, refund, tenant_id=tenant.id)) == [201] + [409] * 19
    assert str(payment_of(paid_manually.order_id).refunded) == "30.00"


def test_an_unknown_payment_is_not_found(staff: Any) -> None:
    for operation in ("capture", "void", "refunds"):
        answer = staff.post(f"/api/payments/{new_id()}/{operation}/", {"reason": "x"})
        assert _facts(answer) == (404, "payment_not_found")


@pytest.mark.parametrize("lines", [[], [{"line_id": "0190a000-0000-7000-8000-00000000000a", "quantity": 1}]])
def test_a_refund_of_lines_never_gives_everything_back(
    paid_manually: Any, staff: Any, payment_of: Any, lines: Any
) -> None:
    answer = _refund(staff, paid_manually, {"lines": lines, "reason": "torn"})
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"lines"})
    assert payment_of(paid_manually.order_id).status == "completed"
    assert _refund(staff, paid_manually, {"lines": None, "reason": "torn"}).json()["amount"] == "30.00"


def test_a_machine_needs_a_key_to_give_money_back(
    paid_manually: Any, api: Any, tenant: Any, payment_of: Any
) -> None:
    from nexus.tenancy import facade as tenancy

    with tenant_scope(tenant.id):
        _, secret = tenancy.create_api_key("machine", roles=("owner",))
    machine, asked = api.with_headers(Authorization=f"Api-Key {secret}"), {"amount": "1.00", "reason": "torn"}
    assert _facts(_refund(machine, paid_manually, asked)) == (428, "idempotency_key_required")
    assert str(payment_of(paid_manually.order_id).refunded) == "0.00"
    first, again = (_refund(machine, paid_manually, asked, Idempotency_Key="r-1").json() for _ in range(2))
    assert first == again
    assert str(payment_of(paid_manually.order_id).refunded) == "1.00"
