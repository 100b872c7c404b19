"""Lists of products."""

from django.http import HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page(public=True)
def everything(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/listing.html")


@shop_page(public=True)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, "storefront/listing.html")


@shop_page(public=True)
def found(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/listing.html")


@shop_page(public=True)
def suggest(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/listing.html")
