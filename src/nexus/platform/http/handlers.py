"""Refusals that happen outside our views: Django's own error pages, DRF's own views, unknown paths below /api/."""

import sys
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import defaults

from nexus.platform.http.problems import TITLES, Problem
from nexus.platform.http.responses import PROBLEM_JSON, Response
from nexus.platform.http.translation import problem_from

_CODES: Final = {
    400: "malformed",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
}


def is_api(request: HttpRequest, /) -> bool:
    """Whether the client expects the HTTP contract."""
    return request.path_info.startswith("/api/")


def wants_page(request: HttpRequest, /) -> bool:
    """Whether somebody looks at the answer: outside the API, with a browser's Accept header."""
    return not is_api(request) and "text/html" in request.META.get("HTTP_ACCEPT", "")


def plain_problem(status: int, /) -> Response:
    """A problem that knows nothing but its status."""
    title = TITLES.get(status, "Refused")
    code = _CODES.get(status, "internal_error" if status >= 500 else "refused")
    return Problem(status=status, code=code, title=title, detail=f"{title}.").response()


def as_problem(request: HttpRequest, response: HttpResponseBase, /) -> HttpResponseBase:
    """The last net below /api/: an error page of anybody becomes a problem document; headers such as Allow are kept."""
    if (
        response.status_code < 400
        or not is_api(request)
        or response.get("Content-Type", "").startswith(PROBLEM_JSON)
    ):
        return response
    answer = plain_problem(response.status_code)
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response:
            answer[name] = response[name]
    answer.cookies = response.cookies  # type: ignore[assignment]
    return answer


def framework_errors(error: Exception, context: dict[str, Any], /) -> Response:
    """EXCEPTION_HANDLER for views that are DRF's own (the schema) or of other packages."""
    return problem_from(error).response()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400 where no shop stands beside the API."""
    return plain_problem(400) if is_api(request) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403, likewise."""
    return plain_problem(403) if is_api(request) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404, likewise."""
    return plain_problem(404) if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: what a middleware raised (a database that is away is a 503, not our fault), logged."""
    error = sys.exc_info()[1]
    if not is_api(request) or error is None:
        return defaults.server_error(request)
    return problem_from(error).response()
