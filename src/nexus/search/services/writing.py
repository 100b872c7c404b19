"""Documents into the tables: a fixed number of statements for any number of documents."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant
from nexus.search.services.adding import Meanwhile, add
from nexus.search.services.documents import Document
from nexus.search.services.measuring import write_numbers
from nexus.search.services.placing import write_placements
from nexus.search.services.rows import RECORD, row_of
from nexus.search.services.terms import replace_terms

# What is counted here (sold_count) and what is written with the terms stays as it is.
_REWRITE: Final = f"""
UPDATE search_document d SET
  slug = new.slug, vendor_id = new.vendor_id, category_id = new.category_id, category_ids = new.category_ids,
  brand_id = new.brand_id, is_public = new.is_public, price_minor = new.price_minor, currency = new.currency,
  in_stock = new.in_stock, rating_points = new.rating_points, review_count = new.review_count, tags = new.tags,
  facets = new.facets, facts = new.facts, item = new.item, body = new.body, indexed_at = %s::timestamptz
FROM jsonb_to_recordset(%s::jsonb) AS new({RECORD}) WHERE d.tenant_id = %s AND d.id = new.id"""  # noqa: S608


def lock(product_ids: Sequence[UUID], /) -> dict[UUID, str]:
    """Lock the documents that there are; the digest of each one's words as they were written last."""
    locked = lock_rows("search_document", product_ids, columns="id, text_digest")
    return {document_id: found.text_digest for document_id, found in locked.items()}


def write(
    documents: Sequence[Document], digests: Mapping[UUID, str], /, *, meanwhile: Meanwhile | None = None
) -> None:
    """Store the documents and everything that leads to them. `digests`: what `lock` answered for them. `meanwhile`: pure work
    that is done while PostgreSQL is busy with them."""
    fresh = [document for document in documents if document.id not in digests]
    added = add(fresh, meanwhile=meanwhile)
    overtaken = [document for document in fresh if document.id not in added]
    if overtaken:  # somebody else was the first to write them
        digests = {**digests, **lock([document.id for document in overtaken])}
    _rewrite([document for document in documents if document.id in digests], digests)


def _rewrite(documents: Sequence[Document], digests: Mapping[UUID, str]) -> None:
    if not documents:
        return
    records = [row_of(document) for document in documents]
    db.execute(_REWRITE, [clock.now(), db.jsonb(records), current_tenant()])
    changed = [document for document in documents if digests[document.id] != document.text_digest]
    has_old = any(digests[document.id] for document in changed)
    replace_terms(changed, has_old=has_old)
    write_numbers(changed, has_old=has_old)
    write_placements(documents)
