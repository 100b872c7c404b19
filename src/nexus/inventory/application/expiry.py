"""Taking back promises that ran out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.inventory.application.ports import Journal, Reservations, Shelf
from nexus.inventory.contracts.events import AvailabilityChanged, ReservationExpired
from nexus.inventory.domain.level import Level, Levels, flips
from nexus.inventory.domain.reservation import Reservation


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeBackExpired:
    """Take back what has expired on locked levels; returns the levels as they are then.

    `announces`: tell at once when a variant is back. A caller that goes on to promise the pieces tells the
    outcome itself.
    """

    reservations: Reservations
    journal: Journal

    def __call__(self, levels: Levels, /, *, of: Collection[UUID], at: datetime, announces: bool) -> Levels:
        level_ids = [levels[variant].id for variant in of if variant in levels and levels[variant].reserved]
        expired = self.reservations.take_back_expired(level_ids, at=at) if level_ids else ()
        after = _freed(levels, expired)
        returned = {flip.variant_id: flip for flip in flips(levels, after.values())} if announces else {}
        for reservation in expired:
            self._record(reservation, [flip] if (flip := returned.pop(reservation.variant_id, None)) else [])
        return after

    def _record(self, reservation: Reservation, flip: Sequence[AvailabilityChanged]) -> None:
        fact = ReservationExpired(
            reservation_id=reservation.id,
            order_id=reservation.order_id,
            variant_id=reservation.variant_id,
            quantity=reservation.quantity,
        )
        self.journal.of_expiry(reservation.id, [fact, *flip])


def _freed(levels: Levels, expired: Sequence[Reservation]) -> dict[UUID, Level]:
    quantities: dict[UUID, int] = defaultdict(int)
    for reservation in expired:
        quantities[reservation.variant_id] += reservation.quantity
    return {variant: level.freed(quantities.get(variant, 0)) for variant, level in levels.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseExpired:
    """The sweep: candidates without a lock, then a claim that skips what others work on and looks again."""

    shelf: Shelf
    reservations: Reservations
    take_back: TakeBackExpired

    def __call__(self, *, at: datetime, limit: int) -> int:
        candidates = self.reservations.expired_levels(at=at, limit=limit)
        if not candidates:
            return 0
        levels = self.shelf.lock_free(candidates)
        after = self.take_back(levels, of=levels.keys(), at=at, announces=True)
        return sum(levels[variant].reserved - after[variant].reserved for variant in levels)
