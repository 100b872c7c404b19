"""Who changed what is on hand, when and why."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from nexus.inventory.queries.levels import PageSql
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant

_ADJUSTMENTS = """
SELECT adjustment.id, adjustment.variant_id, adjustment.delta, adjustment.on_hand, adjustment.reason,
  adjustment.order_id, adjustment.actor_kind, adjustment.actor_id, adjustment.created_at
FROM inventory_adjustment adjustment
JOIN inventory_level level ON level.tenant_id = adjustment.tenant_id AND level.id = adjustment.level_id
WHERE adjustment.tenant_id = %s AND level.tenant_id = %s
  AND (%s::uuid[] IS NULL OR level.vendor_id = ANY(%s::uuid[]))
  AND (%s::uuid IS NULL OR adjustment.variant_id = %s::uuid)
"""


def adjustments(
    page: PageSql, /, *, vendor_ids: Collection[UUID] | None, variant_id: UUID | None
) -> list[Any]:
    """One page, optionally of a variant and of what these sellers own. One statement."""
    return rows(
        f"{_ADJUSTMENTS} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [*_params(vendor_ids, variant_id), *page.params],
    )


def count_adjustments(*, vendor_ids: Collection[UUID] | None, variant_id: UUID | None) -> int:
    """How many there are."""
    (found,) = rows(
        f"SELECT count(*) AS found FROM ({_ADJUSTMENTS}) AS wanted",  # noqa: S608 - a constant
        _params(vendor_ids, variant_id),
    )
    return int(found.found)


def _params(vendor_ids: Collection[UUID] | None, variant_id: UUID | None) -> list[Any]:
    tenant, vendors = current_tenant(), None if vendor_ids is None else list(vendor_ids)
    return [tenant, tenant, vendors, vendors, variant_id, variant_id]
