"""Inventory's front door. Every function runs inside the caller's tenant scope; `contracts` has the values
and refusals.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from nexus.inventory import wiring
from nexus.inventory.contracts.dto import StockLevel, StockLine
from nexus.inventory.contracts.errors import (
    AlreadyReserved,
    BelowReserved,
    InvalidStockQuantity,
    OutOfStock,
    ReservationCommitted,
    ReservationLost,
    RestockExceedsCommitted,
    UnknownStock,
)
from nexus.inventory.domain.level import Level
from nexus.kernel import clock

__all__ = [
    "AlreadyReserved",
    "BelowReserved",
    "InvalidStockQuantity",
    "OutOfStock",
    "ReservationCommitted",
    "ReservationLost",
    "RestockExceedsCommitted",
    "StockLevel",
    "StockLine",
    "UnknownStock",
    "adjust",
    "announced",
    "available",
    "commit",
    "import_levels",
    "levels",
    "release",
    "release_expired",
    "reserve",
    "restock",
    "set_level",
    "set_levels",
]

_NOTHING_HAS_EXPIRED = datetime(1970, 1, 1, tzinfo=UTC)


def available(variant_ids: Iterable[UUID], /) -> dict[UUID, int]:
    """Pieces free to promise, by variant; an unknown variant has 0. Expired reservations count as free.

    One statement, no lock: what it says may be gone in the next moment; `reserve` decides.
    """
    wanted = set(variant_ids)
    found = wiring.SHELF.available(wanted, at=clock.now()) if wanted else {}
    return {variant: found.get(variant, 0) for variant in wanted}


def announced(variant_ids: Iterable[UUID], /) -> dict[UUID, int]:
    """As `available`, but as AvailabilityChanged has told it: expired reservations count until they are taken back.

    For whoever keeps a copy up to date by those events: a copy that began with `available` would miss the next change.
    """
    wanted = set(variant_ids)
    found = wiring.SHELF.available(wanted, at=_NOTHING_HAS_EXPIRED) if wanted else {}
    return {variant: found.get(variant, 0) for variant in wanted}


def levels(variant_ids: Iterable[UUID], /) -> dict[UUID, StockLevel]:
    """What is on hand and promised, by variant; variants without a level are absent. One statement, no lock."""
    return {variant: _level(level) for variant, level in wiring.SHELF.look(set(variant_ids)).items()}


def reserve(order_id: UUID, lines: Sequence[StockLine], /, *, expires_at: datetime) -> None:
    """Promise pieces to an order, all lines or none, in two statements however many lines there are.

    Locks the levels until COMMIT: call it as late as possible, once per transaction. Raises OutOfStock
    (naming all short variants), AlreadyReserved, InvalidStockQuantity, Busy.
    """
    wiring.RESERVE(order_id, lines, at=clock.now(), expires_at=expires_at)


def release(order_id: UUID, /, *, reason: str) -> None:
    """Give an order's promised pieces back; again, or without any, is harmless.

    Raises ReservationCommitted when they have left.
    """
    wiring.RELEASE(order_id, reason=reason, at=clock.now())


def commit(order_id: UUID, /) -> None:
    """The promised pieces leave for good; again is harmless. Expired but not taken back is still good.

    Raises ReservationLost, having written nothing, when any was released or nothing was promised.
    """
    wiring.COMMIT(order_id, at=clock.now())


def restock(order_id: UUID, lines: Sequence[StockLine], /) -> None:
    """Committed pieces of an order come back on hand. Raises RestockExceedsCommitted."""
    wiring.RESTOCK(order_id, lines, at=clock.now())


def set_level(
    variant_id: UUID, on_hand: int, /, *, reason: str = "count", vendor_id: UUID | None = None
) -> StockLevel:
    """Set what is on hand; the level appears when there is none. Returns the level then.

    Raises BelowReserved, InvalidStockQuantity.
    """
    return set_levels({variant_id: on_hand}, reason=reason, vendor_id=vendor_id)[variant_id]


def set_levels(
    counted: Mapping[UUID, int], /, *, reason: str = "count", vendor_id: UUID | None = None
) -> dict[UUID, StockLevel]:
    """`set_level` for several variants (of one vendor, if said); all or none."""
    if not counted:
        return {}
    levels = wiring.SET_LEVELS(counted, reason=reason, at=clock.now(), vendor_id=vendor_id)
    return {variant: _level(level) for variant, level in levels.items()}


def import_levels(
    counted: Mapping[UUID, int], /, *, vendors: Mapping[UUID, UUID | None], reason: str = "import"
) -> None:
    """`set_levels` for a batch of thousands: one statement for variants without a level, two more where there are others, and
    one `StockImported` event for all."""
    if counted:
        wiring.IMPORT_LEVELS(counted, vendors=vendors, reason=reason, at=clock.now())


def adjust(variant_id: UUID, delta: int, reason: str) -> StockLevel:
    """Add or take pieces; returns the level then. The actor of the scope is noted with the reason.

    Raises UnknownStock, BelowReserved, InvalidStockQuantity.
    """
    return _level(wiring.ADJUST(variant_id, delta=delta, reason=reason, at=clock.now()))


def release_expired(*, limit: int = 500) -> int:
    """Take back promises that ran out (about `limit` of them), skipping variants that others are working on.

    Returns how many pieces are free again. Nothing depends on it being called in time.
    """
    return wiring.RELEASE_EXPIRED(at=clock.now(), limit=limit)


def _level(level: Level) -> StockLevel:
    return StockLevel(
        variant_id=level.variant_id,
        location=level.location,
        on_hand=level.on_hand,
        reserved=level.reserved,
        available=level.available,
    )
