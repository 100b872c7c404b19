"""One product, ready; and what its seller is thought of."""

from typing import Any
from uuid import UUID

from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def document(key: str, /) -> Any | None:
    """`body` (JSON text), `is_public` and `vendor_id` by id or slug. One statement by one of two keys."""
    product_id = parse_id(key)
    column = "id = %s" if product_id is not None else "slug = %s"
    return db.row(
        f"SELECT body::text AS body, is_public, vendor_id FROM search_document WHERE tenant_id = %s AND {column}",  # noqa: S608
        [current_tenant(), product_id or key],
    )


def rating_of_vendor(vendor_id: UUID, /) -> tuple[float, int]:
    """Mean of all reviews of the vendor's public products to two digits (0.0 without), and how many there are. One
    statement."""
    tenant_id = current_tenant()
    found = db.row(
        """SELECT coalesce(sum(d.rating_points * d.review_count), 0) AS points,
          coalesce(sum(d.review_count), 0) AS reviews
        FROM search_placement p JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id
        WHERE p.tenant_id = %s AND p.shelf_id = %s""",
        [tenant_id, tenant_id, vendor_id],
    )
    reviews = int(found.reviews) if found else 0
    return (round(int(found.points) / reviews / 100, 2) if found and reviews else 0.0), reviews


def is_public(key: str, /) -> bool:
    """Whether the product is shown to everybody."""
    found = document(key)
    return bool(found and found.is_public)
