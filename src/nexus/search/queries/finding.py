"""A list as somebody asks for it: in which order, and for a mistyped text with better words."""

from typing import Any, Final

from nexus.platform.http import InvalidRequest, KeysetPage
from nexus.search.queries import listing
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import Matching, corrected

EVERY_WORD: Final = 100


def order_of(given: str | None, asked: Matching | None, /) -> str:
    """The order's name; without a text there is no relevance. Raises InvalidRequest for an unknown one."""
    sort = given or "relevance"
    if sort not in listing.ORDERS:
        known = ", ".join(sorted(listing.ORDERS))
        raise InvalidRequest("Unknown sort.", errors={"sort": [f"Must be one of {known}."]})
    return "newest" if sort == "relevance" and asked is None else sort


def find(
    page: KeysetPage, filters: Filters, asked: Matching | None, /, *, order: str
) -> tuple[list[Any], Matching | None]:
    """Rows of the page, and what was searched in the end. Only a text that finds nothing costs more statements."""
    by_relevance = order == "relevance"
    rows = listing.listed(page, filters, asked, by_relevance=by_relevance)
    if asked is None or _level(rows) == EVERY_WORD or (rows and rows[0].known == len(asked.distinct_words)):
        return rows, asked
    better = corrected(asked)
    if better is None:
        return rows, asked
    improved = listing.listed(page, filters, better, by_relevance=by_relevance)
    return (improved, better) if _level(improved) > _level(rows) else (rows, asked)


def _level(rows: list[Any]) -> int:
    """Percent of the words that the products have; the same for all of a list."""
    return int(rows[0].level) if rows else 0
