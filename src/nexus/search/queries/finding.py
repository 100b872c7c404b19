"""A list as somebody asks for it: in which order, and for a mistyped text with better words."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from nexus.platform.http import InvalidRequest, KeysetPage
from nexus.search.queries import listing
from nexus.search.queries.backends import backend
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import Matching, remedies

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
    listed = partial(_listed, page, filters, order=order)
    rows = listed(asked)
    if asked is None:
        return rows, asked
    if rows and rows[0].synonyms:
        asked = replace(asked, synonyms=rows[0].synonyms)
        rows = listed(asked)
    if _level(rows) == EVERY_WORD or (rows and rows[0].known == len(asked.distinct_words)):
        return rows, asked
    for better in remedies(asked):
        improved = listed(better)
        if _level(improved) > _level(rows):
            rows, asked = improved, better
    return rows, asked


def count(filters: Filters, asked: Matching | None, /) -> int:
    """How many products the list has in all."""
    return backend().count(filters, asked)


def facets(filters: Filters, asked: Matching | None, /, *, currency: str) -> dict[str, Any]:
    """By filter: its values with how many products each would leave."""
    return backend().facets(filters, asked, currency=currency)


def _listed(page: KeysetPage, filters: Filters, asked: Matching | None, /, *, order: str) -> list[Any]:
    return backend().listed(page, filters, asked, by_relevance=order == "relevance", order=order)


def _level(rows: list[Any]) -> int:
    """Percent of the words that the products have; the same for all of a list."""
    return int(rows[0].level) if rows else 0
