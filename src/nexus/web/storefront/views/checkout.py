"""Checkout."""

from django.http import HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page("GET", "POST")
def checkout(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/checkout.html")
