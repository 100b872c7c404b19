"""What is not there: a page with what is (what sells best, or the categories), or where it went."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from nexus.search.queries import showcase
from nexus.web.storefront.products import cards
from nexus.web.storefront.rendering import page
from nexus.web.storefront.trees import Branch

_INSTEAD: Final = 4


def moved(request: HttpRequest, present: str, /) -> HttpResponsePermanentRedirect:
    """Status 301: to the address that it has now, with what was asked of it."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{present}?{query}" if query else present)


def missing(request: HttpRequest, heading: str, /, *, tiles: Sequence[Branch] = ()) -> HttpResponse:
    """Status 404. One statement, besides those of the frame."""
    facts = {"heading": heading, "tiles": tiles, "instead": cards(showcase.bestsellers(limit=_INSTEAD))}
    return page(request, "storefront/missing.html", facts, status=404)
