"""The outermost layer: names the request, counts its statements, logs it, and answers probes before anything else."""

import time
from collections.abc import Callable
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from nexus.platform.events import correlation_scope
from nexus.platform.health.views import live, ready
from nexus.platform.http.handlers import as_problem
from nexus.platform.observability.access import record
from nexus.platform.observability.context import RequestFacts, current
from nexus.platform.observability.export import metrics
from nexus.platform.observability.request_ids import request_id

type View = Callable[[HttpRequest], HttpResponseBase]

# Probes come from load balancers by address: they need neither a tenant nor an allowed host name.
_PROBES: Final[dict[str, View]] = {"/healthz": live, "/readyz": ready, "/metrics": metrics}


class RequestContext:
    """First in MIDDLEWARE."""

    def __init__(self, get_response: View, /) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        probe = _PROBES.get(request.path_info)
        if probe is not None:
            return probe(request)
        facts = RequestFacts(request_id(request.META.get("HTTP_X_REQUEST_ID")))
        token = current.set(facts)
        try:
            return self._observed(request, facts)
        finally:
            current.reset(token)

    def _observed(self, request: HttpRequest, facts: RequestFacts) -> HttpResponseBase:
        started = time.perf_counter()
        wrappers = connection.execute_wrappers
        wrappers.append(facts.count_statement)
        try:
            with correlation_scope(facts.request_id):
                response = as_problem(request, self._get_response(request))
        finally:
            wrappers.remove(facts.count_statement)
        facts.tenant = facts.tenant or str(getattr(getattr(request, "tenant", None), "id", ""))
        response.headers["X-Request-ID"] = facts.request_id
        record(request, response, facts, started)
        return response
