"""Binds each request to its tenant before anything else looks at it. Costs no SQL while the tenant is remembered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from nexus.platform.http.handlers import wants_page
from nexus.platform.http.problems import problem
from nexus.platform.tenancy import bind_tenant
from nexus.tenancy.facade import UnknownTenant, resolve

_WITHOUT_TENANT = ("/healthz", "/readyz", "/metrics", "/static/")


class ResolveTenant:
    """Sets `request.tenant` and the bound tenant; an unknown shop is a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_WITHOUT_TENANT):
            return self.get_response(request)
        try:
            tenant = resolve(request.get_host(), request.META.get("HTTP_X_TENANT"))
        except UnknownTenant as error:
            return _no_shop(request) if wants_page(request) else problem(error)
        request.tenant = tenant  # type: ignore[attr-defined]
        with bind_tenant(tenant.id):
            return self.get_response(request)


def _no_shop(request: HttpRequest) -> HttpResponse:
    """For people: the page stands alone, as there is no shop whose look it could have."""
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponse(
            render_to_string("no_shop.html"), status=404, headers={"Cache-Control": "no-store"}
        )
