"""Promise stock to an order, all lines or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.inventory.application.expiry import TakeBackExpired
from nexus.inventory.application.ports import Journal, Reservations, Shelf
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.errors import AlreadyReserved
from nexus.inventory.contracts.events import StockReserved
from nexus.inventory.domain.demand import Demand, changes, demand_of
from nexus.inventory.domain.level import Level, Levels, check_stock, flips, short_variants


@dataclass(frozen=True, kw_only=True, slots=True)
class Reserve:
    """Two statements when there is enough: lock, write. Expired promises are taken back only where stock is
    short.
    """

    shelf: Shelf
    reservations: Reservations
    take_back: TakeBackExpired
    journal: Journal

    def __call__(
        self, order_id: UUID, lines: Iterable[StockLine], /, *, at: datetime, expires_at: datetime
    ) -> None:
        demand = demand_of(lines)
        if not demand:
            return
        before = self.shelf.lock(demand.keys())
        levels = self._with_expired_back(before, demand, at=at)
        check_stock(demand, levels)
        if not self.reservations.add(order_id, demand, levels=levels, at=at, expires_at=expires_at):
            raise AlreadyReserved(order_id=str(order_id))
        fact = StockReserved(order_id=order_id, lines=changes(demand), expires_at=expires_at)
        flipped = flips(before, promised(levels, demand))
        self.journal.of_order(order_id, [fact, *flipped], is_new=True)

    def _with_expired_back(self, levels: Levels, demand: Demand, *, at: datetime) -> Levels:
        short = short_variants(demand, levels)
        return self.take_back(levels, of=short, at=at, announces=False) if short else levels


def promised(levels: Levels, demand: Demand, /) -> tuple[Level, ...]:
    """The levels after the demand was promised."""
    return tuple(levels[variant].freed(-quantity) for variant, quantity in demand.items())
