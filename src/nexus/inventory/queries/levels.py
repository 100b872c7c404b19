"""Stock levels as sellers and staff see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant


class PageSql(Protocol):
    """The pieces of SQL of one page of a keyset list."""

    limit: int

    @property
    def where(self) -> str: ...
    @property
    def params(self) -> list[Any]: ...
    @property
    def order_by(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelFilter:
    """Which levels: None means any. `vendor_ids`: only what these sellers own."""

    vendor_ids: Collection[UUID] | None = None
    variant_id: UUID | None = None
    max_available: int | None = None

    def params(self) -> list[Any]:
        vendors = None if self.vendor_ids is None else list(self.vendor_ids)
        return [vendors, vendors, self.variant_id, self.variant_id, self.max_available, self.max_available]


# What has expired counts as free, as it does for buyers.
_LEVELS = """
SELECT id, variant_id, location, on_hand, reserved, available FROM (
  SELECT level.id, level.variant_id, level.location, level.on_hand, level.reserved, level.vendor_id,
    level.on_hand - level.reserved + CASE WHEN level.reserved = 0 THEN 0 ELSE (
      SELECT coalesce(sum(promise.quantity), 0) FROM inventory_reservation promise
      WHERE promise.tenant_id = %s AND promise.level_id = level.id
        AND promise.state = 'open' AND promise.expires_at <= %s
    ) END AS available
  FROM inventory_level level WHERE level.tenant_id = %s
) AS shelf
WHERE (%s::uuid[] IS NULL OR vendor_id = ANY(%s::uuid[])) AND (%s::uuid IS NULL OR variant_id = %s::uuid)
  AND (%s::int IS NULL OR available <= %s::int)
"""


def levels(wanted: LevelFilter, page: PageSql, /, *, at: datetime) -> list[Any]:
    """One page: id, variant_id, location, on_hand, reserved, available. One statement."""
    tenant = current_tenant()
    return rows(
        f"{_LEVELS} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [tenant, at, tenant, *wanted.params(), *page.params],
    )


def count_levels(wanted: LevelFilter, /, *, at: datetime) -> int:
    """How many there are."""
    tenant = current_tenant()
    (found,) = rows(
        f"SELECT count(*) AS pieces FROM ({_LEVELS}) AS wanted",  # noqa: S608 - a constant
        [tenant, at, tenant, *wanted.params()],
    )
    return int(found.pieces)


def levels_of(variant_ids: Collection[UUID], /) -> dict[UUID, tuple[int, int]]:
    """Pieces on hand and of them reserved, over all locations, by variant; variants never counted are absent. One statement."""
    found = rows(
        """SELECT variant_id, sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved FROM inventory_level
        WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) GROUP BY variant_id""",
        [current_tenant(), list(variant_ids)],
    )
    return {entry.variant_id: (entry.on_hand, entry.reserved) for entry in found}
