"""CPU of the HTTP edge in this process. Not a test: `pytest tests/platform/bench_http_edge.py -s -q` prints the table.

Everything runs through Django's own request handler (`BaseHandler.get_response`), the server and the network left out.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.test import override_settings

BATCHES, BATCH, WARM = 20, 100, 150


def cpu_us(work: Callable[[], Any]) -> float:
    """Best batch of twenty, in microseconds of this process's CPU for each call; other work on the machine disturbs least so."""
    for _ in range(WARM):
        work()
    best = float("inf")
    for _ in range(BATCHES):
        started = time.process_time()
        for _ in range(BATCH):
            work()
        best = min(best, (time.process_time() - started) / BATCH * 1e6)
    return best


def test_table(sample: Any, tenant: Any, monkeypatch: Any, capsys: Any) -> None:
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory
    from django.urls import path
    from rest_framework.response import Response
    from rest_framework.views import APIView
    from tests.platform import sample_views

    from nexus.platform.http import ApiView, endpoint
    from nexus.platform.http import view as view_module
    from nexus.platform.observability.logs import configure

    class Bare(APIView):
        authentication_classes = permission_classes = throttle_classes = ()

        def get(self, request: Any) -> Response:
            return Response({"ok": True})

    class Ours(ApiView):
        @endpoint(auth="public")
        def get(self, request: Any) -> dict[str, bool]:
            return {"ok": True}

    def plain(request: Any) -> Any:
        from django.http import HttpResponse

        return HttpResponse(b'{"ok":true}', content_type="application/json")

    sample_views.urlpatterns += [
        path("api/bare/", Bare.as_view()),
        path("api/ours/", Ours.as_view()),
        path("api/plain/", plain),
    ]
    factory = RequestFactory(headers={"X-Tenant": tenant.slug, "Accept": "*/*"})

    def through(url: str, **headers: Any) -> Callable[[], Any]:
        handler = WSGIHandler()
        environ = factory._base_environ(
            PATH_INFO=url.partition("?")[0], QUERY_STRING=url.partition("?")[2], **headers
        )

        def serve() -> Any:
            response = handler.get_response(handler.request_class(dict(environ)))
            response.close()
            return response

        assert serve().status_code == 200, serve().content
        return serve

    @contextmanager
    def no_scope(*_: Any) -> Any:
        yield

    configure({"json": True})
    logging.getLogger().handlers[0].setStream(open(os.devnull, "w"))  # noqa: SIM115 - for the rest of the process
    table: dict[str, float] = {}
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=sample_views.__name__), capsys.disabled():
        table["plain Django view, no middleware"] = cpu_us(through("/api/plain/"))
        table["bare DRF view, no middleware"] = cpu_us(through("/api/bare/"))
        with monkeypatch.context() as patched:
            patched.setattr(view_module, "tenant_scope", no_scope)
            table["ApiView without its transaction, no middleware"] = cpu_us(through("/api/ours/"))
        table["ApiView (BEGIN, enter_tenant, COMMIT), no middleware"] = cpu_us(through("/api/ours/"))
        with override_settings(NEXUS_THROTTLING=True):
            table["ApiView with its rate counted"] = cpu_us(through("/api/ours/"))
    middle = [
        "nexus.platform.observability.middleware.RequestContext",
        "nexus.tenancy.interfaces.middleware.ResolveTenant",
    ]
    cached = [*middle, "nexus.platform.cache.middleware.CachedReads"]
    with capsys.disabled():
        with override_settings(MIDDLEWARE=middle):
            table["plain Django view, request context + tenant"] = cpu_us(through("/api/plain/"))
        with override_settings(MIDDLEWARE=cached[1:]):
            table["cached read, tenant + cache only"] = cpu_us(through("/api/catalog/products/window/"))
        with override_settings(MIDDLEWARE=cached):
            table["cached read, with log line and metrics"] = cpu_us(through("/api/catalog/products/window/"))
        sys.stdout.write("\n")
        for name, value in table.items():
            sys.stdout.write(f"{value:9.1f} us  {name}\n")
        bare, ours = (
            table["bare DRF view, no middleware"],
            table["ApiView without its transaction, no middleware"],
        )
        sys.stdout.write(f"ApiView / bare DRF: {ours / bare:.2f}\n")
