"""Pieces of an order that had left come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.inventory.application.ports import Adjustment, Journal, Reservations, Shelf
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.events import StockRestocked
from nexus.inventory.domain.demand import changes, demand_of
from nexus.inventory.domain.level import Level, flips
from nexus.inventory.domain.returns import check_returnable

REASON = "restock"


@dataclass(frozen=True, kw_only=True, slots=True)
class Restock:
    """Never more than the order took."""

    shelf: Shelf
    reservations: Reservations
    journal: Journal

    def __call__(self, order_id: UUID, lines: Iterable[StockLine], /, *, at: datetime) -> None:
        returned = demand_of(lines)
        if not returned:
            return
        levels = self.shelf.lock_of_order(order_id)
        check_returnable(order_id, returned, self.reservations.of_order(order_id))
        adjustments = [_back(levels[variant], count, order_id) for variant, count in returned.items()]
        self.reservations.restock(order_id, returned)
        self.shelf.adjust(adjustments, at=at)
        fact = StockRestocked(order_id=order_id, lines=changes(returned))
        flipped = flips(levels, (adjustment.level for adjustment in adjustments))
        self.journal.of_order(order_id, [fact, *flipped])


def _back(level: Level, count: int, order_id: UUID) -> Adjustment:
    after = level.counted(level.on_hand + count)
    return Adjustment(level=after, delta=count, reason=REASON, order_id=order_id)
