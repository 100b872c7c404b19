"""The front page."""

from django.http import HttpRequest, HttpResponse

from nexus.search.queries import showcase
from nexus.web.storefront.products import cards
from nexus.web.storefront.rendering import Shop, page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.structured import shop_data

ROW = 8
TILES = 6


@shop_page(public=True)
def home(request: HttpRequest) -> HttpResponse:
    """Hero, categories, what is new, what sells, what is reduced. Ten statements at most."""
    shop = Shop(request)
    roots = shop.categories[:TILES]
    fronts = showcase.fronts([branch.category.id for branch in roots])
    facts = {
        "data": shop_data(shop),
        "tiles": [(branch, fronts.get(branch.category.id)) for branch in roots],
        "newest": cards(showcase.newest(limit=ROW)),
        "bestsellers": cards(showcase.bestsellers(limit=ROW)),
        "reduced": cards(showcase.reduced(limit=ROW)),
    }
    return page(request, "storefront/home.html", facts)
