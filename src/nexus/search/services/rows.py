"""Documents as one JSON parameter: a thousand rows of placeholders would take longer to parse than to insert."""

from typing import Any, Final

from nexus.search.services.documents import Document

_FIELDS: Final = (
    "id", "slug", "vendor_id", "category_id", "category_ids", "brand_id", "is_public", "price_minor",
    "currency", "in_stock", "rating_points", "review_count", "tags", "facets", "facts", "item", "body",
)  # fmt: skip

RECORD: Final = """id uuid, slug text, vendor_id uuid, category_id uuid, category_ids uuid[], brand_id uuid,
  is_public boolean, price_minor bigint, currency text, in_stock boolean, rating_points int, review_count int, tags text[],
  facets jsonb, facts jsonb, item jsonb, body jsonb"""
"""Columns of `row_of` for jsonb_to_recordset."""

TERMS_RECORD: Final = "text_digest text, terms text[], weights int[]"
"""Columns of `terms_row_of` for jsonb_to_recordset, besides the id."""


def row_of(document: Document, /) -> dict[str, Any]:
    """The document's own columns."""
    return {name: getattr(document, name) for name in _FIELDS}


def terms_row_of(document: Document, /) -> dict[str, Any]:
    """What leads to a document; nothing leads to one that is not public."""
    terms = document.terms if document.is_public else {}
    return {
        "id": document.id,
        "text_digest": document.text_digest,
        "terms": list(terms),
        "weights": list(terms.values()),
    }
