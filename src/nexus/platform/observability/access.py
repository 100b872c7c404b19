"""One log line and one set of metrics for each request."""

import re
import time
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any, Final

import structlog
from django.http import HttpRequest, HttpResponseBase

from nexus.kernel.clock import iso, now
from nexus.platform.observability.context import RequestFacts
from nexus.platform.observability.metrics import REQUEST_SECONDS, STATEMENTS

type Line = MutableMapping[str, Any]

_NAME: Final = "nexus.access"
_log: Final = structlog.get_logger(_NAME)
_write: Callable[[Line], object] | None = None
# Longer than an id.
_LONG_PART: Final = re.compile(r"/[^/]{37,}")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def record(request: HttpRequest, response: HttpResponseBase, facts: RequestFacts, started: float, /) -> None:
    """Count and log a finished request. The query string stays out: it may hold personal data."""
    seconds = time.perf_counter() - started
    method = request.method if request.method in _METHODS else "OTHER"
    route = route_of(request, response)
    _seconds(method, route, str(response.status_code)).observe(seconds)
    if facts.statements:
        _statements(method, route).inc(facts.statements)
    line: Line = {
        "method": method,
        "route": route,
        "path": path_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 2),
        "sql": facts.statements,
    }
    if _write is None:
        _log.info("request", **line)
    else:
        _write({"event": "request", **line, "level": "info", "logger": _NAME, "at": iso(now())})


def write_with(writer: Callable[[Line], object] | None, /) -> None:
    """Send access lines past the logging library; None sends them through it."""
    global _write
    _write = writer


def path_of(request: HttpRequest, /) -> str:
    """The path without the secret of a mailed link. Where no route says which part that is, without any long part."""
    match = request.resolver_match
    if match is None:
        return _LONG_PART.sub("/...", request.path)
    secret = match.kwargs.get("token")
    return request.path.replace(secret, "...") if secret else request.path


def route_of(request: HttpRequest, response: HttpResponseBase, /) -> str:
    """The URL pattern, so that ids do not make a series each; `cached` where no pattern was ever looked up."""
    match = request.resolver_match
    if match is not None:
        return f"/{match.route}"
    return "cached" if "X-Cache" in response.headers else "unmatched"


@lru_cache(maxsize=2048)
def _seconds(method: str, route: str, status: str) -> Any:
    return REQUEST_SECONDS.labels(method, route, status)


@lru_cache(maxsize=2048)
def _statements(method: str, route: str) -> Any:
    return STATEMENTS.labels(method, route)
