"""The product list: one statement for a page, a range of an index wherever a shelf is read in its order."""

from typing import Any, Final

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.search.queries.filters import IN_GROUP, Filters, group_params
from nexus.search.queries.matching import KNOWN_WORDS, MEANT, Matching

ORDERS: Final = {
    "newest": Keyset(Column("id", "uuid", descending=True, sql="s.document_id")),
    "price": Keyset(
        Column("price_minor", "bigint", sql="s.price_minor"), Column("id", "uuid", sql="s.document_id")
    ),
    "-price": Keyset(
        Column("price_minor", "bigint", descending=True, sql="s.price_minor"),
        Column("id", "uuid", descending=True, sql="s.document_id"),
    ),
    "rating": Keyset(
        Column("rating_points", "int", descending=True, sql="s.rating_points"),
        Column("id", "uuid", descending=True, sql="s.document_id"),
    ),
    "best_selling": Keyset(
        Column("sold_count", "int", descending=True, sql="s.sold_count"),
        Column("id", "uuid", descending=True, sql="s.document_id"),
    ),
    "relevance": Keyset(
        Column("score", "bigint", descending=True, sql="s.score"),
        Column("id", "uuid", descending=True, sql="s.document_id"),
    ),
}
"""Orders of the list. Without a text there is no relevance, and "relevance" means newest."""


NEAR: Final = 3000
"""How far a shelf is walked for products that fit the filters, before all that fit are looked for."""

# Either what fits is frequent, then a short walk along the shelf meets enough of it and ends with a page; or it is rare, then all
# of it is few. The second part runs only when the walk came to its end without a page.
_NEAR_OR_WHOLE: Final = """
WITH walked AS MATERIALIZED (
  SELECT s.* FROM (SELECT p.* FROM ({near}) p {joins} WHERE {conditions}) s ORDER BY {page.order_by} LIMIT {page.limit}
), whole AS MATERIALIZED (
  SELECT s.* FROM ({source}) s WHERE {page.where}
    AND (SELECT count(*) FROM walked) < {page.limit} AND (SELECT count(*) FROM ({near}) near) = {walk}
)
SELECT s.* FROM walked s WHERE NOT EXISTS (SELECT FROM whole) UNION ALL SELECT s.* FROM whole s"""
_NEAR: Final = """SELECT s.* FROM (SELECT p.document_id, p.price_minor, p.rating_points, p.sold_count FROM search_placement p
  WHERE p.tenant_id = %s AND p.shelf_id = {shelf}{ranges}) s WHERE {page.where} ORDER BY {page.order_by} LIMIT {walk}"""


def listed(page: KeysetPage, filters: Filters, matching: Matching | None, /, *, order: str) -> list[Any]:
    """Rows of a page: `item` and `facts` (JSON texts), `id`, what it is sorted by, for a text how many of its words are known.

    Only the documents of the page are fetched.
    """
    if matching is None and filters.conditions()[0]:
        source, params = _near_or_whole(page, filters, order=order)
    else:
        source, params = members(filters, matching, by_relevance=order == "relevance")
        source = f"SELECT s.* FROM ({source}) s WHERE {page.where}"  # noqa: S608
        params = [*params, *page.params]
    known, known_params = "", []
    if matching:
        known = f", {KNOWN_WORDS} AS known, {MEANT} AS synonyms"
        known_params = [current_tenant(), matching.distinct_words, current_tenant(), matching.phrases()]
    return db.rows(
        f"""SELECT d.item::text AS item, d.facts::text AS facts, s.document_id AS id, s.*{known} FROM (
          SELECT s.* FROM ({source}) s ORDER BY {page.order_by} LIMIT {page.limit}) s
        JOIN search_document d ON d.tenant_id = %s AND d.id = s.document_id ORDER BY {page.order_by}""",  # noqa: S608
        [*known_params, *params, current_tenant()],
    )


