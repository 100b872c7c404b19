"""Take the money: staff confirm it by hand, or the gateway is asked for what it holds."""

from dataclasses import dataclass
from uuid import UUID

from nexus.kernel.money import Money
from nexus.payments.application.describe import payment_info
from nexus.payments.application.gateway import Capability, GatewayReference, GatewayResult, Verdict
from nexus.payments.application.outcome import apply_outcome
from nexus.payments.application.ports import Payments, Transaction
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import PaymentInfo
from nexus.payments.domain.errors import GatewayRefused, GatewayUnavailable
from nexus.payments.domain.money_flow import Attempt


@dataclass(frozen=True, kw_only=True, slots=True)
class _Intent:
    payment_id: UUID
    attempt: Attempt
    amount: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class CapturePaymentUseCase:
    payments: Payments
    registry: ProviderRegistry
    transaction: Transaction

    def __call__(self, payment_id: UUID, /) -> PaymentInfo:
        """Raises PaymentNotFound, IllegalPaymentMove, GatewayRefused (409), GatewayUnavailable (503, safe
        to repeat).
        """
        with self.transaction():
            outcome = self._by_staff_or_intent(payment_id)
        if isinstance(outcome, PaymentInfo):
            return outcome
        return self._record_answer(outcome, self._ask(outcome))

    def _by_staff_or_intent(self, payment_id: UUID, /) -> PaymentInfo | _Intent:
        payment = self.payments.get(payment_id)
        if self.registry.can(payment.provider, Capability.SETTLED_BY_STAFF):
            payment.receive_by_staff()
            self.payments.save(payment)
            return payment_info(payment, registry=self.registry)
        attempt = payment.request_capture()
        self.payments.save(payment)
        return _Intent(payment_id=payment_id, attempt=attempt, amount=payment.amount)

    def _ask(self, intent: _Intent, /) -> GatewayResult:
        attempt = intent.attempt
        reference = GatewayReference(
            merchant_reference=attempt.merchant_reference, gateway_reference=attempt.gateway_reference
        )
        gateway = self.registry.gateway(attempt.provider)
        return gateway.capture(reference, intent.amount, idempotency_key=str(attempt.capture_key))

    def _record_answer(self, intent: _Intent, answer: GatewayResult, /) -> PaymentInfo:
        if answer.verdict is Verdict.UNKNOWN:
            raise GatewayUnavailable(answer.failure_code)
        with self.transaction():
            payment = self.payments.get(intent.payment_id)
            apply_outcome(payment, intent.attempt.number, answer)
            self.payments.save(payment)
            info = payment_info(payment, registry=self.registry)
        if answer.verdict is Verdict.DECLINED:
            raise GatewayRefused(failure_code=answer.failure_code)
        return info
