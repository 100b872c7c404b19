"""Give an order's promised pieces back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.inventory.application.ports import Journal, Reservations, Shelf
from nexus.inventory.contracts.events import StockReleased
from nexus.inventory.domain.demand import changes
from nexus.inventory.domain.level import flips
from nexus.inventory.domain.reservation import check_releasable


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """Idempotent by state: what is released stays released, what has left is refused."""

    shelf: Shelf
    reservations: Reservations
    journal: Journal

    def __call__(self, order_id: UUID, /, *, reason: str, at: datetime) -> None:
        levels = self.shelf.lock_of_order(order_id)
        freed = self.reservations.release(order_id, reason=reason, at=at) if levels else {}
        if not freed:
            check_releasable(order_id, self.reservations.of_order(order_id) if levels else ())
            return
        after = (levels[variant].freed(quantity) for variant, quantity in freed.items())
        fact = StockReleased(order_id=order_id, lines=changes(freed), reason=reason)
        self.journal.of_order(order_id, [fact, *flips(levels, after)])
