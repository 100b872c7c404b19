"""Documents into the tables: a fixed number of statements for any number of documents."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.documents import Document
from nexus.search.services.groups import learn_groups
from nexus.search.services.measuring import write_numbers
from nexus.search.services.placing import write_placements
from nexus.search.services.terms import write_terms

# One JSON parameter for all rows. A rewrite leaves alone what is counted here (sold_count) and what is
# written with the
# terms.
_UPSERT: Final = """
INSERT INTO search_document (id, tenant_id, slug, vendor_id, category_id, category_ids, brand_id,
is_public, price_minor, currency,
  in_stock, rating_points, review_count, sold_count, tags, facets, item, body, terms, text_digest, indexed_at)
SELECT new.id, %s::uuid, new.slug, new.vendor_id, new.category_id, new.category_ids, new.brand_id,
new.is_public, new.price_minor,
  new.currency, new.in_stock, new.rating_points, new.review_count, 0, new.tags, new.facets, new.item,
  new.body, '{}', '',
  %s::timestamptz
FROM jsonb_to_recordset(%s::jsonb) AS new(id uuid, slug text, vendor_id uuid, category_id uuid,
category_ids uuid[],
  brand_id uuid, is_public boolean, price_minor bigint, currency text, in_stock boolean, rating_points int, review_count
  int, tags text[],
  facets jsonb, item jsonb, body jsonb)
ON CONFLICT (tenant_id, id) DO UPDATE SET
  slug = EXCLUDED.slug, vendor_id = EXCLUDED.vendor_id, category_id = EXCLUDED.category_id,
  category_ids = EXCLUDED.category_ids, brand_id = EXCLUDED.brand_id,
  is_public = EXCLUDED.is_public, price_minor = EXCLUDED.price_minor,
  currency = EXCLUDED.currency, in_stock = EXCLUDED.in_stock, rating_points = EXCLUDED.rating_points,
  review_count = EXCLUDED.review_count, tags = EXCLUDED.tags, facets = EXCLUDED.facets, item = EXCLUDED.item,
  body = EXCLUDED.body, indexed_at = EXCLUDED.indexed_at
RETURNING id, text_digest"""
_FIELDS: Final = (
    "id", "slug", "vendor_id", "category_id", "category_ids", "brand_id", "is_public", "price_minor",
    "currency", "in_stock", "rating_points", "review_count", "tags", "facets", "item", "body",
)  # fmt: skip


def write(documents: Sequence[Document], /) -> None:
    """Store the documents and everything that leads to them. The caller holds the locks of those that
    exist."""
    if not documents:
        return
    known = _upsert(documents)
    changed = [document for document in documents if known[document.id] != document.text_digest]
    write_terms(changed, has_old=any(known[document.id] for document in changed))
    write_numbers(changed, has_old=any(known[document.id] for document in changed))
    learn_groups(group for document in documents for group in document.groups)
    write_placements(documents)


def _upsert(documents: Sequence[Document]) -> dict[UUID, str]:
    """Digests of the words as they were written last (empty for new documents)."""
    new = [{name: getattr(document, name) for name in _FIELDS} for document in documents]
    found = db.rows(_UPSERT, [current_tenant(), clock.now(), db.jsonb(new)])
    return {entry.id: entry.text_digest for entry in found}
