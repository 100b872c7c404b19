"""Speaking HTTP to a live product, in the words of `tests.fixtures.Api`, so that the same steps work with both."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import httpx

WAIT_SECONDS = 30.0
logging.getLogger("httpx").setLevel(logging.WARNING)


class LiveApi:
    """One client of one shop: its own cookies and connections. JSON in and out; underscores in header names become dashes."""

    def __init__(
        self, base: str, slug: str, /, headers: dict[str, str] | None = None, *, seconds: float = 30.0
    ) -> None:
        self.base, self.slug, self.headers, self._seconds = base, slug, headers or {}, seconds
        self.client = httpx.Client(base_url=base, timeout=seconds, trust_env=False)

    def with_headers(self, **headers: str) -> LiveApi:
        """A new client that sends more headers."""
        return LiveApi(self.base, self.slug, self.headers | _dashed(headers), seconds=self._seconds)

    def as_user(self, access: str, /) -> LiveApi:
        """A new client that sends the access token."""
        return self.with_headers(Authorization=f"Bearer {access}")

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        sent = {"X-Tenant": self.slug} | self.headers | _dashed(headers)
        return self.client.request(method, path, json=body, headers=sent)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return self.request("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return self.request("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> httpx.Response:
        return self.request("DELETE", path, **headers)

    def close(self) -> None:
        self.client.close()


def expect(answer: httpx.Response, status: int, /) -> Any:
    """The body of an answer that must have this status."""
    assert answer.status_code == status, (
        f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
    )
    return answer.json() if answer.content else None


def eventually[T](look: Callable[[], T], /, *, seconds: float = WAIT_SECONDS) -> T:
    """The first truthy thing that `look` finds; fails with the last thing it saw."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"not within {seconds} s; last seen: {found!r}"
        time.sleep(0.1)
    return found


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
