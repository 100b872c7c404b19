"""From the filters of a list to a question for an engine: names become ids, what the filters imply becomes shelves."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.search.engines.port import Question
from nexus.search.queries import words
from nexus.search.queries.filters import IN_GROUP, Filters, group_params
from nexus.search.queries.matching import Matching
from nexus.search.queries.showcase import REDUCED


def question(
    filters: Filters, asked: Matching | None, /, *, order: str = "newest", page: KeysetPage | None = None
) -> Question | None:
    """None when something is asked for that does not exist. At most one statement, for slugs."""
    named = _named(filters)
    if any(not ids for ids in named.values()):
        return None
    shelves = [filters.shelf_id, filters.category_id, filters.vendor_id, REDUCED if filters.reduced else None]
    shelves += [ids[0] for kind, ids in named.items() if kind != "brand"]
    return Question(
        shelves=[shelf for shelf in shelves if shelf],
        any_shelf=[named["brand"]] if "brand" in named else [],
        without_shelf=REDUCED if filters.reduced is False else None,
        price_min=filters.price_min,
        price_max=filters.price_max,
        in_stock=filters.in_stock,
        rating_min=filters.rating_min,
        terms=filters.terms,
        ranges=filters.ranges,
        order=order,
        **_text(asked),
        **_place(page),
    )


def _text(asked: Matching | None) -> dict[str, Any]:
    if asked is None:
        return {}
    prefix = words.code_term(asked.typed) if asked.looks_like_code else ""
    return {"slots": asked.slots(), "exact": asked.exact_terms(), "code_prefix": prefix}


def _place(page: KeysetPage | None) -> dict[str, Any]:
    return {"after": page.after, "backward": page.backward, "limit": page.limit} if page else {}


def _named(filters: Filters) -> dict[str, list[UUID]]:
    """Ids of what is asked for by slug, by kind; an empty list for what does not exist."""
    parts = list(_lookups(filters))
    if not parts:
        return {}
    sql = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id FROM ({one}) {kind}" for kind, one, _ in parts)  # noqa: S608
    found: dict[str, list[UUID]] = {kind: [] for kind, _, _ in parts}
    for entry in db.rows(sql, [param for _, _, params in parts for param in params]):
        found[entry.kind].append(entry.id)
    return found


def _lookups(filters: Filters) -> Iterator[tuple[str, str, list[Any]]]:
    if filters.category is not None:
        sql = "SELECT c.id FROM search_category c WHERE c.tenant_id = %s AND c.slug = %s"
        yield "category", sql, [current_tenant(), filters.category]
    if filters.brands:
        yield "brand", IN_GROUP, group_params("brand", filters.brands)
    if filters.collection:
        yield "collection", IN_GROUP, group_params("collection", [filters.collection])
