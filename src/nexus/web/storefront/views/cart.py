"""The cart."""

from django.http import HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page()
def show(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/cart.html")


@shop_page("POST", harmless=True)
def add(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/cart.html")
