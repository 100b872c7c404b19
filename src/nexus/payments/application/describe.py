"""An aggregate as the frozen data that leaves the context."""

from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import PaymentInfo, RefundInfo
from nexus.payments.domain.money_flow import Refund
from nexus.payments.domain.payment import Payment


def payment_info(payment: Payment, /, *, registry: ProviderRegistry) -> PaymentInfo:
    return PaymentInfo(
        id=payment.id,
        order_id=payment.order_id,
        order_number=payment.order_number,
        reference=payment.reference,
        provider=payment.provider,
        status=str(payment.status),
        amount=payment.amount,
        captured=payment.captured,
        refunded=payment.refunded,
        refunding=payment.refunding,
        pays_later=registry.pays_later(payment.provider),
        checkout_url=payment.checkout_url,
        expires_at=payment.expires_at,
        created_at=payment.opened_at,
    )


def refund_info(payment: Payment, refund: Refund, /) -> RefundInfo:
    return RefundInfo(
        id=refund.id,
        payment_id=payment.id,
        order_id=payment.order_id,
        amount=refund.amount,
        reason=refund.reason,
        status=str(refund.state),
    )
