"""Inventory's front door. Every function runs inside the caller's tenant scope; see `contracts` for values
and refusals.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.errors import (
    AlreadyReserved,
    BelowReserved,
    InvalidStockQuantity,
    OutOfStock,
    ReservationCommitted,
    ReservationLost,
    UnknownStock,
)

__all__ = [
    "AlreadyReserved",
    "BelowReserved",
    "InvalidStockQuantity",
    "OutOfStock",
    "ReservationCommitted",
    "ReservationLost",
    "StockLine",
    "UnknownStock",
    "adjust",
    "available",
    "commit",
    "release",
    "release_expired",
    "reserve",
    "restock",
    "set_level",
]


def available(variant_ids: Iterable[UUID], /) -> dict[UUID, int]:
    """Pieces free to promise, by variant; an unknown variant has 0. One statement; expired reservations
    count as free.
    """
    raise NotImplementedError


def reserve(order_id: UUID, lines: Sequence[StockLine], /, *, expires_at: datetime) -> None:
    """Promise pieces to an order, all or nothing. Raises OutOfStock naming all short variants,
    AlreadyReserved, Busy.
    """
    raise NotImplementedError


def release(order_id: UUID, /, *, reason: str) -> None:
    """Give an order's promised pieces back; again is harmless. Raises ReservationCommitted when they have
    left.
    """
    raise NotImplementedError


def commit(order_id: UUID, /) -> None:
    """The promised pieces leave for good; again is harmless. Raises ReservationLost (and writes nothing)
    when any was taken back.
    """
    raise NotImplementedError


def restock(order_id: UUID, lines: Sequence[StockLine], /) -> None:
    """Committed pieces of an order come back on hand."""
    raise NotImplementedError


def set_level(variant_id: UUID, on_hand: int, /, *, reason: str = "count") -> None:
    """Set what is on hand; the level appears when there is none. Raises BelowReserved."""
    raise NotImplementedError


def adjust(variant_id: UUID, delta: int, reason: str) -> None:
    """Add or take pieces. Raises UnknownStock, BelowReserved."""
    raise NotImplementedError


def release_expired(*, limit: int = 500) -> int:
    """Take back promises that ran out, skipping variants that others are working on. Returns how many were
    taken back.
    """
    raise NotImplementedError
