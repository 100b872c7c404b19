"""Start paying at a gateway: record the intent, ask, record the answer. No transaction is open while asking.

A crash in between leaves an attempt `started`; starting again resumes it with the same idempotency key, and
the look-up sweep resumes it without anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from nexus.payments.application.access import Viewer, may_see
from nexus.payments.application.describe import payment_info
from nexus.payments.application.gateway import Capability, Charge, GatewayResult, Verdict
from nexus.payments.application.outcome import apply_outcome
from nexus.payments.application.ports import Now, Payments, Transaction
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import InitiatedPayment
from nexus.payments.domain.errors import PaymentNotFound, ProviderNotOnline
from nexus.payments.domain.money_flow import Attempt
from nexus.payments.domain.payment import Payment


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiatePayment:
    order_id: UUID
    viewer: Viewer
    provider: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Intent:
    payment_id: UUID
    attempt: Attempt
    charge: Charge


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiatePaymentUseCase:
    payments: Payments
    registry: ProviderRegistry
    transaction: Transaction
    now: Now
    captures_later: Callable[[], bool]

    def __call__(self, command: InitiatePayment, /) -> InitiatedPayment:
        with self.transaction():
            payment = self._payment(command)
            provider = command.provider or payment.provider
            if self._settled_by_staff(payment, provider):
                return InitiatedPayment(payment=payment_info(payment, registry=self.registry))
            intent = self._record_intent(payment, provider)
        answer = self._ask(intent)
        return self._record_answer(intent, answer)

    def _payment(self, command: InitiatePayment, /) -> Payment:
        payment = self.payments.by_order(command.order_id)
        if payment is None or not may_see(payment, command.viewer):
            raise PaymentNotFound
        return payment

    def _settled_by_staff(self, payment: Payment, provider: str, /) -> bool:
        if self.registry.can(provider, Capability.INITIATE):
            return False
        if provider != payment.provider:
            raise ProviderNotOnline(provider=provider)
        return True

    def _record_intent(self, payment: Payment, provider: str, /) -> _Intent:
        attempt = payment.start_attempt(provider=provider, at=self.now())
        self.payments.save(payment)
        charge = Charge(
            payment_id=payment.id,
            order_reference=payment.reference,
            merchant_reference=attempt.merchant_reference,
            amount=payment.amount,
            order_number=payment.order_number,
            email=payment.email,
            expires_at=payment.expires_at,
        )
        return _Intent(payment_id=payment.id, attempt=attempt, charge=charge)

    def _ask(self, intent: _Intent, /) -> GatewayResult:
        gateway = self.registry.gateway(intent.attempt.provider)
        holds_only = self.captures_later() and Capability.AUTHORIZE in gateway.capabilities
        ask = gateway.authorize if holds_only else gateway.initiate
        return ask(intent.charge, idempotency_key=intent.attempt.idempotency_key)

    def _record_answer(self, intent: _Intent, answer: GatewayResult, /) -> InitiatedPayment:
        with self.transaction():
            payment = self.payments.get(intent.payment_id)
            apply_outcome(payment, intent.attempt.number, answer)
            self.payments.save(payment)
            info = payment_info(payment, registry=self.registry)
        return InitiatedPayment(
            payment=info, client_secret=answer.client_secret, is_unclear=answer.verdict is Verdict.UNKNOWN
        )
