"""Inventory as others build it: the same use case over a shelf that does not lock, or locks in the buyer's
order.

Each twin has a meeting point where the race is decided, so that it fails every time and not just sometimes.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID

from nexus.inventory.application.expiry import TakeBackExpired
from nexus.inventory.application.reserve import Reserve
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.domain.demand import Demand
from nexus.inventory.domain.level import Level, Levels
from nexus.inventory.infrastructure.journal import EventJournal
from nexus.inventory.infrastructure.reservations import PostgresReservations
from nexus.inventory.infrastructure.shelf import LOCATION, PostgresShelf
from nexus.kernel import clock
from nexus.platform.db import execute, rows
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

_READ = """
SELECT id, variant_id, location, on_hand, reserved FROM inventory_level
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND location = %s
"""


class UnlockedShelf(PostgresShelf):
    """Reads without a lock; all buyers meet between reading and writing."""

    def __init__(self, meeting: Barrier) -> None:
        self._meeting = meeting

    def lock(self, variant_ids: Collection[UUID], /) -> Levels:
        found = _levels(rows(_READ, [current_tenant(), list(variant_ids), LOCATION]))
        self._meeting.wait(timeout=10)
        return found


class BasketOrderShelf(PostgresShelf):
    """Locks row by row in the order of the basket; two buyers meet after their first lock."""

    def __init__(self, meeting: Barrier, basket: Iterable[UUID]) -> None:
        self._meeting, self._basket = meeting, tuple(basket)

    def lock(self, variant_ids: Collection[UUID], /) -> Levels:
        found: dict[UUID, Level] = {}
        for variant in self._basket:
            with lock_errors():
                locked = rows(f"{_READ} FOR NO KEY UPDATE", [current_tenant(), [variant], LOCATION])
            found |= _levels(locked)
            if len(found) == 1:
                self._meeting.wait(timeout=10)
        return found


class AbsoluteReservations(PostgresReservations):
    """Writes the sum computed from what was read, as if nobody else were there: no CHECK can see that."""

    def add(
        self, order_id: UUID, demand: Demand, /, *, levels: Levels, at: datetime, expires_at: datetime
    ) -> bool:
        tenant = current_tenant()
        for variant, quantity in demand.items():
            execute(
                "INSERT INTO inventory_reservation (id, tenant_id, order_id, level_id, variant_id, quantity, "
                "restocked, state, expires_at, created_at, close_reason) "
                "VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, 0, 'open', %s, %s, '')",
                [tenant, order_id, levels[variant].id, variant, quantity, expires_at, at],
            )
            execute(
                "UPDATE inventory_level SET reserved = %s WHERE tenant_id = %s AND variant_id = %s",
                [levels[variant].reserved + quantity, tenant, variant],
            )
        return True


def twin(shelf: PostgresShelf, reservations: PostgresReservations) -> Any:
    """`reserve` of the facade, over other parts."""
    journal = EventJournal()
    use_case = Reserve(
        shelf=shelf,
        reservations=reservations,
        take_back=TakeBackExpired(reservations=reservations, journal=journal),
        journal=journal,
    )

    def reserve(order_id: UUID, lines: Iterable[StockLine], /, *, expires_at: datetime) -> None:
        use_case(order_id, lines, at=clock.now(), expires_at=expires_at)

    return reserve


def _levels(found: Iterable[Any]) -> dict[UUID, Level]:
    return {entry.variant_id: Level(**entry._asdict()) for entry in found}
