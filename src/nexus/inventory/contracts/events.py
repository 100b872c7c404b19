"""What happened to stock. Streams: "inventory.reservation" by order id, "inventory.level" by variant id."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.events import DomainEvent, event


@dataclass(frozen=True, kw_only=True, slots=True)
class StockChange:
    """Pieces of one variant."""

    variant_id: UUID
    quantity: int


@event("inventory.stock_reserved.v1")
class StockReserved(DomainEvent):
    """Pieces are promised to an order until `expires_at`."""

    order_id: UUID
    lines: tuple[StockChange, ...]
    expires_at: datetime


@event("inventory.stock_released.v1")
class StockReleased(DomainEvent):
    """An order's pieces are free again."""

    order_id: UUID
    lines: tuple[StockChange, ...]
    reason: str


@event("inventory.stock_committed.v1")
class StockCommitted(DomainEvent):
    """An order's pieces have left the stock for good."""

    order_id: UUID
    lines: tuple[StockChange, ...]


@event("inventory.stock_restocked.v1")
class StockRestocked(DomainEvent):
    """Committed pieces of an order came back."""

    order_id: UUID
    lines: tuple[StockChange, ...]


@event("inventory.reservation_expired.v1")
class ReservationExpired(DomainEvent):
    """A promise ran out and was taken back. Stream "inventory.expiry" by reservation id: each ends there
    once.
    """

    reservation_id: UUID
    order_id: UUID
    variant_id: UUID
    quantity: int


@event("inventory.stock_adjusted.v1")
class StockAdjusted(DomainEvent):
    """Somebody counted, received or wrote off pieces."""

    variant_id: UUID
    location: str
    delta: int
    on_hand: int
    reason: str


@event("inventory.stock_imported.v1")
class StockImported(DomainEvent):
    """What is on hand of many variants after an import; stands for their `stock_adjusted` and
    `availability_changed`. Stream "inventory.import" by an id of its own.
    """

    levels: tuple[StockChange, ...]


@event("inventory.availability_changed.v1")
class AvailabilityChanged(DomainEvent):
    """A variant sold out (`in_stock` false) or can be bought again; only when that flips, in its cause's
    stream.
    """

    variant_id: UUID
    in_stock: bool
