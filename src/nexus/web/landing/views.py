"""One page, no SQL."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static

PLACES = (
    ("API documentation", "/api/docs/", "Swagger UI: try every endpoint"),
    ("API reference", "/api/redoc/", "ReDoc: the same contract to read"),
    ("OpenAPI schema", "/api/schema/", "OpenAPI 3.1, machine readable"),
    ("Back office", "/admin/", "Orders, payments, catalogue, mailbox, deliveries, processes"),
    ("Products", "/api/catalog/products/", "The catalogue as JSON"),
    ("Liveness", "/healthz", "The process is up"),
    ("Readiness", "/readyz", "Database, cache, broker and migrations are fine"),
    ("Metrics", "/metrics", "Prometheus format"),
)


def landing(request: HttpRequest) -> HttpResponse:
    """What runs where, for the tenant of this address."""
    context = {"places": PLACES, "tenant": request.tenant, "websocket": settings.NEXUS_WEBSOCKET_URL}  # type: ignore[attr-defined]
    response = render(request, "landing/landing.html", context)
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"
    )
    return response


def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it at every page that names no other."""
    return HttpResponseRedirect(static("backoffice/icon.svg"), headers={"Cache-Control": "max-age=86400"})
