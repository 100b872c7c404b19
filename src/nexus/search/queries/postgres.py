"""Lists from PostgreSQL's own tables: shelves, postings, numbers. One statement for a page."""

from typing import Any

from nexus.platform.http import KeysetPage
from nexus.search.queries import facets, listing
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import Matching


class PostgresBackend:
    """Always up to date: the tables are written in the transaction of what they show."""

    def listed(
        self, page: KeysetPage, filters: Filters, asked: Matching | None, /, *, by_relevance: bool, order: str
    ) -> list[Any]:
        return listing.listed(page, filters, asked, order=order)

    def count(self, filters: Filters, asked: Matching | None, /) -> int:
        return listing.count(filters, asked)

    def facets(self, filters: Filters, asked: Matching | None, /, *, currency: str) -> dict[str, Any]:
        return facets.facets(filters, asked, currency=currency)
