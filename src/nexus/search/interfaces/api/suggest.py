"""Suggestions as somebody types."""

from typing import Any

import orjson

from nexus.platform.http import ApiRequest, ApiView, InvalidRequest, endpoint
from nexus.search.interfaces.api.answers import SuggestionsBody
from nexus.search.queries.suggestions import suggestions
from nexus.search.services.shown import prices_for, shown_list
from nexus.tenancy import facade as tenancy

MOST = 8


class SuggestView(ApiView):
    """`GET /api/catalog/search/suggest/?q=`"""

    cached = True

    @endpoint(auth="public", query=("q",), returns={200: SuggestionsBody})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Completions of the last word, products, categories, brands; at most eight of each."""
        typed = (request.query_params.get("q") or "").strip()
        if not typed or len(typed) > 100:
            raise InvalidRequest("Nothing to suggest.", errors={"q": ["Between 1 and 100 characters."]})
        found = suggestions(typed, tenancy.tenant(), limit=MOST)
        products = shown_list(found.products, prices_for(request.actor))
        return {
            "query": typed,
            "words": found.words,
            "products": orjson.Fragment(products),
            "categories": orjson.Fragment(found.categories),
            "brands": orjson.Fragment(found.brands),
        }
