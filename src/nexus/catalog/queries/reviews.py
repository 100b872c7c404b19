"""Reading reviews of a product."""

from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST = Keyset(Column("id", "uuid", descending=True))  # ids are ordered by time


_STARS = """, (SELECT jsonb_object_agg(rating, many) FROM (
  SELECT rating, count(*) AS many FROM catalog_review WHERE tenant_id = %s AND product_id = %s GROUP BY rating
) given) AS stars"""


def reviews_of(product_id: UUID, page: KeysetPage, /, *, with_stars: bool = False) -> list[Any]:
    """Rows of a page, newest first. `with_stars`: each also says how many reviews of the product gave so many stars
    (`{"5": 3, "2": 1}`). One statement."""
    stars = [current_tenant(), product_id] if with_stars else []
    return db.rows(
        f"""SELECT id, author_id, author_name, rating, title, comment, verified_purchase, created_at,
        updated_at{_STARS if with_stars else ""}
        FROM catalog_review WHERE tenant_id = %s AND product_id = %s AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [*stars, current_tenant(), product_id, *page.params],
    )


def count_of(product_id: UUID, /) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM catalog_review WHERE tenant_id = %s AND product_id = %s",
        [current_tenant(), product_id],
    )
    return int(found.many) if found else 0


def of_author(product_id: UUID, author_id: UUID, /) -> Any | None:
    """What somebody said about a product: id, rating, title, comment; None when nothing."""
    return db.row(
        """SELECT id, rating, title, comment FROM catalog_review
        WHERE tenant_id = %s AND product_id = %s AND author_id = %s""",
        [current_tenant(), product_id, author_id],
    )