def _near_or_whole(page: KeysetPage, filters: Filters, /, *, order: str) -> tuple[str, list[Any]]:
    source, source_params = members(filters, None)
    shelf, shelf_params = filters.shelf()
    conditions, params = filters.conditions()
    ranges, ranges_params = filters.ranges_of(order)
    joins, joins_params = _joins(filters)
    near = _NEAR.format(shelf=shelf, ranges=ranges, page=page, walk=NEAR)
    sql = _NEAR_OR_WHOLE.format(
        near=near,
        page=page,
        walk=NEAR,
        joins=joins,
        conditions=" AND ".join(map(_one_by_one, conditions)),
        source=source,
    )
    walk = [current_tenant(), *shelf_params, *ranges_params, *page.params]
    return sql, [*walk, *joins_params, *params, *source_params, *page.params, *walk]


def _one_by_one(condition: str, /) -> str:
    """Looked up product by product: joined, it would be looked up for all, and the walk could not end with its page."""
    return f"{condition.removesuffix(')')} OFFSET 0)" if "EXISTS" in condition else condition


def count(filters: Filters, matching: Matching | None, /) -> int:
    """How many products the list has in all."""
    source, params = members(filters, matching)
    counted = db.row(f"SELECT count(*) AS many FROM ({source}) found", params)  # noqa: S608
    return int(counted.many) if counted else 0


def members(
    filters: Filters, matching: Matching | None, /, *, by_relevance: bool = False, sample: int = 0
) -> tuple[str, list[Any]]:
    """A subquery of everything that the list has (`document_id` and what it is sorted by), and its parameters.

    `sample`: only of documents that are so rare, see `models.Placement`.
    """
    hits, hits_params = matching.sql() if matching else ("", [])
    if matching and by_relevance and not filters.is_narrow:
        return hits, hits_params
    shelf, shelf_params = filters.shelf()
    conditions, params = filters.conditions()
    joins, joins_params = _joins(filters)
    if matching:
        joins += f" JOIN ({hits}) h ON h.document_id = p.document_id"
    score = ", h.score, h.level" if matching else ""
    conditions = [*conditions, f"p.sample >= {sample}"] if sample else conditions
    sql = f"""SELECT p.document_id, p.price_minor, p.rating_points, p.sold_count{score}
        FROM search_placement p {joins}
        WHERE p.tenant_id = %s AND p.shelf_id = {shelf}{"".join(f" AND {one}" for one in conditions)}"""  # noqa: S608
    return sql, [*joins_params, *hits_params, current_tenant(), *shelf_params, *params]


def _joins(filters: Filters) -> tuple[str, list[Any]]:
    if not filters.needs_document:
        return "", []
    return "JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id", [current_tenant()]


def is_known_category(filters: Filters, /) -> bool:
    """Whether the category that was asked for exists; asked only when a list is empty."""
    return _exists(
        "SELECT 1 AS known FROM search_category WHERE tenant_id = %s AND (id = %s::uuid OR slug = %s)",
        [current_tenant(), filters.category_id, filters.category],
    )


def is_known_group(kind: str, key: str, /) -> bool:
    """Whether a brand or a collection has this slug or id; asked only when a list is empty."""
    return _exists(f"{IN_GROUP} LIMIT 1", group_params(kind, [key]))


def is_known_number(code: str, /) -> bool:
    """Whether any product has a number for the attribute; asked only when a list is empty."""
    return _exists(
        "SELECT 1 AS known FROM search_number WHERE tenant_id = %s AND code = %s LIMIT 1",
        [current_tenant(), code],
    )


def is_known_attribute(code: str, /) -> bool:
    """Whether any product has the attribute; asked only when a list is empty."""
    return _exists(
        "SELECT 1 AS known FROM search_posting WHERE tenant_id = %s AND term >= %s AND term < %s LIMIT 1",
        [current_tenant(), f"@{code}:", f"@{code};"],  # ";" follows ":" in ASCII
    )


def _exists(sql: str, params: list[Any]) -> bool:
    return db.row(sql, params) is not None
