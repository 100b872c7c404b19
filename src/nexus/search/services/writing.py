"""Documents into the tables: a fixed number of statements for any number of documents."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.documents import Document
from nexus.search.services.placing import write_placements
from nexus.search.services.terms import write_terms

_COLUMNS: Final = (
    "id", "tenant_id", "slug", "vendor_id", "category_id", "category_ids", "is_public", "price_minor",
    "currency",
    "in_stock", "rating_points", "review_count", "sold_count", "tags", "facets", "item", "body", "terms",
    "text_digest",
    "indexed_at",
)  # fmt: skip
# What a rewrite leaves alone: numbers that are counted here, and the terms, which are written only when
# the words changed.
_KEPT: Final = {"id", "tenant_id", "sold_count", "terms", "text_digest"}
_ON_CONFLICT: Final = "ON CONFLICT (tenant_id, id) DO UPDATE SET " + ", ".join(
    f"{column} = EXCLUDED.{column}" for column in _COLUMNS if column not in _KEPT
)


def write(documents: Sequence[Document], /, *, locale: str) -> None:
    """Store the documents and everything that leads to them. The caller holds the locks of those that
    exist."""
    if not documents:
        return
    known = _upsert(documents)
    changed = [document for document in documents if known[document.id] != document.text_digest]
    write_terms(changed, locale=locale, has_old=any(known[document.id] for document in changed))
    write_placements(documents)


def _upsert(documents: Sequence[Document]) -> dict[UUID, str]:
    """Digests of the words as they were written last (empty for new documents)."""
    at, tenant_id = clock.now(), current_tenant()
    values = [_values(document, tenant_id, at) for document in documents]
    returned = db.insert_many(
        "search_document", _COLUMNS, values, returning="id, text_digest", on_conflict=_ON_CONFLICT
    )
    return dict(returned)  # type: ignore[arg-type]


def _values(document: Document, tenant_id: UUID, at: Any) -> tuple[Any, ...]:
    return (
        document.id, tenant_id, document.slug, document.vendor_id, document.category_id,
        document.category_ids,
        document.is_public, document.price_minor, document.currency, document.in_stock,
        document.rating_points,
        document.review_count, 0, document.tags, db.jsonb(document.facets), db.jsonb(document.item),
        db.jsonb(document.body), [], "", at,
    )  # fmt: skip
