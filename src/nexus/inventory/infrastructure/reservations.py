"""Reservations in PostgreSQL. Every statement that changes one changes its level's counter with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.inventory.domain.demand import Demand
from nexus.inventory.domain.level import Levels
from nexus.inventory.domain.reservation import Reservation, ReservationState
from nexus.kernel.ids import new_id
from nexus.platform.db import execute, rows
from nexus.platform.tenancy import current_tenant

_OF_ORDER = """
SELECT id, order_id, level_id, variant_id, quantity, restocked, state
FROM inventory_reservation WHERE tenant_id = %s AND order_id = %s
"""
# The counter follows the rows that were really made, so they agree even if the order had one already.
_ADD = """
WITH made AS (
  INSERT INTO inventory_reservation
    (id, tenant_id, order_id, level_id, variant_id, quantity, restocked, state, expires_at, created_at,
     close_reason)
  SELECT new.id, %s::uuid, %s::uuid, new.level_id, new.variant_id, new.quantity, 0, 'open', %s::timestamptz,
    %s::timestamptz, ''
  FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[]) AS new(id, level_id, variant_id, quantity)
  ON CONFLICT (tenant_id, order_id, level_id) DO NOTHING RETURNING level_id, quantity
)
UPDATE inventory_level SET reserved = inventory_level.reserved + made.quantity FROM made
WHERE inventory_level.tenant_id = %s AND inventory_level.id = made.level_id RETURNING inventory_level.id
"""
# By order, "open" is said as `closed_at IS NULL`: with `state = 'open'` and statistics from before a rush the
# planner may believe that nothing is open, take the partial index, and walk over the promises of everybody.
_RELEASE = """
WITH freed AS (
  UPDATE inventory_reservation SET state = 'released', closed_at = %s, close_reason = %s
  WHERE tenant_id = %s AND order_id = %s AND closed_at IS NULL RETURNING level_id, variant_id, quantity
)
UPDATE inventory_level SET reserved = inventory_level.reserved - freed.quantity FROM freed
WHERE inventory_level.tenant_id = %s AND inventory_level.id = freed.level_id
RETURNING freed.variant_id, freed.quantity
"""
_COMMIT = """
WITH gone AS (
  UPDATE inventory_reservation SET state = 'committed', closed_at = %s
  WHERE tenant_id = %s AND order_id = %s AND closed_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM inventory_reservation lost
    WHERE lost.tenant_id = %s AND lost.order_id = %s AND lost.state = 'released'
  ) RETURNING level_id, variant_id, quantity
)
UPDATE inventory_level SET
  reserved = inventory_level.reserved - gone.quantity, on_hand = inventory_level.on_hand - gone.quantity
FROM gone
WHERE inventory_level.tenant_id = %s AND inventory_level.id = gone.level_id
RETURNING gone.variant_id, gone.quantity
"""
_TAKE_BACK = """
WITH expired AS (
  UPDATE inventory_reservation SET state = 'released', closed_at = %s, close_reason = 'expired'
  WHERE tenant_id = %s AND level_id = ANY(%s::uuid[]) AND state = 'open' AND expires_at <= %s
  RETURNING id, order_id, level_id, variant_id, quantity, restocked, state
), freed AS (
  SELECT level_id, sum(quantity)::int AS quantity FROM expired GROUP BY level_id
), counted AS (
  UPDATE inventory_level SET reserved = inventory_level.reserved - freed.quantity FROM freed
  WHERE inventory_level.tenant_id = %s AND inventory_level.id = freed.level_id RETURNING inventory_level.id
)
SELECT * FROM expired ORDER BY variant_id, id
"""
_EXPIRED_LEVELS = """
SELECT DISTINCT level_id FROM (
  SELECT level_id FROM inventory_reservation
  WHERE tenant_id = %s AND state = 'open' AND expires_at <= %s ORDER BY expires_at LIMIT %s
) overdue
"""
_RESTOCK = """
UPDATE inventory_reservation SET restocked = inventory_reservation.restocked + back.quantity
FROM unnest(%s::uuid[], %s::int[]) AS back(variant_id, quantity)
WHERE inventory_reservation.tenant_id = %s AND inventory_reservation.order_id = %s
  AND inventory_reservation.variant_id = back.variant_id AND inventory_reservation.state = 'committed'
"""


class PostgresReservations:
    """`application.ports.Reservations`."""

    def of_order(self, order_id: UUID, /) -> tuple[Reservation, ...]:
        return tuple(map(_reservation, rows(_OF_ORDER, [current_tenant(), order_id])))

    def add(
        self, order_id: UUID, demand: Demand, /, *, levels: Levels, at: datetime, expires_at: datetime
    ) -> bool:
        tenant, variants = current_tenant(), list(demand)
        columns = [
            [new_id() for _ in variants],
            [levels[variant].id for variant in variants],
            variants,
            list(demand.values()),
        ]
        return execute(_ADD, [tenant, order_id, expires_at, at, *columns, tenant]) == len(variants)

    def release(self, order_id: UUID, /, *, reason: str, at: datetime) -> Demand:
        tenant = current_tenant()
        return _quantities(rows(_RELEASE, [at, reason, tenant, order_id, tenant]))

    def commit(self, order_id: UUID, /, *, at: datetime) -> Demand:
        tenant = current_tenant()
        return _quantities(rows(_COMMIT, [at, tenant, order_id, tenant, order_id, tenant]))

    def take_back_expired(self, level_ids: Collection[UUID], /, *, at: datetime) -> tuple[Reservation, ...]:
        tenant = current_tenant()
        return tuple(map(_reservation, rows(_TAKE_BACK, [at, tenant, list(level_ids), at, tenant])))

    def expired_levels(self, *, at: datetime, limit: int) -> tuple[UUID, ...]:
        return tuple(found.level_id for found in rows(_EXPIRED_LEVELS, [current_tenant(), at, limit]))

    def restock(self, order_id: UUID, returned: Demand, /) -> None:
        execute(_RESTOCK, [list(returned), list(returned.values()), current_tenant(), order_id])


def _quantities(found: Collection[Any]) -> Demand:
    return {entry.variant_id: entry.quantity for entry in sorted(found, key=lambda entry: entry.variant_id)}


def _reservation(entry: Any) -> Reservation:
    return Reservation(**entry._asdict() | {"state": ReservationState(entry.state)})
