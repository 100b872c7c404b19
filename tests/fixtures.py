"""Fixtures that every context's tests may use; each returns plain objects or factories."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Thread
from typing import Any
from uuid import UUID

import pytest


def _new_tenant(**facts: Any) -> Any:
    from nexus.tenancy.facade import create_tenant

    slug = f"t-{secrets.token_hex(6)}"
    return create_tenant(slug, name=facts.pop("name", slug), **facts)


@pytest.fixture
def make_tenant() -> Callable[..., Any]:
    """`make_tenant(currency="JPY")` -> TenantInfo."""
    return _new_tenant


@pytest.fixture
def tenant() -> Iterator[Any]:
    """A tenant of its own for the test, bound."""
    from nexus.platform.tenancy import bind_tenant

    made = _new_tenant()
    with bind_tenant(made.id):
        yield made


@pytest.fixture
def other_tenant() -> Any:
    """A second tenant, not bound."""
    return _new_tenant()


@pytest.fixture
def scope(tenant: Any) -> Iterator[Any]:
    """The whole test in one tenant transaction."""
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(tenant.id) as opened:
        yield opened


@pytest.fixture
def drain(tenant: Any) -> Callable[[], int]:
    """Deliver everything that is due for the test's tenant, by the very function the worker calls."""
    from nexus.platform.events.delivery import drain as drain_tenant

    return lambda: drain_tenant(tenant.id)


def whole(answer: Any) -> Any:
    """An answer that is made while it is sent, as one that was made before."""
    from django.http import HttpResponse

    if not answer.streaming:
        return answer
    headers = dict(answer.items())
    return HttpResponse(b"".join(answer.streaming_content), status=answer.status_code, headers=headers)


class Api:
    """HTTP client of one tenant: JSON in and out, `as_user(token)` for credentials."""

    def __init__(self, tenant: Any, headers: dict[str, str] | None = None) -> None:
        from django.test import Client

        self.tenant, self.headers, self.client = tenant, headers or {}, Client(raise_request_exception=False)

    def with_headers(self, **headers: str) -> Api:
        """A new client (own cookies) with more headers; underscores become dashes."""
        return Api(
            self.tenant, self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        )

    def as_user(self, access: str) -> Api:
        """A new client that sends the access token."""
        return self.with_headers(Authorization=f"Bearer {access}")

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = (
            {"X-Tenant": self.tenant.slug}
            | self.headers
            | {n.replace("_", "-"): v for n, v in headers.items()}
        )
        extra = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        return whole(self.client.generic(method, path, headers=sent, **extra))

    def get(self, path: str, **headers: str) -> Any:
        return self.request("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.request("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.request("PATCH", path, {} if body is None else body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.request("PUT", path, {} if body is None else body, **headers)

    def delete(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.request("DELETE", path, body, **headers)


@pytest.fixture
def api(tenant: Any) -> Api:
    """A guest's client."""
    return Api(tenant)


@pytest.fixture
def sql_log() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with sql_log() as statements: ...` collects the SQL of this thread's application connection (no BEGIN/COMMIT)."""
    from django.db import connection

    @contextmanager
    def collect() -> Iterator[list[str]]:
        statements: list[str] = []

        def record(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(record):
            yield statements

    return collect


@pytest.fixture
def in_threads() -> Callable[..., list[Any]]:
    """`in_threads(n, work)`: work(0..n-1) at once, each thread with its own connection; results or exceptions."""
    return run_in_threads


def run_in_threads(count: int, work: Callable[[int], Any], *, tenant_id: UUID | None = None) -> list[Any]:
    from concurrent.futures import ThreadPoolExecutor
    from contextlib import nullcontext
    from threading import Barrier

    from django.db import connections

    from nexus.platform.tenancy import bind_tenant

    barrier = Barrier(count)

    def one(index: int) -> Any:
        barrier.wait()
        try:
            with bind_tenant(tenant_id) if tenant_id else nullcontext():
                return work(index)
        except Exception as error:  # noqa: BLE001 - the outcome is what the test looks at
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.fixture(scope="session")
def _listening() -> Iterator[str]:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Requests of tests are not worth a line."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listening(_listening: str) -> Iterator[str]:
    """Base URL of the product, served by threads; the sandbox provider calls its webhook there."""
    from django.test import override_settings

    with override_settings(NEXUS_INTERNAL_URL=_listening):
        yield _listening
