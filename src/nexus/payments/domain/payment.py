"""The payment of one order: the rules. Every method checks first, then records what happened."""

from datetime import datetime
from typing import Self

from nexus.kernel.clock import iso
from nexus.kernel.money import Money
from nexus.payments.contracts import events as facts
from nexus.payments.domain.errors import (
    AmountNotPositive,
    PaymentAlreadyCaptured,
    PaymentExpired,
    PaymentNotPayable,
)
from nexus.payments.domain.lifecycle import MONEY_ARRIVED, Move, after, allows
from nexus.payments.domain.money_flow import (
    Attempt,
    AttemptState,
    refund_id_for,
)
from nexus.payments.domain.refund_rules import RefundRules

STREAM = "payments.payment"
"""Name of the payments' event streams."""

STAFF = 0
"""The attempt number of money that staff took without a gateway."""


class Payment(RefundRules):
    """Answers of gateways may come late, twice or in any order: a repeated answer records nothing."""

    @classmethod
    def open(cls, fact: facts.PaymentOpened, /) -> Self:
        """Wait for the order's money; zero is complete at once."""
        if fact.amount.minor < 0:
            raise AmountNotPositive(amount=str(fact.amount), currency=fact.amount.currency)
        payment = cls(fact.payment_id)
        payment._record(fact)
        if not fact.amount:
            payment._complete(attempt=STAFF, provider=fact.provider, gateway_reference="")
        return payment

    def start_attempt(self, *, provider: str, at: datetime) -> Attempt:
        """A try at `provider`; an open try there is resumed, an open one elsewhere is given up."""
        self._must_be_payable(at)
        current = self.current_attempt
        if current and current.is_open and current.provider == provider:
            return current
        if current and current.is_open:
            self._abandon(current, why="superseded")
        number = len(self.attempts) + 1
        self._record(
            facts.AttemptStarted(
                payment_id=self.id,
                order_id=self.order_id,
                attempt=number,
                provider=provider,
                merchant_reference=self.reference if number == 1 else f"{self.reference}-{number}",
                idempotency_key=f"{self.id}:{number}",
            )
        )
        return self.attempts[number]

    def submit(self, attempt: int, /, *, gateway_reference: str, checkout_url: str | None) -> None:
        """The gateway has the attempt. Nothing when it already went further (a webhook overtook the
        answer).
        """
        if self.attempts[attempt].state in {AttemptState.STARTED, AttemptState.UNKNOWN}:
            self._record(
                facts.AttemptSubmitted(
                    payment_id=self.id,
                    attempt=attempt,
                    gateway_reference=gateway_reference,
                    checkout_url=checkout_url,
                )
            )

    def lose_track(self, attempt: int, /, *, reason: str) -> None:
        """The gateway gave no clear answer."""
        if self.attempts[attempt].state is AttemptState.STARTED:
            self._record(facts.AttemptOutcomeUnknown(payment_id=self.id, attempt=attempt, reason=reason))

    def authorize(self, attempt: int, /, *, amount: Money, gateway_reference: str) -> None:
        """The money is held for us. Held where we do not want it (any more): to be let go at the gateway."""
        tried = self.attempts[attempt]
        if tried.state in {AttemptState.AUTHORIZED, AttemptState.CAPTURED}:
            return
        tried_reference = gateway_reference or tried.gateway_reference
        if amount != self.amount or not tried.is_open or not allows(self.status, Move.AUTHORIZE):
            self._abandon(tried, why="mismatch", gateway_reference=tried_reference)
            return
        self._record(
            facts.PaymentAuthorized(
                payment_id=self.id,
                order_id=self.order_id,
                amount=amount,
                attempt=attempt,
                gateway_reference=tried_reference,
            )
        )

    def request_capture(self) -> Attempt:
        """Ask for the held money; asking again means the same request."""
        after(self.status, Move.COMPLETE)
        attempt = self.current_attempt
        if attempt is None or attempt.state is not AttemptState.AUTHORIZED:
            raise PaymentNotPayable("No money is held for this payment.", status=str(self.status))
        if attempt.capture_key is None:
            key = f"{self.id}:{attempt.number}:capture"
            self._record(
                facts.CaptureRequested(payment_id=self.id, attempt=attempt.number, idempotency_key=key)
            )
        return attempt

    def receive(self, attempt: int, /, *, amount: Money, gateway_reference: str) -> None:
        """Money arrived by the attempt: it completes the payment, or is unexpected and goes back."""
        if attempt in self.captures:
            return
        tried = self.attempts[attempt]
        reference = gateway_reference or tried.gateway_reference
        if amount == self.amount and allows(self.status, Move.COMPLETE):
            self._complete(attempt=attempt, provider=tried.provider, gateway_reference=reference)
        else:
            self._return_unexpected(tried, amount=amount, gateway_reference=reference)

    def receive_by_staff(self) -> None:
        """Staff took the whole amount (bank transfer, cash, terminal)."""
        after(self.status, Move.COMPLETE)
        self._complete(attempt=STAFF, provider=self.provider, gateway_reference="")

    def decline(self, attempt: int, /, *, failure_code: str) -> None:
        """The attempt brought nothing. Counts only for the current attempt while nothing else happened to
        it.
        """
        tried = self.attempts[attempt]
        if tried is not self.current_attempt or not tried.is_open or not allows(self.status, Move.FAIL):
            return
        self._record(
            facts.PaymentFailed(
                payment_id=self.id,
                order_id=self.order_id,
                amount=self.amount,
                attempt=attempt,
                failure_code=failure_code,
                order_number=self.order_number,
                email=self.email,
                user_id=self.user_id,
            )
        )

    def void(self, *, reason: str) -> None:
        """Give up waiting; a declined payment stays failed. Repeating it does nothing; after money arrived it is too
        late.
        """
        if self.is_given_up and self.status not in MONEY_ARRIVED:
            return
        if self.status in MONEY_ARRIVED:
            raise PaymentAlreadyCaptured(status=str(self.status))
        self._record(facts.PaymentVoided(payment_id=self.id, order_id=self.order_id, reason=reason))
        self._abandon_open(why="voided")

    def _must_be_payable(self, at: datetime, /) -> None:
        if self.is_given_up or not allows(self.status, Move.START):
            raise PaymentNotPayable(f"The payment is {self.status}.", status=str(self.status))
        if self.expires_at is not None and at >= self.expires_at:
            raise PaymentExpired(expires_at=iso(self.expires_at))

    def _complete(self, *, attempt: int, provider: str, gateway_reference: str) -> None:
        self._record(
            facts.PaymentCompleted(
                payment_id=self.id,
                order_id=self.order_id,
                amount=self.amount,
                provider=provider,
                order_number=self.order_number,
                email=self.email,
                user_id=self.user_id,
                attempt=attempt,
                gateway_reference=gateway_reference,
                was_voided=self.is_given_up,
            )
        )
        self._abandon_open(why="paid_otherwise")

    def _abandon_open(self, *, why: str) -> None:
        for attempt in self.attempts.values():
            if attempt.is_open:
                self._abandon(attempt, why=why)

    def _abandon(self, attempt: Attempt, /, *, why: str, gateway_reference: str = "") -> None:
        self._record(
            facts.AttemptAbandoned(
                payment_id=self.id,
                attempt=attempt.number,
                provider=attempt.provider,
                merchant_reference=attempt.merchant_reference,
                gateway_reference=gateway_reference or attempt.gateway_reference,
                why=why,
            )
        )

    def _return_unexpected(self, tried: Attempt, /, *, amount: Money, gateway_reference: str) -> None:
        self._record(
            facts.UnexpectedMoneyReceived(
                payment_id=self.id,
                order_id=self.order_id,
                attempt=tried.number,
                provider=tried.provider,
                gateway_reference=gateway_reference,
                amount=amount,
                why="paid_twice" if amount == self.amount else "amount_mismatch",
            )
        )
        if amount.minor > 0:
            refund_id = refund_id_for(self.id, f"unexpected:{tried.number}")
            self._refund_of(
                self.captures[tried.number], amount, refund_id=refund_id, reason="unexpected_money"
            )
