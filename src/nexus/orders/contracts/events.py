"""The facts of the stream `orders.order`. Personal data lives in `OrderPlaced.buyer` and nowhere else.

`by` is the role in which somebody acted: buyer, guest, seller, staff or system; who it was is in the event's
metadata.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.events import DomainEvent, event
from nexus.kernel.money import Money
from nexus.orders.contracts.dto import AppliedPromotion, Buyer, Explanation, OrderLine, Totals, VendorPart


@dataclass(frozen=True, kw_only=True, slots=True)
class LineQuantity:
    """How much of a variant an order holds."""

    variant_id: UUID
    quantity: int


@event("orders.order_placed.v1")
class OrderPlaced(DomainEvent):
    """A buyer agreed to a quote: self-contained, everything that was sold and to whom."""

    order_id: UUID
    number: str
    user_id: UUID | None
    buyer: Buyer
    currency: str
    lines: tuple[OrderLine, ...]
    vendor_parts: tuple[VendorPart, ...]
    totals: Totals
    payment_method: str
    shipping_method: str
    explanation: Explanation
    access_token_hash: str  # SHA-256, hex; empty for registered buyers
    placed_at: datetime
    promotions: tuple[AppliedPromotion, ...] = ()
    credit: Money | None = None  # what gift cards and store credit pay; None: nothing

    @property
    def email(self) -> str:
        return self.buyer.email


@event("orders.order_confirmed.v1")
class OrderConfirmed(DomainEvent):
    """Payment is settled (or promised in store): the sellers may start."""

    order_id: UUID
    number: str
    user_id: UUID | None
    confirmed_at: datetime


@event("orders.order_transitioned.v1")
class OrderTransitioned(DomainEvent):
    """The parts of `vendor_ids` moved one step; `order_status` is what the whole order is afterwards."""

    order_id: UUID
    number: str
    user_id: UUID | None
    vendor_ids: tuple[UUID, ...]
    from_status: str
    to_status: str
    order_status: str
    reason: str
    by: str
    transitioned_at: datetime


@event("orders.order_cancelled.v1")
class OrderCancelled(DomainEvent):
    """Nothing will be delivered: stock and money go back. `was_status`, `payment_status`: from before."""

    order_id: UUID
    number: str
    user_id: UUID | None
    lines: tuple[LineQuantity, ...]
    was_status: str
    payment_status: str
    reason: str
    by: str
    cancelled_at: datetime


@event("orders.order_payment_changed.v1")
class OrderPaymentChanged(DomainEvent):
    """The payment of the order came to something else: the words of the life of a payment."""

    order_id: UUID
    number: str
    user_id: UUID | None
    payment_status: str
    previous: str
    changed_at: datetime


@event("orders.order_put_on_hold.v1")
class OrderPutOnHold(DomainEvent):
    """Nothing moves until the hold is released or the order cancelled."""

    order_id: UUID
    number: str
    reason: str
    by: str
    held_at: datetime


@event("orders.order_hold_released.v1")
class OrderHoldReleased(DomainEvent):
    """The order goes on where it was."""

    order_id: UUID
    number: str
    reason: str
    by: str
    released_at: datetime


@event("orders.cancellation_requested.v1")
class CancellationRequested(DomainEvent):
    """The buyer wants out of an order that is paid or in work; the staff decides."""

    order_id: UUID
    number: str
    user_id: UUID | None
    request_id: UUID
    reason: str
    by: str
    requested_at: datetime


@event("orders.cancellation_approved.v1")
class CancellationApproved(DomainEvent):
    """The staff agreed; `OrderCancelled` follows in the same commit."""

    order_id: UUID
    number: str
    user_id: UUID | None
    request_id: UUID
    reason: str
    by: str
    decided_at: datetime


@event("orders.cancellation_rejected.v1")
class CancellationRejected(DomainEvent):
    """The staff declined; the order goes on."""

    order_id: UUID
    number: str
    user_id: UUID | None
    request_id: UUID
    reason: str
    by: str
    decided_at: datetime
