"""Reading reviews of a product."""

from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST = Keyset(Column("id", "uuid", descending=True))  # ids are ordered by time


def reviews_of(product_id: UUID, page: KeysetPage, /) -> list[Any]:
    """Rows of a page, newest first."""
    return db.rows(
        f"""SELECT id, author_id, author_name, rating, title, comment, verified_purchase, created_at,
        updated_at
        FROM catalog_review WHERE tenant_id = %s AND product_id = %s AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), product_id, *page.params],
    )


def count_of(product_id: UUID, /) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM catalog_review WHERE tenant_id = %s AND product_id = %s",
        [current_tenant(), product_id],
    )
    return int(found.many) if found else 0
