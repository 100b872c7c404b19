"""How a payment's history becomes its state. Pure folding: nothing here refuses."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from nexus.kernel.entity import Aggregate
from nexus.kernel.events import DomainEvent
from nexus.kernel.money import Money
from nexus.payments.contracts import events as facts
from nexus.payments.domain.lifecycle import Move, PaymentStatus, after
from nexus.payments.domain.money_flow import Attempt, AttemptState, Capture, Refund, RefundState


class PaymentState(Aggregate):
    """The fold of a payment's events. `captured`, `refunded`, `refunding` speak of the money that completed
    it.
    """

    order_id: UUID
    reference: str
    provider: str
    amount: Money
    order_number: str
    email: str
    opened_at: datetime
    user_id: UUID | None
    expires_at: datetime | None
    access_token_hash: str | None

    def __init__(self, id: UUID, /) -> None:  # noqa: A002
        super().__init__(id)
        self.status = PaymentStatus.PENDING
        self.attempts: dict[int, Attempt] = {}
        self.captures: dict[int, Capture] = {}
        self.refunds: dict[UUID, Refund] = {}
        self.completed_by: int | None = None
        self.is_given_up = False

    @property
    def current_attempt(self) -> Attempt | None:
        """The latest attempt."""
        return self.attempts[max(self.attempts)] if self.attempts else None

    @property
    def checkout_url(self) -> str | None:
        """Where the buyer can pay now."""
        attempt = self.current_attempt
        return attempt.checkout_url if attempt and attempt.state is AttemptState.SUBMITTED else None

    @property
    def capture(self) -> Capture | None:
        """The capture that completed the payment."""
        return None if self.completed_by is None else self.captures[self.completed_by]

    @property
    def captured(self) -> Money:
        return self.capture.amount if self.capture else Money.zero(self.amount.currency)

    @property
    def refunded(self) -> Money:
        return self.capture.refunded if self.capture else Money.zero(self.amount.currency)

    @property
    def refunding(self) -> Money:
        return self.capture.refunding if self.capture else Money.zero(self.amount.currency)

    @property
    def refundable(self) -> Money:
        return self.captured - self.refunded - self.refunding

    def _apply(self, fact: DomainEvent, /) -> None:
        self._FOLDS[type(fact)](self, fact)

    def _opened(self, fact: facts.PaymentOpened) -> None:
        self.order_id, self.reference, self.provider = fact.order_id, fact.reference, fact.provider
        self.amount, self.order_number, self.email = fact.amount, fact.order_number, fact.email
        self.opened_at, self.user_id, self.expires_at = fact.opened_at, fact.user_id, fact.expires_at
        self.access_token_hash = fact.access_token_hash

    def _attempt_started(self, fact: facts.AttemptStarted) -> None:
        self.status = after(self.status, Move.START)
        self.provider = fact.provider
        self.attempts[fact.attempt] = Attempt(
            number=fact.attempt,
            provider=fact.provider,
            merchant_reference=fact.merchant_reference,
            idempotency_key=fact.idempotency_key,
        )

    def _attempt_submitted(self, fact: facts.AttemptSubmitted) -> None:
        attempt = self.attempts[fact.attempt]
        attempt.state = AttemptState.SUBMITTED
        attempt.gateway_reference, attempt.checkout_url = fact.gateway_reference, fact.checkout_url

    def _attempt_unknown(self, fact: facts.AttemptOutcomeUnknown) -> None:
        self.attempts[fact.attempt].state = AttemptState.UNKNOWN

    def _attempt_abandoned(self, fact: facts.AttemptAbandoned) -> None:
        attempt = self.attempts[fact.attempt]
        attempt.state = AttemptState.ABANDONED
        attempt.gateway_reference = fact.gateway_reference or attempt.gateway_reference

    def _authorized(self, fact: facts.PaymentAuthorized) -> None:
        self.status = after(self.status, Move.AUTHORIZE)
        attempt = self.attempts[fact.attempt]
        attempt.state, attempt.gateway_reference = AttemptState.AUTHORIZED, fact.gateway_reference

    def _capture_requested(self, fact: facts.CaptureRequested) -> None:
        self.attempts[fact.attempt].capture_key = fact.idempotency_key

    def _completed(self, fact: facts.PaymentCompleted) -> None:
        self.status = after(self.status, Move.COMPLETE)
        self.completed_by = fact.attempt
        self._received(fact)

    def _received(self, fact: facts.PaymentCompleted | facts.UnexpectedMoneyReceived) -> None:
        zero = Money.zero(fact.amount.currency)
        self.captures[fact.attempt] = Capture(
            attempt=fact.attempt,
            provider=fact.provider,
            gateway_reference=fact.gateway_reference,
            amount=fact.amount,
            refunded=zero,
            refunding=zero,
        )
        if attempt := self.attempts.get(fact.attempt):
            attempt.state, attempt.gateway_reference = AttemptState.CAPTURED, fact.gateway_reference

    def _failed(self, fact: facts.PaymentFailed) -> None:
        self.status = after(self.status, Move.FAIL)
        self.attempts[fact.attempt].state = AttemptState.DECLINED

    def _voided(self, fact: facts.PaymentVoided) -> None:
        self.status, self.is_given_up = after(self.status, Move.VOID), True

    def _refund_requested(self, fact: facts.RefundRequested) -> None:
        self.refunds[fact.refund_id] = Refund(
            id=fact.refund_id,
            attempt=fact.attempt,
            provider=fact.provider,
            gateway_reference=fact.gateway_reference,
            amount=fact.amount,
            reason=fact.reason,
        )
        capture = self.captures[fact.attempt]
        capture.refunding = capture.refunding + fact.amount

    def _refund_completed(self, fact: facts.RefundCompleted) -> None:
        refund = self.refunds[fact.refund_id]
        capture = self.captures[refund.attempt]
        if refund.state is RefundState.REQUESTED:
            capture.refunding = capture.refunding - refund.amount
        refund.state, capture.refunded = RefundState.COMPLETED, capture.refunded + refund.amount
        if refund.attempt == self.completed_by:
            rest = capture.refunded == capture.amount
            self.status = after(self.status, Move.REFUND_REST if rest else Move.REFUND_PART)

    def _refund_failed(self, fact: facts.RefundFailed) -> None:
        refund = self.refunds[fact.refund_id]
        refund.state, capture = RefundState.FAILED, self.captures[refund.attempt]
        capture.refunding = capture.refunding - refund.amount

    _FOLDS: ClassVar[dict[type[DomainEvent], Callable[[Any, Any], None]]] = {
        facts.PaymentOpened: _opened,
        facts.AttemptStarted: _attempt_started,
        facts.AttemptSubmitted: _attempt_submitted,
        facts.AttemptOutcomeUnknown: _attempt_unknown,
        facts.AttemptAbandoned: _attempt_abandoned,
        facts.PaymentAuthorized: _authorized,
        facts.CaptureRequested: _capture_requested,
        facts.PaymentCompleted: _completed,
        facts.PaymentFailed: _failed,
        facts.PaymentVoided: _voided,
        facts.UnexpectedMoneyReceived: _received,
        facts.RefundRequested: _refund_requested,
        facts.RefundCompleted: _refund_completed,
        facts.RefundFailed: _refund_failed,
    }
