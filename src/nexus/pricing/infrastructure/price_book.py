"""Prices in PostgreSQL: one statement to read many, one to write many."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import Price

_LOAD = """
SELECT variant_id, currency, list_minor, compare_at_minor FROM pricing_price
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND currency = %s
"""
# A row that would not change is not touched: no new row version, no event.
_STORE = """
INSERT INTO pricing_price (id, tenant_id, variant_id, currency, list_minor, compare_at_minor, updated_at)
SELECT new.id, %s::uuid, new.variant_id, new.currency, new.list_minor, new.compare_at_minor, %s::timestamptz
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[], %s::bigint[])
  AS new(id, variant_id, currency, list_minor, compare_at_minor)
ON CONFLICT (tenant_id, variant_id, currency) DO UPDATE SET
  list_minor = EXCLUDED.list_minor,
  compare_at_minor = CASE WHEN %s THEN pricing_price.compare_at_minor ELSE EXCLUDED.compare_at_minor END,
  updated_at = EXCLUDED.updated_at
WHERE pricing_price.list_minor <> EXCLUDED.list_minor
   OR (NOT %s AND pricing_price.compare_at_minor IS DISTINCT FROM EXCLUDED.compare_at_minor)
RETURNING variant_id, currency, list_minor, compare_at_minor
"""


class PostgresPriceBook:
    """`application.ports.PriceBook`."""

    def load(self, variant_ids: Collection[UUID], /, *, currency: str) -> dict[UUID, Price]:
        if not variant_ids:
            return {}
        found = rows(_LOAD, [current_tenant(), list(variant_ids), currency])
        return {entry.variant_id: _price(entry) for entry in found}

    def store(self, prices: Sequence[Price], /, *, keep_compare_at: bool, at: datetime) -> tuple[Price, ...]:
        if not prices:
            return ()
        columns = [
            [new_id() for _ in prices],
            [price.variant_id for price in prices],
            [price.list_price.currency for price in prices],
            [price.list_price.minor for price in prices],
            [None if price.compare_at is None else price.compare_at.minor for price in prices],
        ]
        changed = rows(_STORE, [current_tenant(), at, *columns, keep_compare_at, keep_compare_at])
        return tuple(_price(entry) for entry in changed)


def _price(entry: Any) -> Price:
    compare_at = entry.compare_at_minor
    return Price(
        variant_id=entry.variant_id,
        list_price=Money(entry.list_minor, entry.currency),
        compare_at=None if compare_at is None else Money(compare_at, entry.currency),
    )
