"""Frozen answers of the payments facade."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderInfo:
    """A way to pay. `pays_later`: the order may be confirmed without money. `is_online`: the buyer pays at
    a gateway.
    """

    code: str
    title: str
    pays_later: bool
    is_online: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentInfo:
    """One order's payment. Status: pending, authorized, completed, partially_refunded, refunded, failed,
    voided.

    `checkout_url` (where the buyer pays) may be relative to the shop's own address. `pays_later` as in
    ProviderInfo.
    """

    id: UUID
    order_id: UUID
    order_number: str
    reference: str
    provider: str
    status: str
    amount: Money
    captured: Money
    refunded: Money
    refunding: Money
    pays_later: bool
    checkout_url: str | None
    expires_at: datetime | None
    created_at: datetime

    @property
    def refundable(self) -> Money:
        """What can still be asked back."""
        return self.captured - self.refunded - self.refunding


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiatedPayment:
    """`client_secret`: for the buyer's browser only. `is_unclear`: the gateway did not answer; ask again."""

    payment: PaymentInfo
    client_secret: str | None = None
    is_unclear: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundInfo:
    """One refund. Status: requested (on its way), completed, failed."""

    id: UUID
    payment_id: UUID
    order_id: UUID
    amount: Money
    reason: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SandboxCharge:
    """A charge as the sandbox provider's page shows it. State: waiting, hanging, late, authorized, captured, declined,
    voided; `may_decide`: its buttons still work.
    """

    merchant_reference: str
    order_number: str
    amount: Money
    state: str
    may_decide: bool
