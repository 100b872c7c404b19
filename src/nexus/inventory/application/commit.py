"""An order's promised pieces leave for good."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.inventory.application.ports import Journal, Reservations, Shelf
from nexus.inventory.contracts.events import StockCommitted
from nexus.inventory.domain.demand import changes
from nexus.inventory.domain.reservation import check_committed


@dataclass(frozen=True, kw_only=True, slots=True)
class Commit:
    """All of the order's pieces or none. An expired promise that nobody took back is still good.

    What is available does not change: the pieces were promised before, so no variant sells out here.
    """

    shelf: Shelf
    reservations: Reservations
    journal: Journal

    def __call__(self, order_id: UUID, /, *, at: datetime) -> None:
        self.shelf.lock_of_order(order_id)
        committed = self.reservations.commit(order_id, at=at)
        if not committed:
            check_committed(order_id, self.reservations.of_order(order_id))
            return
        self.journal.of_order(order_id, [StockCommitted(order_id=order_id, lines=changes(committed))])
