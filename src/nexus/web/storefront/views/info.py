"""What is told about the shop: footer pages, with texts that hold for every shop until it has its own."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nexus.pricing import facade as pricing
from nexus.web.storefront.brand import own_page
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page

TOPICS: Final = {
    "about": _("About us"),
    "contact": _("Contact"),
    "shipping": _("Shipping and returns"),
    "privacy": _("Privacy"),
    "terms": _("Terms"),
    "accessibility": _("Accessibility"),
}


@shop_page(public=True)
def info(request: HttpRequest, topic: str) -> HttpResponse:
    """One of the topics, in the tenant's own words where it has some (`branding.pages`); others are not found."""
    if topic not in TOPICS:
        raise Http404
    own = own_page(request.tenant, topic, get_language() or "en")  # type: ignore[attr-defined]
    facts = {"topics": TOPICS.items(), "topic": topic, "heading": TOPICS[topic], "own": own}
    more = _FACTS.get(topic)
    return page(request, f"storefront/info/{topic}.html", facts | (more() if more and not own else {}))


def _rates() -> dict[str, Any]:
    rates = pricing.shipping_rates()
    return {"rates": rates, "charged": any(rate.price for rate in rates)}


_FACTS: Final[dict[str, Callable[[], dict[str, Any]]]] = {"shipping": _rates}
