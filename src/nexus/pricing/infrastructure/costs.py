"""What a piece costs the seller, in PostgreSQL."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.infrastructure.transactions import short_scope

_COSTS: Final = """
SELECT variant_id, cost_minor FROM pricing_price
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND currency = %s AND cost_minor IS NOT NULL"""


def load_costs(variant_ids: Collection[UUID], /, *, currency: str) -> dict[UUID, int]:
    """`application.try_promotion.LoadCosts`."""
    with short_scope():
        found = db.rows(_COSTS, [current_tenant(), list(variant_ids), currency])
    return {entry.variant_id: entry.cost_minor for entry in found}
