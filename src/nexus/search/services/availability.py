"""Sold out, or back: the only change that happens while orders are placed, so it costs one statement."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant
from nexus.search.services.feeding import note_changes

_FLIP: Final = """
UPDATE search_document d SET
  body = jsonb_set(jsonb_set(d.body, '{variants}', new.variants), '{in_stock}', new.in_stock),
  item = jsonb_set(d.item, '{in_stock}', new.in_stock),
  in_stock = new.in_stock::boolean
FROM (
  SELECT old.id, jsonb_agg(variant.body ORDER BY variant.place) AS variants,
    to_jsonb(bool_or((variant.body ->> 'in_stock')::boolean)) AS in_stock
  FROM search_document old, LATERAL (
    SELECT place, CASE WHEN change.in_stock IS NULL THEN given.body
      ELSE jsonb_set(given.body, '{in_stock}', to_jsonb(change.in_stock)) END AS body
    FROM jsonb_array_elements(old.body -> 'variants') WITH ORDINALITY AS given(body, place)
    LEFT JOIN unnest(%s::uuid[], %s::boolean[]) AS change(variant_id, in_stock)
      ON change.variant_id = (given.body ->> 'id')::uuid
  ) variant
  WHERE old.tenant_id = %s AND old.id = ANY(%s::uuid[]) GROUP BY old.id
) new
WHERE d.tenant_id = %s AND d.id = new.id"""


def flip(changes: Mapping[UUID, tuple[UUID, bool]], /) -> None:
    """By variant: its product, and whether it can be bought now. Locks first: the statement reads what it
    replaces."""
    if not changes:
        return
    product_ids = sorted({product_id for product_id, _ in changes.values()})
    lock_rows("search_document", product_ids, columns="id")
    tenant_id, in_stock = current_tenant(), [stocked for _, stocked in changes.values()]
    db.execute(_FLIP, [list(changes), in_stock, tenant_id, product_ids, tenant_id])
    note_changes(product_ids)
