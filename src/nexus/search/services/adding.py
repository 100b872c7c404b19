"""Documents that are new: rows, places on shelves and postings in one statement, each written once."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.documents import Document
from nexus.search.services.measuring import write_numbers
from nexus.search.services.placing import SAMPLE, places_of
from nexus.search.services.rows import RECORD, TERMS_RECORD, row_of, terms_row_of

type Meanwhile = Callable[[], None]

# Sorted, so that neighbours in the indexes are written one after the other. Whoever wrote a document before us did all of it:
# postings and places follow those that were really inserted.
_ADD: Final = f"""
WITH given AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(%s::jsonb) AS new({RECORD}, {TERMS_RECORD}, shelves uuid[])
), inserted AS (
  INSERT INTO search_document (id, tenant_id, slug, vendor_id, category_id, category_ids, brand_id, is_public, price_minor,
    currency, in_stock, rating_points, review_count, sold_count, tags, facets, facts, item, body, terms, text_digest, indexed_at)
  SELECT id, %s::uuid, slug, vendor_id, category_id, category_ids, brand_id, is_public, price_minor, currency, in_stock,
    rating_points, review_count, 0, tags, facets, facts, item, body, terms, text_digest, %s::timestamptz FROM given
  ON CONFLICT (tenant_id, id) DO NOTHING RETURNING id
), placed AS (
  INSERT INTO search_placement (tenant_id, shelf_id, document_id, price_minor, rating_points, sold_count, sample)
  SELECT %s::uuid, shelf.id, given.id, given.price_minor, given.rating_points, 0, {SAMPLE.format(id="given.id")}
  FROM inserted JOIN given USING (id), LATERAL unnest(given.shelves) AS shelf(id) ORDER BY shelf.id, given.id
  RETURNING document_id
), posted AS (
  INSERT INTO search_posting (tenant_id, term, document_id, weight)
  SELECT %s::uuid, found.term, given.id, found.weight
  FROM inserted JOIN given USING (id), LATERAL unnest(given.terms, given.weights) AS found(term, weight)
  ORDER BY found.term, given.id
  RETURNING document_id
)
SELECT id FROM inserted"""  # noqa: S608


def add(documents: Sequence[Document], /, *, meanwhile: Meanwhile | None = None) -> set[UUID]:
    """Insert the documents and everything that leads to them; ids of those that were not there already. `meanwhile`: what is
    to be done while PostgreSQL works."""
    if not documents:
        if meanwhile:
            meanwhile()
        return set()
    tenant_id, given = current_tenant(), db.jsonb([_given(document) for document in documents])
    params = [given, tenant_id, clock.now(), tenant_id, tenant_id]
    inserted = db.rows_while(_ADD, params, meanwhile) if meanwhile else db.rows(_ADD, params)
    added = {entry.id for entry in inserted}
    write_numbers([document for document in documents if document.id in added], has_old=False)
    return added


def _given(document: Document) -> dict[str, object]:
    return {**row_of(document), **terms_row_of(document), "shelves": places_of(document)}
