"""Prices in PostgreSQL: one statement to read many, one to write many, and at most two more for what they were before."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.pricing.application.ports import LoadedPrices, PriceQuestion
from nexus.pricing.contracts.dto import Price
from nexus.pricing.infrastructure.past_prices import keep_replaced, note_prior_prices
from nexus.pricing.infrastructure.price_rows import price_in
from nexus.pricing.infrastructure.price_sheets import load_sheet

_LOAD = """
SELECT variant_id, currency, list_minor, compare_at_minor, prior_minor, floor_minor FROM pricing_price
WHERE tenant_id = %s AND variant_id = ANY(%s::uuid[]) AND currency = %s
"""
# A row that would not change is not touched: no new row version, no event. What is replaced is remembered in the row itself,
# so that two writers of one price never lose one between them. A reduction goes on while it is announced without a break and
# the price does not rise: then the price before it stays the price before it.
_COMPARED = "CASE WHEN %s THEN p.compare_at_minor ELSE EXCLUDED.compare_at_minor END"
_GOES_ON = f"p.reduced_since IS NOT NULL AND EXCLUDED.list_minor <= p.list_minor AND {_COMPARED} > EXCLUDED.list_minor"
_STORE = f"""
INSERT INTO pricing_price AS p (id, tenant_id, variant_id, currency, list_minor, compare_at_minor, updated_at, held_since,
  reduced_since)
SELECT new.id, %s::uuid, new.variant_id, new.currency, new.list_minor, new.compare_at_minor, %s::timestamptz,
  %s::timestamptz, CASE WHEN new.compare_at_minor > new.list_minor THEN %s::timestamptz END
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bigint[], %s::bigint[])
  AS new(id, variant_id, currency, list_minor, compare_at_minor)
ON CONFLICT (tenant_id, variant_id, currency) DO UPDATE SET
  list_minor = EXCLUDED.list_minor,
  compare_at_minor = {_COMPARED},
  updated_at = EXCLUDED.updated_at,
  held_since = CASE WHEN p.list_minor = EXCLUDED.list_minor THEN p.held_since ELSE EXCLUDED.held_since END,
  replaced_minor = CASE WHEN p.list_minor = EXCLUDED.list_minor THEN NULL ELSE p.list_minor END,
  replaced_since = CASE WHEN p.list_minor = EXCLUDED.list_minor THEN NULL ELSE p.held_since END,
  reduced_since = CASE WHEN {_GOES_ON} THEN p.reduced_since
    WHEN {_COMPARED} > EXCLUDED.list_minor THEN EXCLUDED.updated_at END,
  prior_minor = CASE WHEN {_GOES_ON} THEN p.prior_minor END
WHERE p.list_minor <> EXCLUDED.list_minor
   OR (NOT %s AND p.compare_at_minor IS DISTINCT FROM EXCLUDED.compare_at_minor)
RETURNING variant_id, currency, list_minor, compare_at_minor, prior_minor, replaced_minor, replaced_since, held_since,
  reduced_since
"""  # noqa: S608 - constants
_KEEPS = 5
"""How often the statement asks whether the compare-at price is kept."""


class PostgresPriceBook:
    """`application.ports.PriceBook`."""

    def load(self, variant_ids: Collection[UUID], /, *, currency: str) -> dict[UUID, Price]:
        if not variant_ids:
            return {}
        found = rows(_LOAD, [current_tenant(), list(variant_ids), currency])
        return {entry.variant_id: price_in(entry) for entry in found}

    def load_sheet(self, question: PriceQuestion, /) -> LoadedPrices:
        return load_sheet(question)

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
        changed = rows(_STORE, [current_tenant(), at, at, at, *columns, *[keep_compare_at] * _KEEPS])
        keep_replaced(changed, until=at)
        note_prior_prices(
            [entry.variant_id for entry in changed if entry.reduced_since == at and not _is_first(entry, at)],
            at=at,
        )
        return tuple(price_in(entry) for entry in changed)


def _is_first(entry: Any, at: datetime) -> bool:
    """Nothing was asked for it before: there is no price to look back to."""
    return entry.held_since == at and entry.replaced_minor is None
