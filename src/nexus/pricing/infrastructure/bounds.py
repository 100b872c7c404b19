"""Floors and costs of variants: what sellers and the staff know and nobody else."""

from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import Bounds

_READ: Final = """
SELECT variant_id, list_minor, floor_minor, cost_minor FROM pricing_price
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND currency = %s"""
_SET: Final = """
UPDATE pricing_price p SET floor_minor = new.floor_minor, cost_minor = new.cost_minor
FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[]) AS new(variant_id, floor_minor, cost_minor)
WHERE p.tenant_id = %s AND p.variant_id = new.variant_id AND p.currency = %s
  AND (p.floor_minor, p.cost_minor) IS DISTINCT FROM (new.floor_minor, new.cost_minor)
RETURNING p.variant_id, p.currency, p.list_minor, p.compare_at_minor"""


def read(variant_ids: Collection[UUID], /, *, currency: str) -> list[Any]:
    """Rows of variants that have a price. One statement."""
    return db.rows(_READ, [current_tenant(), list(variant_ids), currency])


def store(bounds: Sequence[Bounds], /, *, currency: str) -> list[Any]:
    """Prices of those that are different now. One statement."""
    ranked = sorted(bounds, key=lambda one: one.variant_id)
    columns = [
        [one.variant_id for one in ranked],
        [None if one.floor is None else one.floor.minor for one in ranked],
        [None if one.cost is None else one.cost.minor for one in ranked],
    ]
    return db.rows(_SET, [*columns, current_tenant(), currency])
