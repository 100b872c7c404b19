"""The style page: every component of the shop with its markup. Documentation for those who build pages; demo only."""

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from nexus.web.components.icons import ICONS
from nexus.web.storefront.products import card
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page

TOKENS: Final = (
    ("paper", "bg-paper", "the page"), ("surface", "bg-surface", "what lies on it: cards, inputs, menus"),
    ("sunken", "bg-sunken", "what lies below: footer, notices, pictures to come"),
    ("line", "bg-line", "hairlines"), ("strong-line", "bg-strong-line", "borders of what can be used"),
    ("ink", "bg-ink", "text"), ("soft", "bg-soft", "text of less weight"),
    ("accent", "bg-accent", "the tenant's colour, with text-on-accent upon it"),
    ("accent-text", "bg-accent-text", "the same as a colour of text: links"),
    ("good", "bg-good", "done, in stock"), ("warn", "bg-warn", "look here"), ("bad", "bg-bad", "refused, lost"),
    ("good-tint", "bg-good-tint", "ground for good"), ("warn-tint", "bg-warn-tint", "ground for warn"),
    ("bad-tint", "bg-bad-tint", "ground for bad"),
)  # fmt: skip
_PLAIN: Final = {
    "slug": "linen-shirt", "title": "Everyday Linen Shirt", "image": "", "vendor": {"name": "Stitch & Sole"}, "price": "26.00",
    "compare_at_price": None, "currency": "EUR", "variant_count": 1, "in_stock": True, "review_count": 0, "rating": None,
}  # fmt: skip


@shop_page()
def styleguide(request: HttpRequest) -> HttpResponse:
    if not settings.NEXUS_DEMO:
        raise Http404
    return page(
        request,
        "storefront/styleguide.html",
        {"tokens": TOKENS, "icons": sorted(ICONS), "products": _products()},
    )


def _products() -> list[tuple[str, dict[str, Any]]]:
    """A product card in each of its states."""
    states = {
        "without a picture": {},
        "reduced": {"compare_at_price": "32.50"},
        "sold out": {"in_stock": False},
        "several variants, rated": {"variant_count": 4, "review_count": 128, "rating": 4.6},
    }
    return [(name, card(_PLAIN | changed)) for name, changed in states.items()]
