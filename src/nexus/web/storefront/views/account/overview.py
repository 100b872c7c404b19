"""The account's first page."""

from django.http import HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page(members=True)
def overview(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/account/overview.html")
