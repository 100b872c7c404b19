"""One product."""

from django.http import HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page(public=True)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, "storefront/product.html")
