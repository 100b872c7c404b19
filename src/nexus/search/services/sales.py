"""How often a product was sold: counted from stock that left for good and came back."""

from collections import Counter
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant
from nexus.search.services.feeding import note_changes

_COUNT: Final = """
WITH counted AS (
  UPDATE search_document d SET sold_count = greatest(0, d.sold_count + sold.pieces)
  FROM unnest(%s::uuid[], %s::int[]) AS sold(id, pieces)
  WHERE d.tenant_id = %s AND d.id = sold.id RETURNING d.id, d.sold_count
)
UPDATE search_placement p SET sold_count = counted.sold_count FROM counted
WHERE p.tenant_id = %s AND p.document_id = counted.id"""


def count_sales(pieces: Mapping[UUID, int], /) -> None:
    """Add pieces sold by variant (negative: came back)."""
    product_of = catalog.products_by_variant(pieces.keys())
    sold: Counter[UUID] = Counter()
    for variant_id, quantity in pieces.items():
        if variant_id in product_of:
            sold[product_of[variant_id]] += quantity
    if not sold:
        return
    ids, tenant_id = sorted(sold), current_tenant()
    lock_rows("search_document", ids, columns="id")
    db.execute(_COUNT, [ids, [sold[product_id] for product_id in ids], tenant_id, tenant_id])
    note_changes(ids)
    bump_generation()
