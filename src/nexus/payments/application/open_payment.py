"""Open the payment of a new order. Part of placing the order: one INSERT and a buffered event."""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.payments.application.describe import payment_info
from nexus.payments.application.ports import Now, Payments
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import PaymentInfo
from nexus.payments.contracts.events import PaymentOpened
from nexus.payments.domain.payment import Payment


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPayment:
    order_id: UUID
    amount: Money
    provider: str
    expires_at: datetime | None
    order_number: str
    email: str
    user_id: UUID | None = None
    access_token_hash: str | None = None
    payment_id: UUID | None = None


def new_reference() -> str:
    """`PAY-` and 80 random bits in base 32: whoever knows it can open the provider's page, so it is not
    guessable.
    """
    return "PAY-" + base64.b32encode(secrets.token_bytes(10)).decode()


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPaymentUseCase:
    payments: Payments
    registry: ProviderRegistry
    now: Now
    reference: Callable[[], str] = new_reference

    def __call__(self, command: OpenPayment, /) -> PaymentInfo:
        self.registry.gateway(command.provider)
        payment = Payment.open(self._fact(command))
        self.payments.add(payment)
        return payment_info(payment, registry=self.registry)

    def _fact(self, command: OpenPayment, /) -> PaymentOpened:
        return PaymentOpened(
            payment_id=command.payment_id or new_id(),
            order_id=command.order_id,
            reference=self.reference(),
            provider=command.provider,
            amount=command.amount,
            order_number=command.order_number,
            email=command.email,
            opened_at=self.now(),
            user_id=command.user_id,
            expires_at=command.expires_at,
            access_token_hash=command.access_token_hash,
        )
