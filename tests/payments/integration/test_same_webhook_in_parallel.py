"""The same message fifty times at once: one effect. And what happens without the guards."""

from collections import Counter
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from tests.fixtures import Api

from nexus.kernel import clock
from nexus.kernel.errors import ConcurrentUpdate
from nexus.payments import wiring
from nexus.payments.application.access import Viewer
from nexus.payments.application.gateway import GatewayEvent, RawWebhook
from nexus.payments.application.initiate_payment import InitiatePayment
from nexus.payments.application.receive_webhook import ReceiveWebhookUseCase, Reception
from nexus.payments.domain.payment import STREAM, Payment
from nexus.payments.infrastructure.gateways.sandbox import books, signature
from nexus.payments.infrastructure.gateways.sandbox.gateway import SandboxGateway
from nexus.payments.infrastructure.payments import StoredPayments
from nexus.payments.models import SandboxWebhookRecord, WebhookRecord
from nexus.platform.events import append, load
from nexus.platform.tenancy import tenant_scope

STAFF = Viewer(user_id=None, is_staff=True)


@pytest.fixture
def order(open_payment: Any) -> Any:
    opened = open_payment("30.00")
    wiring.initiate_payment()(InitiatePayment(order_id=opened.order_id, viewer=STAFF))
    return opened


@pytest.fixture
def message(order: Any) -> RawWebhook:
    """The provider's approval, signed."""
    with tenant_scope():
        charge = books.decide(order.reference, books.Outcome.APPROVE)
        body = SandboxWebhookRecord.objects.get(charge=charge).body.encode()
    header = signature.sign(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())
    return RawWebhook(headers={signature.HEADER: header}, body=body, received_at=clock.now())


def test_fifty_parallel_copies_over_http_all_hear_200_and_have_one_effect(
    tenant: Any, order: Any, message: RawWebhook, in_threads: Any, payment_of: Any, history: Any, clean: Any
) -> None:
    def send(index: int) -> int:
        path = "/api/payments/webhook/sandbox/" if index % 2 else "/api/payments/webhook/"
        headers = {"X-Tenant": tenant.slug, **message.headers}
        sent = Api(tenant).client.post(
            path, data=message.body, content_type="application/json", headers=headers
        )
        return int(sent.status_code)

    assert Counter(in_threads(50, send, tenant_id=tenant.id)) == {200: 50}

    assert history(order.id) == [
        "payment_opened",
        "attempt_started",
        "attempt_submitted",
        "payment_completed",
    ]
    paid = payment_of(order.order_id)
    assert (paid.status, str(paid.captured)) == ("completed", "30.00")
    with tenant_scope():
        assert WebhookRecord.objects.count() == 1
    assert clean() == []


def test_the_use_case_applies_one_of_fifty_and_knows_the_others(
    tenant: Any, message: RawWebhook, in_threads: Any
) -> None:
    outcomes = in_threads(
        50, lambda _: wiring.receive_webhook()(SandboxGateway(), message), tenant_id=tenant.id
    )

    assert Counter(outcomes) == {Reception.APPLIED: 1, Reception.DUPLICATE: 49}


class _Forgetful:
    """An inbox that remembers nothing."""

    def claim(self, provider: str, message: GatewayEvent, /, *, payment_id: UUID | None) -> bool:
        return True


class _Unlocked(StoredPayments):
    """Reads without the lock; all readers meet before any of them writes."""

    def __init__(self, barrier: Barrier) -> None:
        super().__init__()
        self._barrier = barrier

    def get(self, payment_id: UUID, /) -> Payment:
        payment = self._store.get(payment_id)
        try:
            self._barrier.wait(timeout=5)
        except BrokenBarrierError as error:
            raise AssertionError("the readers did not meet") from error
        return payment


READERS = 6


def test_twin_without_inbox_and_lock_fails_most_of_the_copies(
    tenant: Any, message: RawWebhook, in_threads: Any, order: Any, history: Any
) -> None:
    """Only the log's version check is left: one effect, but the provider hears errors and keeps sending."""
    payments = _Unlocked(Barrier(READERS))
    take = ReceiveWebhookUseCase(payments=payments, inbox=_Forgetful(), transaction=tenant_scope)
    outcomes = in_threads(READERS, lambda _: take(SandboxGateway(), message), tenant_id=tenant.id)

    failed = [outcome for outcome in outcomes if isinstance(outcome, ConcurrentUpdate)]
    assert (outcomes.count(Reception.APPLIED), len(failed)) == (1, READERS - 1)
    assert history(order.id).count("payment_completed") == 1


def test_twin_without_any_guard_completes_the_payment_several_times(
    tenant: Any, in_threads: Any, order: Any
) -> None:
    """Read, decide, write later, whatever has happened in between."""
    barrier = Barrier(READERS)

    def decide_then_write(_: int) -> None:
        with tenant_scope():
            payment = Payment.fold(order.id, load(STREAM, order.id).events)
        payment.receive(1, amount=order.amount, gateway_reference="sbx")
        barrier.wait(timeout=5)
        _write_over(order.id, payment)

    in_threads(READERS, decide_then_write, tenant_id=tenant.id)

    with tenant_scope():
        types = [fact.TYPE for fact in load(STREAM, order.id).events]
    assert types.count("payments.payment_completed.v1") == READERS


def _write_over(payment_id: UUID, payment: Payment) -> None:
    facts = payment.pull_events()
    while True:
        try:
            with tenant_scope():
                append(STREAM, payment_id, facts)
        except ConcurrentUpdate:
            continue
        return
