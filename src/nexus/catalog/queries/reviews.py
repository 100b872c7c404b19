"""Reading reviews of a product."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST = Keyset(Column("id", "uuid", descending=True))  # ids are ordered by time
_ID = Column("id", "uuid", descending=True)
SORTS: Final = {
    "newest": NEWEST,
    "helpful": Keyset(Column("helpful_count", "int", descending=True), _ID),
    "-rating": Keyset(Column("rating", "int", descending=True), _ID),
    "rating": Keyset(Column("rating", "int"), _ID),
}
OLDEST = Keyset(Column("id", "uuid", sql="r.id"))
_COLUMNS: Final = """id, author_id, author_name, rating, title, comment, verified_purchase, status, reason, answer, answered_at,
helpful_count, unhelpful_count, created_at, updated_at"""
_STARS: Final = """, (SELECT jsonb_object_agg(rating, many) FROM (
  SELECT rating, count(*) AS many FROM catalog_review WHERE tenant_id = %s AND product_id = %s AND status = 'published'
  GROUP BY rating) given) AS stars"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """Which reviews of a product: with so many stars, only of verified purchases; `reader_id` also sees their own that waits."""

    stars: int | None = None
    verified: bool | None = None
    reader_id: UUID | None = None

    @property
    def where(self) -> str:
        return """(status = 'published' OR author_id = %s) AND (%s::int IS NULL OR rating = %s::int)
        AND (%s::bool IS NULL OR verified_purchase = %s::bool)"""

    @property
    def params(self) -> list[Any]:
        return [self.reader_id, self.stars, self.stars, self.verified, self.verified]


EVERY: Final = Wish()


def reviews_of(
    product_id: UUID, page: KeysetPage, /, *, wish: Wish = EVERY, with_stars: bool = False
) -> list[Any]:
    """Rows of a page, in its order. `with_stars`: each also says how many published reviews of the product gave so many stars
    (`{"5": 3, "2": 1}`). One statement."""
    stars = [current_tenant(), product_id] if with_stars else []
    return db.rows(
        f"""SELECT {_COLUMNS}{_STARS if with_stars else ""}
        FROM catalog_review WHERE tenant_id = %s AND product_id = %s AND {wish.where} AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [*stars, current_tenant(), product_id, *wish.params, *page.params],
    )


def stars_of(product_id: UUID, /) -> dict[str, int]:
    """How many published reviews of a product gave so many stars: `{"5": 3, "2": 1}`."""
    found = db.rows(
        """SELECT rating, count(*) AS many FROM catalog_review
        WHERE tenant_id = %s AND product_id = %s AND status = 'published' GROUP BY rating""",
        [current_tenant(), product_id],
    )
    return {str(row.rating): row.many for row in found}


def count_of(product_id: UUID, /, *, wish: Wish = EVERY) -> int:
    found = db.row(
        f"SELECT count(*) AS many FROM catalog_review WHERE tenant_id = %s AND product_id = %s AND {wish.where}",  # noqa: S608
        [current_tenant(), product_id, *wish.params],
    )
    return int(found.many) if found else 0


def queue(page: KeysetPage, /, *, status: str) -> list[Any]:
    """Reviews of all products in one state, the oldest first, with their product and the reports. One statement."""
    return db.rows(
        f"""SELECT r.id, r.author_id, r.author_name, r.rating, r.title, r.comment, r.verified_purchase, r.status, r.reason,
          r.answer, r.answered_at, r.helpful_count, r.unhelpful_count, r.created_at, r.updated_at, r.report_count, r.decided_at,
          r.product_id, p.slug AS product_slug, p.title AS product_title,
          (SELECT jsonb_agg(said.reason ORDER BY said.id) FROM catalog_reviewreport said
           WHERE said.tenant_id = %s AND said.review_id = r.id AND said.reason <> '') AS reports
        FROM catalog_review r JOIN catalog_product p ON p.tenant_id = %s AND p.id = r.product_id
        WHERE r.tenant_id = %s AND r.status = %s AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), current_tenant(), current_tenant(), status, *page.params],
    )


def count_in(status: str, /) -> int:
    """How many reviews of all products are in one state."""
    found = db.row(
        "SELECT count(*) AS many FROM catalog_review WHERE tenant_id = %s AND status = %s",
        [current_tenant(), status],
    )
    return int(found.many) if found else 0


def one(review_id: UUID, /) -> Any | None:
    """A review whatever its state, with `product_id`; None for an unknown one."""
    return db.row(
        f"SELECT product_id, {_COLUMNS} FROM catalog_review WHERE tenant_id = %s AND id = %s",  # noqa: S608
        [current_tenant(), review_id],
    )


def of_author(product_id: UUID, author_id: UUID, /) -> Any | None:
    """What somebody said about a product: id, rating, title, comment, status, reason; None when nothing."""
    return db.row(
        """SELECT id, rating, title, comment, status, reason FROM catalog_review
        WHERE tenant_id = %s AND product_id = %s AND author_id = %s""",
        [current_tenant(), product_id, author_id],
    )
