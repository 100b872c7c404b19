"""Starting to pay, and what providers may tell us."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from tests.fixtures import Api

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.payments.infrastructure.gateways.sandbox import signature
from nexus.payments.interfaces.metrics import WEBHOOKS
from nexus.payments.models import WebhookRecord
from nexus.platform.tenancy import tenant_scope

HOOK = "/api/payments/webhook/sandbox/"


def _facts(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def _initiate(client: Any, **body: Any) -> Any:
    return client.post("/api/payments/initiate/", body, Idempotency_Key=new_id().hex)


@pytest.fixture
def started(open_payment: Any, staff: Any) -> Any:
    payment = open_payment("30.00")
    assert _initiate(staff, order_id=str(payment.order_id)).status_code == 201
    return payment


def _document(payment: Any, **changes: Any) -> dict[str, Any]:
    data = {"merchant_reference": payment.reference, "amount": "30.00", "currency": "EUR"}
    return {
        "id": f"evt_{new_id().hex}",
        "type": "charge.captured",
        "data": data | changes.pop("data", {}),
    } | changes


@pytest.fixture
def tell(tenant: Any) -> Any:
    """Send a message as the sandbox would: `tell(document, secret=..., at=...)`."""

    def send(
        document: Any, *, path: str = HOOK, secret: str | None = None, at: Any = None, header: Any = None
    ) -> Any:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        made = signature.sign(body, secret=secret or settings.SANDBOX_WEBHOOK_SECRET, at=at or clock.now())
        headers = {"X-Tenant": tenant.slug} | (
            {} if header == "" else {"X-Sandbox-Signature": header or made}
        )
        return Api(tenant).client.post(path, data=body, content_type="application/json", headers=headers)

    return send


def _stored() -> int:
    with tenant_scope():
        return WebhookRecord.objects.count()


def _counted(result: str, provider: str = "sandbox") -> float:
    return WEBHOOKS.labels(provider, result)._value.get()


def test_nobody_initiates_for_others(open_payment: Any, api: Any, person: Any, history: Any) -> None:
    payment = open_payment("30.00", user_id=new_id())
    for client in (api, person()[1], api.with_headers(X_Order_Token="guess")):
        assert _facts(_initiate(client, order_id=str(payment.order_id))) == (404, "payment_not_found")
    assert history(payment.id) == ["payment_opened"]


@pytest.mark.parametrize("body", [{}, {"order_id": "x"}, {"order_id": None}, {"order_id": 5}])
def test_a_malformed_order_is_refused(staff: Any, body: dict[str, Any]) -> None:
    assert _facts(_initiate(staff, **body)) == (400, "invalid")


def test_an_unknown_provider_is_refused(open_payment: Any, staff: Any) -> None:
    payment = open_payment("30.00")
    answer = _initiate(staff, order_id=str(payment.order_id), provider="gold")

    assert _facts(answer) == (400, "unknown_provider")
    assert answer.json()["known"] == ["manual", "in_store", "sandbox"]


def test_a_payment_settled_by_staff_has_nowhere_to_go_but_may_be_moved_online(
    open_payment: Any, staff: Any
) -> None:
    payment = open_payment("30.00", provider="manual")
    stays = _initiate(staff, order_id=str(payment.order_id))
    assert (stays.status_code, stays.json()["checkout_url"], stays.json()["provider"]) == (
        201,
        None,
        "manual",
    )
    refused = _initiate(staff, order_id=str(payment.order_id), provider="in_store")
    assert _facts(refused) == (400, "provider_not_online")
    moved = _initiate(staff, order_id=str(payment.order_id), provider="sandbox").json()
    assert (moved["provider"], moved["checkout_url"]) == (
        "sandbox",
        f"http://testserver/payments/sandbox/{payment.reference}/",
    )


def test_after_the_deadline_it_is_too_late(open_payment: Any, staff: Any) -> None:
    payment = open_payment("30.00", expires_at=clock.now() - timedelta(seconds=1))
    assert _facts(_initiate(staff, order_id=str(payment.order_id))) == (409, "payment_expired")


def test_no_transaction_is_open_while_the_gateway_is_asked(open_payment: Any, staff: Any) -> None:
    """The sandbox opens a transaction of its own and refuses inside one of ours (test_gateways)."""
    payment = open_payment("30.00")
    assert _initiate(staff, order_id=str(payment.order_id)).status_code == 201


def test_twenty_parallel_initiations_are_one_attempt(
    open_payment: Any, staff: Any, in_threads: Any, tenant: Any, history: Any
) -> None:
    payment = open_payment("30.00")

    def start(_: int) -> tuple[int, str]:
        answer = _initiate(Api(tenant, staff.headers), order_id=str(payment.order_id))
        return answer.status_code, answer.json()["checkout_url"]

    url = f"http://testserver/payments/sandbox/{payment.reference}/"
    assert set(in_threads(20, start, tenant_id=tenant.id)) == {(201, url)}
    assert history(payment.id) == ["payment_opened", "attempt_started", "attempt_submitted"]


def test_a_signed_message_completes_the_payment(started: Any, tell: Any, payment_of: Any) -> None:
    answer = tell(_document(started))

    assert (answer.status_code, answer.json()) == (200, {"received": True})
    assert payment_of(started.order_id).status == "completed"


def test_the_provider_is_told_by_its_header(started: Any, tell: Any, payment_of: Any) -> None:
    assert tell(_document(started), path="/api/payments/webhook/").status_code == 200
    assert payment_of(started.order_id).status == "completed"


@pytest.mark.parametrize("path", [HOOK, "/api/payments/webhook/"])
@pytest.mark.parametrize(
    "forged",
    [{"secret": "guess"}, {"header": ""}, {"header": "t=1,v1=00"}, {"header": "garbage"}, {"stale": True}],
    ids=lambda forged: next(iter(forged)),
)
def test_a_bad_signature_is_401_and_leaves_a_counter_only(
    started: Any, tell: Any, payment_of: Any, path: str, forged: dict[str, Any]
) -> None:
    provider = "unknown" if forged.get("header") == "" and path != HOOK else "sandbox"
    before = _counted("bad_signature", provider)
    if "stale" in forged:
        forged = {"at": clock.now() - timedelta(seconds=301)}
    answer = tell(_document(started), path=path, **forged)

    assert _facts(answer) == (401, "bad_signature")
    assert (_stored(), payment_of(started.order_id).status) == (0, "pending")
    assert _counted("bad_signature", provider) == before + 1


def test_a_rotated_secret_is_accepted_while_it_is_listed(started: Any, tell: Any, payment_of: Any) -> None:
    with override_settings(SANDBOX_WEBHOOK_PREVIOUS_SECRETS=("the-old-one",)):
        assert tell(_document(started), secret="the-old-one").status_code == 200
    assert tell(_document(started), secret="the-old-one").status_code == 401
    assert payment_of(started.order_id).status == "completed"


@pytest.mark.parametrize(
    "changes",
    [
        {"data": {"merchant_reference": "PAY-NOBODY"}},
        {"type": "charge.wondered"},
        {"data": {"extra": [1]}, "type": "x"},
    ],
)
def test_unknown_payments_and_types_hear_200_and_change_nothing(
    started: Any, tell: Any, payment_of: Any, changes: dict[str, Any]
) -> None:
    assert tell(_document(started, **changes)).status_code == 200
    assert (_stored(), payment_of(started.order_id).status) == (1, "pending")


UNREADABLE = (
    b"",
    b"{",
    b"[]",
    b"5",
    b"null",
    b"\xff",
    b'{"id":"e"}',
    b'{"id":5,"type":"x","data":{}}',
    b'{"id":"e","type":"x","data":5}',
    b'{"id":"e","type":"charge.captured","data":{"amount":"1e999999999","currency":"EUR"}}',
    b'{"id":"e","type":"charge.captured","data":{"amount":"1.001","currency":"EUR"}}',
    b'{"id":"e","type":"charge.captured","data":{"amount":"1.00","currency":"XXX"}}',
)


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_signed_message_that_cannot_be_read_is_400(started: Any, tell: Any, body: bytes) -> None:
    assert _facts(tell(body)) == (400, "malformed")
    assert _stored() == 0


def test_known_repeated_and_late_messages_hear_200(started: Any, tell: Any, history: Any) -> None:
    document = _document(started)
    late_decline = _document(started, type="charge.declined")
    for message in (
        document,
        document,
        late_decline,
        _document(started),
        _document(started, type="charge.authorized"),
    ):
        assert tell(message).status_code == 200

    assert history(started.id) == [
        "payment_opened",
        "attempt_started",
        "attempt_submitted",
        "payment_completed",
    ]


def test_another_amount_than_asked_does_not_complete(
    started: Any, tell: Any, payment_of: Any, history: Any
) -> None:
    assert tell(_document(started, data={"amount": "29.99"})).status_code == 200

    assert payment_of(started.order_id).status == "pending"
    assert history(started.id)[-2:] == ["unexpected_money_received", "refund_requested"]


def test_a_message_for_another_tenant_finds_nothing(started: Any, other_tenant: Any, payment_of: Any) -> None:
    body = json.dumps(_document(started)).encode()
    header = signature.sign(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())
    headers = {"X-Tenant": other_tenant.slug, "X-Sandbox-Signature": header}
    answer = Api(other_tenant).client.post(HOOK, data=body, content_type="application/json", headers=headers)

    assert answer.status_code == 200
    assert payment_of(started.order_id).status == "pending"


@pytest.mark.parametrize("provider", ["manual", "in_store", "gold", "Sandbox"])
def test_a_provider_without_webhook_is_not_found(tell: Any, provider: str) -> None:
    assert tell({}, path=f"/api/payments/webhook/{provider}/").status_code == 404


def test_a_stale_login_does_not_get_in_the_way_of_a_provider(started: Any, tenant: Any) -> None:
    body = json.dumps(_document(started)).encode()
    header = signature.sign(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())
    headers = {"X-Tenant": tenant.slug, "X-Sandbox-Signature": header, "Authorization": "Bearer expired"}
    answer = Api(tenant).client.post(HOOK, data=body, content_type="text/plain", headers=headers)

    assert answer.status_code == 200
