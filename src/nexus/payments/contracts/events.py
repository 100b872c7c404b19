"""Facts about payments. Those that other contexts act on carry all they need: order, amount, number,
address.
"""

from datetime import datetime
from uuid import UUID

from nexus.kernel.events import DomainEvent, event
from nexus.kernel.money import Money


@event("payments.payment_opened.v1")
class PaymentOpened(DomainEvent):
    """An order waits for `amount`. `expires_at` is the order's deadline (None: no deadline, e.g. pay in
    store).

    `access_token_hash` is the SHA-256 (hex) of the order's secret token; the token itself is never stored.
    """

    payment_id: UUID
    order_id: UUID
    reference: str
    provider: str
    amount: Money
    order_number: str
    email: str
    opened_at: datetime
    user_id: UUID | None = None
    expires_at: datetime | None = None
    access_token_hash: str | None = None


@event("payments.attempt_started.v1")
class AttemptStarted(DomainEvent):
    """The intent to ask a gateway was recorded, before asking. `idempotency_key` is the key the call
    carries.
    """

    payment_id: UUID
    order_id: UUID
    attempt: int
    provider: str
    merchant_reference: str
    idempotency_key: str


@event("payments.attempt_submitted.v1")
class AttemptSubmitted(DomainEvent):
    """The gateway accepted the attempt and waits for the buyer."""

    payment_id: UUID
    attempt: int
    gateway_reference: str
    checkout_url: str | None = None


@event("payments.attempt_outcome_unknown.v1")
class AttemptOutcomeUnknown(DomainEvent):
    """The gateway did not answer (or not clearly): the attempt may or may not exist there."""

    payment_id: UUID
    attempt: int
    reason: str


@event("payments.attempt_abandoned.v1")
class AttemptAbandoned(DomainEvent):
    """We no longer want this attempt; it is to be cancelled at its gateway. `why`: superseded, voided,
    paid_otherwise, mismatch.
    """

    payment_id: UUID
    attempt: int
    provider: str
    merchant_reference: str
    gateway_reference: str
    why: str


@event("payments.payment_authorized.v1")
class PaymentAuthorized(DomainEvent):
    """The buyer's bank holds `amount` for us; no money moved yet."""

    payment_id: UUID
    order_id: UUID
    amount: Money
    attempt: int
    gateway_reference: str


@event("payments.capture_requested.v1")
class CaptureRequested(DomainEvent):
    """Staff asked the gateway for the held money; the call carries `idempotency_key`."""

    payment_id: UUID
    attempt: int
    idempotency_key: str


@event("payments.payment_completed.v1")
class PaymentCompleted(DomainEvent):
    """The whole amount arrived. `was_voided`: it arrived after the payment had been given up (refund or
    revive).
    """

    payment_id: UUID
    order_id: UUID
    amount: Money
    provider: str
    order_number: str
    email: str
    user_id: UUID | None = None
    attempt: int = 0
    gateway_reference: str = ""
    was_voided: bool = False


@event("payments.payment_failed.v1")
class PaymentFailed(DomainEvent):
    """The current attempt was declined or could not be made. Checkout cancels the order and reopens its cart."""

    payment_id: UUID
    order_id: UUID
    amount: Money
    attempt: int
    failure_code: str
    order_number: str
    email: str
    user_id: UUID | None = None


@event("payments.payment_voided.v1")
class PaymentVoided(DomainEvent):
    """No money is expected any more; open attempts are cancelled at their gateways."""

    payment_id: UUID
    order_id: UUID
    reason: str


@event("payments.unexpected_money_received.v1")
class UnexpectedMoneyReceived(DomainEvent):
    """Money that completes nothing: paid twice, or another amount than asked. It is refunded by itself.

    `why` is `paid_twice` or `amount_mismatch`. Does not change the payment's status.
    """

    payment_id: UUID
    order_id: UUID
    attempt: int
    provider: str
    gateway_reference: str
    amount: Money
    why: str


@event("payments.refund_requested.v1")
class RefundRequested(DomainEvent):
    """`amount` of what `attempt` brought is to go back. Reserved from now on: it cannot be refunded a
    second time.
    """

    payment_id: UUID
    order_id: UUID
    refund_id: UUID
    attempt: int
    provider: str
    gateway_reference: str
    amount: Money
    reason: str


@event("payments.refund_completed.v1")
class RefundCompleted(DomainEvent):
    """The money went back. `refunded_total` is the sum returned so far of the payment's own amount."""

    payment_id: UUID
    order_id: UUID
    refund_id: UUID
    amount: Money
    refunded_total: Money
    order_number: str
    email: str
    reason: str
    user_id: UUID | None = None
    gateway_reference: str = ""


@event("payments.refund_failed.v1")
class RefundFailed(DomainEvent):
    """The gateway refused the refund; the amount is refundable again."""

    payment_id: UUID
    order_id: UUID
    refund_id: UUID
    amount: Money
    failure_code: str


@event("payments.sandbox_webhook_due.v1")
class SandboxWebhookDue(DomainEvent):
    """The sandbox provider (our own fake one) has a notification to send to the shop's webhook."""

    webhook_id: UUID
    charge_id: UUID
