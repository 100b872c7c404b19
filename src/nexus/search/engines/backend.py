"""A search engine as a backend of lists: it names the products, PostgreSQL shows them."""

from functools import cache
from typing import Any, Final

import structlog
from django.conf import settings

from nexus.platform import db
from nexus.platform.http import KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.search.engines import asking
from nexus.search.engines.facets import labelled, tallies
from nexus.search.engines.opensearch_engine import OpenSearchEngine
from nexus.search.engines.port import EngineUnavailable, Hits, SearchEngine
from nexus.search.engines.tantivy_engine import TantivyEngine
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import KNOWN_WORDS, MEANT, Matching
from nexus.search.queries.postgres import PostgresBackend

_log = structlog.get_logger("nexus.search")
_ROWS: Final = f"""
SELECT d.item::text AS item, d.facts::text AS facts, d.id, d.price_minor, d.rating_points, d.sold_count, hit.score,
  %s::int AS level,
  {KNOWN_WORDS} AS known, {MEANT} AS synonyms
FROM unnest(%s::uuid[], %s::bigint[]) WITH ORDINALITY AS hit(id, score, place)
JOIN search_document d ON d.tenant_id = %s AND d.id = hit.id WHERE d.is_public ORDER BY hit.place"""  # noqa: S608


class EngineBackend:
    """When the engine does not answer, PostgreSQL does: a worse list is better than none."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine, self._instead = engine, PostgresBackend()

    def listed(
        self, page: KeysetPage, filters: Filters, asked: Matching | None, /, *, by_relevance: bool, order: str
    ) -> list[Any]:
        try:
            question = asking.question(filters, asked, order=order, page=page)
            return _rows(self._engine.search(current_tenant(), question), asked) if question else []
        except EngineUnavailable as error:
            _note(error)
            return self._instead.listed(page, filters, asked, by_relevance=by_relevance, order=order)

    def count(self, filters: Filters, asked: Matching | None, /) -> int:
        try:
            question = asking.question(filters, asked)
            return self._engine.count(current_tenant(), question) if question else 0
        except EngineUnavailable as error:
            _note(error)
            return self._instead.count(filters, asked)

    def facets(self, filters: Filters, asked: Matching | None, /, *, currency: str) -> dict[str, Any]:
        try:
            question = asking.question(filters, asked)
            return labelled(tallies(self._engine, question), currency=currency) if question else {}
        except EngineUnavailable as error:
            _note(error)
            return self._instead.facets(filters, asked, currency=currency)


@cache
def engine() -> SearchEngine | None:
    """The engine beside PostgreSQL that the settings name; None without one."""
    made = {"tantivy": TantivyEngine, "opensearch": OpenSearchEngine}.get(settings.NEXUS_SEARCH_BACKEND)
    return made() if made else None


def backend() -> EngineBackend:
    """The backend over that engine."""
    made = engine()
    if made is None:
        raise EngineUnavailable("NEXUS_SEARCH_BACKEND names no engine")
    return EngineBackend(made)


def _rows(hits: Hits, asked: Matching | None) -> list[Any]:
    """What is no longer public, though the engine does not know yet, is left out."""
    if not hits.ids:
        return []
    tenant_id, words, phrases = (
        current_tenant(),
        *((asked.distinct_words, asked.phrases()) if asked else ([], [])),
    )
    params = [hits.level, tenant_id, words, tenant_id, phrases, list(hits.ids), list(hits.scores), tenant_id]
    return db.rows(_ROWS, params)


def _note(error: EngineUnavailable) -> None:
    _log.warning("search.engine_unavailable", reason=str(error))
