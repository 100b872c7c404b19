"""Logging in and out."""

from django.http import HttpRequest, HttpResponse

from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page


@shop_page("GET", "POST", rate="auth")
def log_in(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/account/login.html")


@shop_page("POST")
def log_out(request: HttpRequest) -> HttpResponse:
    return page(request, "storefront/account/login.html")
