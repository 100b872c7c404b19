"""What buyers say about the products of one seller."""

from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST: Final = Keyset(Column("id", "uuid", descending=True, sql="r.id"))
_REVIEWS = """
SELECT r.id, r.product_id, p.title AS product_title, p.slug, r.author_name, r.rating, r.title, r.comment, r.verified_purchase,
  r.answer, r.answered_at, r.created_at
FROM catalog_product p JOIN catalog_review r ON r.tenant_id = %s AND r.product_id = p.id
WHERE p.tenant_id = %s AND p.vendor_id = %s AND r.status = 'published'"""


def reviews_for(page: KeysetPage, vendor_id: UUID, /, *, unanswered: bool = False) -> list[Any]:
    """Those that everybody reads, newest first; `unanswered`: only those without an answer of the seller. One statement."""
    return db.rows(
        f"""{_REVIEWS} AND (NOT %s::boolean OR r.answer = '') AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",
        [current_tenant(), current_tenant(), vendor_id, unanswered, *page.params],
    )


def review_for(vendor_id: UUID, review_id: UUID, /) -> Any | None:
    """One of them. One statement."""
    return db.row(f"{_REVIEWS} AND r.id = %s", [current_tenant(), current_tenant(), vendor_id, review_id])
