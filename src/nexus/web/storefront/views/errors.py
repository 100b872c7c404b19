"""Refusals that happen outside our views: unknown addresses, forged forms, whatever a middleware raised."""

import sys

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views import defaults

from nexus.platform.http import handlers
from nexus.platform.http.translation import problem_from
from nexus.platform.tenancy import bound_tenant, tenant_scope
from nexus.web.storefront.language import language_of
from nexus.web.storefront.policy import guard
from nexus.web.storefront.refusals import refusal


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return handlers.plain_problem(400) if handlers.is_api(request) else _refused(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return handlers.plain_problem(403) if handlers.is_api(request) else _refused(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form came from elsewhere, or is too old."""
    return handlers.plain_problem(403) if handlers.is_api(request) else _refused(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return handlers.plain_problem(404) if handlers.is_api(request) else _refused(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a database that is away is a 503 and not our fault; the rest is logged by Django."""
    error = sys.exc_info()[1]
    if handlers.is_api(request) or error is None:
        return handlers.server_error(request)
    problem = problem_from(error)
    return _refused(request, problem.status)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    """In the shop's look where a shop is known and answers; else the page that needs nothing."""
    if not hasattr(request, "tenant"):
        return _standing_alone(request, status)
    with translation.override(language_of(request)):
        if status >= 500:
            answer = refusal(request, status)
        else:
            with tenant_scope(bound_tenant()):
                answer = refusal(request, status)
    guard(answer)
    return answer


def _standing_alone(request: HttpRequest, status: int) -> HttpResponse:
    if status == 404:
        return defaults.page_not_found(request, Exception())
    return defaults.bad_request(request, Exception()) if status < 500 else defaults.server_error(request)
