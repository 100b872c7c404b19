"""Give money back: reserve it in the payment, then ask the gateway outside any transaction until it
answers.
"""

from dataclasses import dataclass
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.payments.application.describe import refund_info
from nexus.payments.application.gateway import Capability, GatewayReference, GatewayResult, Verdict
from nexus.payments.application.ports import Payments, Transaction
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import RefundInfo
from nexus.payments.contracts.events import RefundRequested
from nexus.payments.domain.errors import GatewayUnavailable
from nexus.payments.domain.money_flow import Refund, RefundState, refund_id_for
from nexus.payments.domain.payment import Payment


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestRefund:
    """`amount` None: all that is left. The same `idempotency_key` means the same refund."""

    payment_id: UUID
    amount: Money | None
    reason: str
    idempotency_key: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestRefundUseCase:
    """Runs in the caller's transaction. Money that staff hand back is back at once."""

    payments: Payments
    registry: ProviderRegistry

    def __call__(self, command: RequestRefund, /) -> RefundInfo:
        payment = self.payments.get(command.payment_id)
        refund = payment.request_refund(command.amount, refund_id=_refund_id(command), reason=command.reason)
        if self.registry.can(refund.provider, Capability.SETTLED_BY_STAFF):
            payment.complete_refund(refund.id)
        self.payments.save(payment)
        return refund_info(payment, refund)


def _refund_id(command: RequestRefund, /) -> UUID:
    if command.idempotency_key is None:
        return new_id()
    return refund_id_for(command.payment_id, command.idempotency_key)


@dataclass(frozen=True, kw_only=True, slots=True)
class SendRefundUseCase:
    """Ask the gateway for a requested refund. Repeatable: the key is the refund's own."""

    payments: Payments
    registry: ProviderRegistry
    transaction: Transaction

    def __call__(self, fact: RefundRequested, /) -> None:
        """Raises GatewayUnavailable: to be repeated."""
        if not self.registry.can(fact.provider, Capability.REFUND):
            return
        with self.transaction():
            payment = self.payments.get(fact.payment_id)
            refund, reference = payment.refunds[fact.refund_id], _reference(payment, fact)
        if refund.state is RefundState.REQUESTED:
            self._record_answer(fact, self._ask(refund, reference))

    def _ask(self, refund: Refund, reference: GatewayReference, /) -> GatewayResult:
        gateway = self.registry.gateway(refund.provider)
        return gateway.refund(
            reference, refund.amount, refund_id=refund.id, idempotency_key=refund.idempotency_key
        )

    def _record_answer(self, fact: RefundRequested, answer: GatewayResult, /) -> None:
        if answer.verdict is Verdict.UNKNOWN:
            raise GatewayUnavailable(answer.failure_code)
        with self.transaction():
            payment = self.payments.get(fact.payment_id)
            if answer.verdict is Verdict.REFUNDED:
                payment.complete_refund(fact.refund_id, gateway_reference=answer.gateway_reference)
            elif answer.verdict is Verdict.DECLINED:
                payment.fail_refund(fact.refund_id, failure_code=answer.failure_code or "declined")
            self.payments.save(payment)


def _reference(payment: Payment, fact: RefundRequested, /) -> GatewayReference:
    attempt = payment.attempts.get(fact.attempt)
    return GatewayReference(
        merchant_reference=attempt.merchant_reference if attempt else payment.reference,
        gateway_reference=fact.gateway_reference,
    )
