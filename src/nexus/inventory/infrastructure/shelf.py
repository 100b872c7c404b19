"""Stock levels in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.inventory.application.ports import Adjustment
from nexus.inventory.domain.level import Level, Levels
from nexus.kernel.ids import new_id
from nexus.platform.db import execute, rows
from nexus.platform.events import current_actor
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

LOCATION: Final = "main"

_LOCK = """
SELECT id, variant_id, location, on_hand, reserved FROM inventory_level
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND location = %s
ORDER BY variant_id FOR NO KEY UPDATE
"""
_LOOK = """
SELECT id, variant_id, location, on_hand, reserved FROM inventory_level
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND location = %s
"""
_LOCK_OF_ORDER = """
SELECT id, variant_id, location, on_hand, reserved FROM inventory_level
WHERE tenant_id = %s
  AND id IN (SELECT level_id FROM inventory_reservation WHERE tenant_id = %s AND order_id = %s)
ORDER BY variant_id FOR NO KEY UPDATE
"""
_LOCK_FREE = """
SELECT id, variant_id, location, on_hand, reserved FROM inventory_level
WHERE tenant_id = %s AND id = ANY(%s::uuid[])
ORDER BY variant_id FOR NO KEY UPDATE SKIP LOCKED
"""
_ADD_MISSING = """
INSERT INTO inventory_level (id, tenant_id, variant_id, vendor_id, location, on_hand, reserved)
SELECT new.id, %s::uuid, new.variant_id, new.vendor_id, %s, 0, 0
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS new(id, variant_id, vendor_id)
ON CONFLICT (tenant_id, variant_id, location) DO NOTHING RETURNING variant_id
"""
# New levels are nobody's yet: counted as they are made, they need no lock and no second version of their row.
_ADD_COUNTED = """
WITH given AS MATERIALIZED (
  SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::int[])
    AS g(id, adjustment_id, variant_id, vendor_id, on_hand)
), added AS (
  INSERT INTO inventory_level (id, tenant_id, variant_id, vendor_id, location, on_hand, reserved)
  SELECT id, %s::uuid, variant_id, vendor_id, %s, on_hand, 0 FROM given
  ON CONFLICT (tenant_id, variant_id, location) DO NOTHING RETURNING id, variant_id, on_hand
), noted AS (
  INSERT INTO inventory_adjustment
    (id, tenant_id, level_id, variant_id, delta, on_hand, reason, order_id, actor_kind, actor_id, created_at)
  SELECT given.adjustment_id, %s::uuid, added.id, added.variant_id, added.on_hand, added.on_hand, %s, NULL, %s, %s::uuid,
    %s::timestamptz
  FROM added JOIN given ON given.id = added.id WHERE added.on_hand > 0 RETURNING id
)
SELECT variant_id FROM added
"""
_ADJUST = """
WITH change AS (
  SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[], %s::int[], %s::text[], %s::uuid[])
    AS c(id, level_id, variant_id, delta, on_hand, reason, order_id)
), counted AS (
  UPDATE inventory_level SET on_hand = inventory_level.on_hand + change.delta FROM change
  WHERE inventory_level.tenant_id = %s AND inventory_level.id = change.level_id RETURNING inventory_level.id
)
INSERT INTO inventory_adjustment
  (id, tenant_id, level_id, variant_id, delta, on_hand, reason, order_id, actor_kind, actor_id, created_at)
SELECT id, %s::uuid, level_id, variant_id, delta, on_hand, reason, order_id, %s, %s::uuid, %s::timestamptz
FROM change RETURNING id
"""
# What has expired counts as free: nobody has to come by and release it first.
_AVAILABLE = """
SELECT level.variant_id,
  sum(level.on_hand - level.reserved + CASE WHEN level.reserved = 0 THEN 0 ELSE (
    SELECT coalesce(sum(promise.quantity), 0) FROM inventory_reservation promise
    WHERE promise.tenant_id = %s AND promise.level_id = level.id
      AND promise.state = 'open' AND promise.expires_at <= %s
  ) END)::int AS pieces
FROM inventory_level level
WHERE level.tenant_id = %s AND level.variant_id = ANY(%s::uuid[]) AND level.location = %s
GROUP BY level.variant_id
"""


class PostgresShelf:
    """`application.ports.Shelf`."""

    def lock(self, variant_ids: Collection[UUID], /) -> Levels:
        return _locked(_LOCK, [current_tenant(), sorted(variant_ids), LOCATION])

    def look(self, variant_ids: Collection[UUID], /) -> Levels:
        """As they are at this moment, unlocked; one statement, none without variants."""
        if not variant_ids:
            return {}
        found = rows(_LOOK, [current_tenant(), list(variant_ids), LOCATION])
        return {entry.variant_id: Level(**entry._asdict()) for entry in found}

    def lock_of_order(self, order_id: UUID, /) -> Levels:
        tenant = current_tenant()
        return _locked(_LOCK_OF_ORDER, [tenant, tenant, order_id])

    def lock_free(self, level_ids: Collection[UUID], /) -> Levels:
        return _locked(_LOCK_FREE, [current_tenant(), list(level_ids)])

    def add_missing(self, vendors: Mapping[UUID, UUID | None], /) -> frozenset[UUID]:
        variants = sorted(vendors)
        columns = [[new_id() for _ in variants], variants, [vendors[variant] for variant in variants]]
        added = rows(_ADD_MISSING, [current_tenant(), LOCATION, *columns])
        return frozenset(found.variant_id for found in added)

    def add_counted(
        self,
        counted: Mapping[UUID, int],
        /,
        *,
        vendors: Mapping[UUID, UUID | None],
        reason: str,
        at: datetime,
    ) -> frozenset[UUID]:
        tenant, actor, variants = current_tenant(), current_actor(), sorted(counted)
        columns = [
            [new_id() for _ in variants],
            [new_id() for _ in variants],
            variants,
            [vendors.get(variant) for variant in variants],
            [counted[variant] for variant in variants],
        ]
        params = [*columns, tenant, LOCATION, tenant, reason, actor.kind, actor.id, at]
        return frozenset(found.variant_id for found in rows(_ADD_COUNTED, params))

    def adjust(self, adjustments: Sequence[Adjustment], /, *, at: datetime) -> None:
        tenant, actor = current_tenant(), current_actor()
        columns = [list(column) for column in zip(*map(_change, adjustments), strict=True)]
        execute(_ADJUST, [*columns, tenant, tenant, actor.kind, actor.id, at])

    def available(self, variant_ids: Collection[UUID], /, *, at: datetime) -> dict[UUID, int]:
        """Pieces free to promise of the variants that have a level; one statement."""
        tenant = current_tenant()
        wanted = [tenant, at, tenant, list(variant_ids), LOCATION]
        return {found.variant_id: found.pieces for found in rows(_AVAILABLE, wanted)}


def _locked(sql: str, params: list[Any]) -> dict[UUID, Level]:
    with lock_errors():
        found = rows(sql, params)
    return {entry.variant_id: Level(**entry._asdict()) for entry in found}


def _change(adjustment: Adjustment) -> tuple[Any, ...]:
    level = adjustment.level
    return (
        new_id(),
        level.id,
        level.variant_id,
        adjustment.delta,
        level.on_hand,
        adjustment.reason,
        adjustment.order_id,
    )
