"""CSRF check for the one kind of credentials that a browser sends by itself: the session cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from nexus.kernel.errors import Forbidden


class CsrfFailed(Forbidden):
    """A session request without a valid CSRF token."""

    code = "csrf_failed"
    title = "The CSRF token is missing or wrong"


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _never_called(request: HttpRequest) -> HttpResponse:
    raise AssertionError("the check only inspects")


_check = _Check(_never_called)


def enforce_csrf(request: HttpRequest, /) -> None:
    """Raises CsrfFailed. Session authenticators call it before they accept the session of an unsafe request."""
    _check.process_request(request)
    reason = _check.process_view(request, None, (), {})  # type: ignore[arg-type]
    if reason:
        raise CsrfFailed(str(reason))
