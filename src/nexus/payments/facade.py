"""The door to payments for other contexts. Everything here runs inside the caller's tenant scope unless it
says otherwise.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money
from nexus.payments import wiring
from nexus.payments.application.access import Viewer
from nexus.payments.application.initiate_payment import InitiatePayment
from nexus.payments.application.open_payment import OpenPayment
from nexus.payments.application.refund_payment import RequestRefund
from nexus.payments.application.void_payment import VoidPayment
from nexus.payments.contracts.dto import (
    InitiatedPayment,
    PaymentInfo,
    ProviderInfo,
    RefundInfo,
    SandboxCharge,
)
from nexus.payments.queries import payment_infos

__all__ = [
    "answer_sandbox",
    "capture",
    "initiate",
    "locked_payment_of",
    "open_payment",
    "payment_by_reference",
    "payment_of",
    "payments_of",
    "provider",
    "providers",
    "request_refund",
    "sandbox_charge",
    "void",
]


def providers() -> Sequence[ProviderInfo]:
    """The ways to pay that this installation offers, in display order. No SQL."""
    return wiring.registry().infos()


def provider(code: str, /) -> ProviderInfo:
    """One way to pay, to refuse a bad one before the order is placed. Raises UnknownProvider (400). No
    SQL.
    """
    return wiring.registry().info(code)


def open_payment(
    order_id: UUID,
    amount: Money,
    /,
    *,
    provider: str,
    expires_at: datetime | None,
    order_number: str,
    email: str,
    user_id: UUID | None = None,
    access_token_hash: str | None = None,
    payment_id: UUID | None = None,
) -> PaymentInfo:
    """Start waiting for the order's money: one INSERT and a buffered PaymentOpened. One payment per order.

    An amount of zero is complete at once (PaymentCompleted follows in the same append), so whoever listens to that has
    to be ready before. `access_token_hash`: SHA-256 hex of the guest's order token. `payment_id`: a fresh one unless
    the caller has named it already. Raises UnknownProvider, AmountNotPositive (negative).
    """
    command = OpenPayment(
        order_id=order_id,
        amount=amount,
        provider=provider,
        expires_at=expires_at,
        order_number=order_number,
        email=email,
        user_id=user_id,
        access_token_hash=access_token_hash,
        payment_id=payment_id,
    )
    return wiring.open_payment()(command)


def payment_of(order_id: UUID, /) -> PaymentInfo | None:
    """The order's payment. One statement."""
    return payments_of((order_id,)).get(order_id)


def locked_payment_of(order_id: UUID, /) -> PaymentInfo | None:
    """The order's payment, held until the transaction ends.

    A webhook locks the payment first, then its handlers lock what is theirs; whoever needs both should do the
    same.
    """
    return payment_infos.by_orders((order_id,), registry=wiring.registry(), lock=True).get(order_id)


def payments_of(order_ids: Iterable[UUID], /) -> dict[UUID, PaymentInfo]:
    """Payments by order. One statement; orders without a payment are absent."""
    return payment_infos.by_orders(order_ids, registry=wiring.registry())


def void(order_id: UUID, /, *, reason: str) -> PaymentInfo | None:
    """Stop expecting money for the order; cancelled at the gateway later, by itself. Idempotent.

    None when the order has no payment. Raises PaymentAlreadyCaptured (409) when money has arrived: request
    a refund instead.
    """
    return wiring.void_payment()(VoidPayment(order_id=order_id, reason=reason))


def request_refund(
    payment_id: UUID, /, amount: Money | None = None, *, reason: str, idempotency_key: str | None = None
) -> RefundInfo:
    """Give `amount` (default: all that is left) back. Callable inside a `within_transaction` handler of
    PaymentCompleted.

    Providers without a gateway complete at once; others are called later, outside any transaction, until
    they answer.
    The same `idempotency_key` gives the same refund. Raises NotFound, NothingToRefund, RefundExceedsPaid
    (409).
    """
    command = RequestRefund(
        payment_id=payment_id, amount=amount, reason=reason, idempotency_key=idempotency_key
    )
    return wiring.request_refund()(command)


def payment_by_reference(reference: str, /) -> PaymentInfo | None:
    """By our own name for it, which providers and their pages know. One statement."""
    return payment_infos.by_reference(reference, registry=wiring.registry())


def sandbox_charge(reference: str, /) -> SandboxCharge:
    """What the sandbox provider's page shows for a payment: its latest charge. Raises ChargeNotFound."""
    return wiring.sandbox_charge(reference)


def answer_sandbox(reference: str, outcome: str, /) -> None:
    """Press a button of the sandbox's page: it then tells the shop, signed. Raises ChargeNotFound, UnknownOutcome,
    ChargeDecided.
    """
    wiring.answer_sandbox(reference, outcome)


def initiate(
    order_id: UUID,
    /,
    *,
    provider: str | None = None,
    user_id: UUID | None = None,
    is_staff: bool = False,
    order_token: str | None = None,
) -> InitiatedPayment:
    """Start (or go on) paying, for whoever may see the payment. **Outside** any transaction.

    Raises NotFound, UnknownProvider, ProviderNotOnline, PaymentNotPayable, PaymentExpired.
    """
    viewer = Viewer(user_id=user_id, is_staff=is_staff, order_token=order_token)
    return wiring.initiate_payment()(InitiatePayment(order_id=order_id, provider=provider, viewer=viewer))


def capture(payment_id: UUID, /) -> PaymentInfo:
    """Confirm money that staff received, or take what the provider holds. **Outside** any transaction.

    Raises NotFound, IllegalPaymentMove, PaymentNotPayable, GatewayRefused (409), GatewayUnavailable (503:
    asking again is safe).
    """
    return wiring.capture_payment()(payment_id)
