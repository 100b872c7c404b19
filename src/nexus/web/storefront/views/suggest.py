"""What somebody may be typing, as a list of options below the search box."""

from typing import Final

import orjson
from django.http import HttpRequest, HttpResponse

from nexus.search import facade as search
from nexus.search.queries.suggestions import suggestions
from nexus.web.storefront.asking import asked
from nexus.web.storefront.rendering import Shop, page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.spoken import title_of

LEAST: Final = 2
_LONGEST: Final = 100
_WORDS, _CATEGORIES, _BRANDS, _PRODUCTS = 4, 3, 3, 5


@shop_page(public=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """A part of a page. Nothing for fewer than two letters. Two statements; more while products do not cost what is kept."""
    typed = asked(request).get("q", "")
    if not LEAST <= len(typed) <= _LONGEST:
        return HttpResponse("")
    found = suggestions(typed, Shop(request).tenant, limit=_PRODUCTS)
    facts = {
        "words": found.words[:_WORDS],
        "categories": orjson.loads(found.categories)[:_CATEGORIES],
        "brands": orjson.loads(found.brands)[:_BRANDS],
        "products": [
            item | {"title": title_of(item)} for item in orjson.loads(search.shown_list(found.products))
        ],
    }
    return page(request, "storefront/suggestions.html", facts)
