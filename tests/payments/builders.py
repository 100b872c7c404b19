"""Payments and gateway answers for tests; each takes only what the test cares about."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.payments.contracts.events import PaymentOpened
from nexus.payments.domain.payment import Payment

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DEADLINE = AT + timedelta(minutes=30)


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def opening(amount: Money | None = None, **facts: Any) -> PaymentOpened:
    defaults: dict[str, Any] = {
        "payment_id": new_id(),
        "order_id": new_id(),
        "reference": "PAY-TEST",
        "provider": "sandbox",
        "amount": eur("30.00") if amount is None else amount,
        "order_number": "2026-000001",
        "email": "buyer@example.test",
        "opened_at": AT,
        "expires_at": DEADLINE,
    }
    return PaymentOpened(**defaults | facts)


def opened(amount: Money | None = None, **facts: Any) -> Payment:
    payment = Payment.open(opening(amount, **facts))
    payment.pull_events()
    return payment


def submitted(amount: Money | None = None, **facts: Any) -> Payment:
    """The buyer is at the provider's page."""
    payment = opened(amount, **facts)
    payment.start_attempt(provider="sandbox", at=AT)
    payment.submit(1, gateway_reference="sbx_1", checkout_url="/pay/")
    payment.pull_events()
    return payment


def completed(amount: Money | None = None, **facts: Any) -> Payment:
    payment = submitted(amount, **facts)
    payment.receive(1, amount=payment.amount, gateway_reference="sbx_1")
    payment.pull_events()
    return payment


def refund(payment: Payment, amount: Money | None = None, refund_id: UUID | None = None) -> UUID:
    return payment.request_refund(amount, refund_id=refund_id or new_id(), reason="damaged").id


def types(payment: Payment) -> list[str]:
    """Short names of what was recorded since the last look."""
    return [fact.TYPE.split(".")[1] for fact in payment.pull_events()]
