"""Refusals that happen outside our views: unknown addresses, forged forms, whatever a middleware raised."""

import sys
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from nexus.platform.http import handlers
from nexus.platform.http.problems import Problem
from nexus.platform.http.translation import problem_from
from nexus.web.storefront import wording
from nexus.web.storefront.language import language_of
from nexus.web.storefront.policy import guard
from nexus.web.storefront.refusals import refusal
from nexus.web.storefront.returning import back_to
from nexus.web.storefront.waiting import retry_after

_ALONE = (400, 403, 404, 500, 503)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: also for what Django calls suspicious, a body too large among it."""
    if handlers.is_api(request):
        return handlers.plain_problem(400)
    return _refused(request, problem_from(exception))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return handlers.plain_problem(403) if handlers.is_api(request) else _refused(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form came from elsewhere, or is too old. Says so, and leads back to it."""
    if handlers.is_api(request):
        return handlers.plain_problem(403)
    origin = urlsplit(request.META.get("HTTP_REFERER", ""))
    own = origin.netloc == request.get_host() and back_to(request, origin.path, default="")
    with translation.override(language_of(request)):
        return _refused(request, 403, said=wording.forged(), back=own or request.path)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return handlers.plain_problem(404) if handlers.is_api(request) else _refused(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a database that is away is a 503 and not our fault; the rest is logged by Django."""
    error = sys.exc_info()[1]
    if handlers.is_api(request):
        return handlers.server_error(request)
    return _refused(request, problem_from(error) if error else 500)


def _refused(request: HttpRequest, problem: Problem | int, **more: Any) -> HttpResponse:
    """In the shop's look where a shop is known; else the page that needs nothing."""
    with translation.override(language_of(request)):
        if not hasattr(request, "tenant"):
            return _standing_alone(problem)
        answer = refusal(request, problem, **more)
    guard(answer)
    return answer


def _standing_alone(problem: Problem | int) -> HttpResponse:
    status = problem if isinstance(problem, int) else problem.status
    name = status if status in _ALONE else 400 if status < 500 else 500
    answer = HttpResponse(render_to_string(f"{name}.html"), status=status)
    if wait := retry_after(problem if isinstance(problem, Problem) else None):
        answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "no-store"
    return answer
