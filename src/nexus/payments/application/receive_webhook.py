"""Take a provider's message: verified first, then remembered and applied in one transaction, at most once."""

from dataclasses import dataclass
from enum import StrEnum

from nexus.payments.application.gateway import GatewayEvent, PaymentGateway, RawWebhook
from nexus.payments.application.outcome import apply_outcome, apply_refund_outcome
from nexus.payments.application.ports import Inbox, LocatedAttempt, Payments, Transaction


class Reception(StrEnum):
    """What became of a verified message; the provider hears 200 for all of them."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    UNKNOWN_PAYMENT = "unknown_payment"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiveWebhookUseCase:
    payments: Payments
    inbox: Inbox
    transaction: Transaction

    def __call__(self, gateway: PaymentGateway, message: RawWebhook, /) -> Reception:
        """Raises BadSignature before anything is read or stored, MalformedWebhook after."""
        event = gateway.parse_webhook(message)
        with self.transaction():
            return self._take(gateway.code, event)

    def _take(self, provider: str, event: GatewayEvent, /) -> Reception:
        located = self.payments.locate(
            provider, merchant_reference=event.merchant_reference, gateway_reference=event.gateway_reference
        )
        if not self.inbox.claim(provider, event, payment_id=located.payment_id if located else None):
            return Reception.DUPLICATE
        if located is None:
            return Reception.UNKNOWN_PAYMENT
        self._apply(located, event)
        return Reception.APPLIED

    def _apply(self, located: LocatedAttempt, event: GatewayEvent, /) -> None:
        payment = self.payments.get(located.payment_id)
        if event.refund_id is not None:
            apply_refund_outcome(payment, event)
        else:
            apply_outcome(payment, located.attempt, event)
        self.payments.save(payment)
