"""What is told about the shop: footer pages, with texts that hold for every shop until it has its own."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page

TOPICS: Final = ("about", "contact", "shipping", "privacy", "terms", "accessibility")


@shop_page(public=True)
def info(request: HttpRequest, topic: str) -> HttpResponse:
    """One of the topics; others are not found."""
    if topic not in TOPICS:
        raise Http404
    return page(request, f"storefront/info/{topic}.html")
