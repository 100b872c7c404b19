"""Addresses of everything public, for those who index the shop: in order of ids, so that old pages stay as they are."""

from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def first_of_pages(*, size: int) -> list[UUID]:
    """The product that each page of so many begins with. One statement."""
    tenant_id = current_tenant()
    found = db.rows(
        """SELECT document_id FROM (
          SELECT document_id, row_number() OVER (ORDER BY document_id) AS place
          FROM search_placement WHERE tenant_id = %s AND shelf_id = %s) numbered
        WHERE (place - 1) %% %s = 0 ORDER BY document_id""",
        [tenant_id, tenant_id, size],
    )
    return [entry.document_id for entry in found]


def page_from(first: UUID, /, *, size: int) -> list[Any]:
    """Rows with `slug` and `indexed_at` of the public products from this one on. One statement."""
    tenant_id = current_tenant()
    return db.rows(
        """SELECT d.slug, d.indexed_at FROM search_placement p
        JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id
        WHERE p.tenant_id = %s AND p.shelf_id = %s AND p.document_id >= %s ORDER BY p.document_id LIMIT %s""",
        [tenant_id, tenant_id, tenant_id, first, size],
    )
