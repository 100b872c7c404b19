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


def listed(
    page: KeysetPage, filters: Filters, matching: Matching | None, /, *, by_relevance: bool
) -> list[Any]:
    """Rows of a page: `item` (JSON text), `id`, what it is sorted by, and for a text how many of its words are known.

    Only the documents of the page are fetched.
    """
    source, params = members(filters, matching, by_relevance=by_relevance)
    known, known_params = "", []
    if matching:
        known = f", {KNOWN_WORDS} AS known, {MEANT} AS synonyms"
        known_params = [current_tenant(), matching.distinct_words, current_tenant(), matching.phrases()]
    return db.rows(
        f"""SELECT d.item::text AS item, s.document_id AS id, s.*{known} FROM (
          SELECT s.* FROM ({source}) s WHERE {page.where} ORDER BY {page.order_by} LIMIT {page.limit}) s
        JOIN search_document d ON d.tenant_id = %s AND d.id = s.document_id ORDER BY {page.order_by}""",  # noqa: S608
        [*known_params, *params, *page.params, current_tenant()],
    )


def count(filters: Filters, matching: Matching | None, /) -> int:
    """How many products the list has in all."""
    source, params = members(filters, matching)
    counted = db.row(f"SELECT count(*) AS many FROM ({source}) found", params)  # noqa: S608
    return int(counted.many) if counted else 0


def members(
    filters: Filters, matching: Matching | None, /, *, by_relevance: bool = False
) -> tuple[str, list[Any]]:
    """A subquery of everything that the list has (`document_id` and what it is sorted by), and its parameters."""
    hits, hits_params = matching.sql() if matching else ("", [])
    if matching and by_relevance and not filters.is_narrow:
        return hits, hits_params
    shelf, shelf_params = filters.shelf()
    conditions, params = filters.conditions()
    joins, joins_params = "", []
    if filters.needs_document:
        joins, joins_params = (
            "JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id",
            [current_tenant()],
        )
    if matching:
        joins += f" JOIN ({hits}) h ON h.document_id = p.document_id"
    score = ", h.score, h.level" if matching else ""
    sql = f"""SELECT p.document_id, p.price_minor, p.rating_points, p.sold_count{score}
        FROM search_placement p {joins}
        WHERE p.tenant_id = %s AND p.shelf_id = {shelf}{"".join(f" AND {one}" for one in conditions)}"""  # noqa: S608
    return sql, [*joins_params, *hits_params, current_tenant(), *shelf_params, *params]


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
