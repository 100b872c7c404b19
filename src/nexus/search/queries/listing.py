"""The product list: one statement for a page, a range of an index wherever a shelf is read in its order."""

from typing import Any, Final

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import Matching

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
        Column("score", "bigint", descending=True, sql="h.score"),
        Column("id", "uuid", descending=True, sql="h.document_id"),
    ),
}
"""Orders of the list. Without a text there is no relevance, and "relevance" means newest."""


def listed(page: KeysetPage, filters: Filters, /) -> list[Any]:
    """Rows of a page of a shelf: `item` (JSON text), `id` and what it is sorted by."""
    shelf, shelf_params = filters.shelf()
    conditions, params = filters.conditions()
    return db.rows(
        f"""SELECT d.item, s.document_id AS id, s.price_minor, s.rating_points, s.sold_count
        FROM search_placement s JOIN search_document d ON d.tenant_id = %s AND d.id = s.document_id
        WHERE s.tenant_id = %s AND s.shelf_id = {shelf} AND {page.where}{_and(conditions)}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), current_tenant(), *shelf_params, *page.params, *params],
    )


def found(page: KeysetPage, filters: Filters, matching: Matching, /, *, by_relevance: bool) -> list[Any]:
    """Rows of a page of what a text finds, in order of relevance or of the shelf."""
    shelf, shelf_params = filters.shelf()
    conditions, params = filters.conditions()
    hits, hits_params = matching.sql()
    if by_relevance and not conditions and not _is_narrow(filters):
        return _best(page, hits, hits_params)
    return db.rows(
        f"""SELECT d.item, s.document_id AS id, s.price_minor, s.rating_points, s.sold_count, h.score
        FROM ({hits}) h
        JOIN search_placement s ON s.tenant_id = %s AND s.shelf_id = {shelf} AND s.document_id = h.document_id
        JOIN search_document d ON d.tenant_id = %s AND d.id = h.document_id
        WHERE {page.where}{_and(conditions)} ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [*hits_params, current_tenant(), *shelf_params, current_tenant(), *page.params, *params],
    )


def count(filters: Filters, matching: Matching | None, /) -> int:
    """How many products the list has in all."""
    source, params = members(filters, matching, columns="d.id")
    counted = db.row(f"SELECT count(*) AS many FROM ({source}) found", params)  # noqa: S608
    return int(counted.many) if counted else 0


def members(filters: Filters, matching: Matching | None, /, *, columns: str) -> tuple[str, list[Any]]:
    """A subquery of everything that the list has, and its parameters."""
    shelf, shelf_params = filters.shelf()
    conditions, params = filters.conditions()
    hits, hits_params = matching.sql() if matching else ("", [])
    joined = f"JOIN ({hits}) h ON h.document_id = d.id" if matching else ""
    sql = f"""SELECT {columns} FROM search_placement s
        JOIN search_document d ON d.tenant_id = %s AND d.id = s.document_id {joined}
        WHERE s.tenant_id = %s AND s.shelf_id = {shelf}{_and(conditions)}"""  # noqa: S608
    return sql, [current_tenant(), *hits_params, current_tenant(), *shelf_params, *params]


def is_known_category(filters: Filters, /) -> bool:
    """Whether the category that was asked for exists; asked only when a list is empty."""
    return _exists(
        "SELECT 1 FROM search_category WHERE tenant_id = %s AND (id = %s::uuid OR slug = %s)",
        [current_tenant(), filters.category_id, filters.category],
    )


def is_known_attribute(code: str, /) -> bool:
    """Whether any product has the attribute; asked only when a list is empty."""
    return _exists(
        "SELECT 1 FROM search_posting WHERE tenant_id = %s AND term >= %s AND term < %s LIMIT 1",
        [current_tenant(), f"@{code}:", f"@{code};"],  # ";" follows ":" in ASCII
    )


def _exists(sql: str, params: list[Any]) -> bool:
    return db.row(sql, params) is not None


def _best(page: KeysetPage, hits: str, hits_params: list[Any]) -> list[Any]:
    """Only the documents of the page are fetched."""
    where, order_by = page.where, page.order_by
    return db.rows(
        f"""SELECT d.item, h.document_id AS id, h.score FROM (
          SELECT h.document_id, h.score FROM ({hits}) h WHERE {where} ORDER BY {order_by} LIMIT
          {page.limit}) h
        JOIN search_document d ON d.tenant_id = %s AND d.id = h.document_id ORDER BY {order_by}""",  # noqa: S608
        [*hits_params, *page.params, current_tenant()],
    )


def _is_narrow(filters: Filters) -> bool:
    """Whether a shelf smaller than the shop is asked for."""
    return bool(filters.category or filters.category_id or filters.vendor_id)


def _and(conditions: list[str]) -> str:
    return "".join(f" AND {condition}" for condition in conditions)
