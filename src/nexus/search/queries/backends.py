"""Who answers lists: PostgreSQL's own tables, or a search engine beside them (setting NEXUS_SEARCH_BACKEND)."""

from functools import cache
from typing import Any, Final, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from nexus.platform.http import KeysetPage
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import Matching

PLACES: Final = {
    "postgres": "nexus.search.queries.postgres.PostgresBackend",
    "tantivy": "nexus.search.engines.backend.backend",
    "opensearch": "nexus.search.engines.backend.backend",
}


class SearchBackend(Protocol):
    """Which products a list has. All of them read in the bound tenant's scope."""

    def listed(
        self, page: KeysetPage, filters: Filters, asked: Matching | None, /, *, by_relevance: bool, order: str
    ) -> list[Any]:
        """Rows of a page with `item` (JSON text), `id`, what it is sorted by; for a text `level`, `known` and `synonyms`."""

    def count(self, filters: Filters, asked: Matching | None, /) -> int:
        """How many products the list has in all."""

    def facets(self, filters: Filters, asked: Matching | None, /, *, currency: str) -> dict[str, Any]:
        """How many products each further filter would leave."""


@cache
def backend() -> SearchBackend:
    """The one that the settings name."""
    made: SearchBackend = import_string(PLACES[settings.NEXUS_SEARCH_BACKEND])()
    return made
