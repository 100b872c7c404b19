"""Give up waiting for an order's money. Open attempts are cancelled at their gateways afterwards."""

from dataclasses import dataclass
from uuid import UUID

from nexus.payments.application.describe import payment_info
from nexus.payments.application.gateway import Capability, GatewayReference, Verdict
from nexus.payments.application.outcome import apply_outcome
from nexus.payments.application.ports import Payments, Transaction
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import PaymentInfo
from nexus.payments.contracts.events import AttemptAbandoned
from nexus.payments.domain.errors import GatewayUnavailable


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidPayment:
    order_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidPaymentUseCase:
    payments: Payments
    registry: ProviderRegistry

    def __call__(self, command: VoidPayment, /) -> PaymentInfo | None:
        payment = self.payments.by_order(command.order_id)
        if payment is None:
            return None
        payment.void(reason=command.reason)
        self.payments.save(payment)
        return payment_info(payment, registry=self.registry)


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelAtGatewayUseCase:
    """Runs outside any transaction. A gateway that does not let go may have the money: then we look, because its
    message may be lost, and money that nobody records never goes back.
    """

    payments: Payments
    registry: ProviderRegistry
    transaction: Transaction

    def __call__(self, fact: AttemptAbandoned, /, *, idempotency_key: str) -> None:
        """Raises GatewayUnavailable: to be repeated with the same key."""
        if not self.registry.can(fact.provider, Capability.VOID):
            return
        reference = GatewayReference(
            merchant_reference=fact.merchant_reference, gateway_reference=fact.gateway_reference
        )
        answer = self.registry.gateway(fact.provider).void(reference, idempotency_key=idempotency_key)
        if answer.verdict is Verdict.UNKNOWN:
            raise GatewayUnavailable(answer.failure_code)
        if answer.verdict is Verdict.DECLINED and self.registry.can(fact.provider, Capability.LOOK_UP):
            self._look_for_money(fact, reference)

    def _look_for_money(self, fact: AttemptAbandoned, reference: GatewayReference, /) -> None:
        found = self.registry.gateway(fact.provider).look_up(reference)
        if found.verdict is Verdict.UNKNOWN:
            raise GatewayUnavailable(found.failure_code)
        if found.verdict is Verdict.CAPTURED:
            with self.transaction():
                payment = self.payments.get(fact.payment_id)
                apply_outcome(payment, fact.attempt, found)
                self.payments.save(payment)
