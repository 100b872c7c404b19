"""A client that does what a good client does when the line breaks: ask again, with the same idempotency key."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from tests.live.client import LiveApi
from tests.torture.history import History

PAUSE_SECONDS = 0.25
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_RETRY_CODES = frozenset({"busy", "idempotency_in_flight", "concurrent_update"})


class GaveUp(Exception):
    """The product did not answer for too long; nothing was acknowledged."""


class Stopped(Exception):
    """The run is over."""


class Stubborn:
    """Sends until there is an answer that is not the outage's fault. `patience` seconds in all for each request."""

    def __init__(
        self, api: LiveApi, history: History, /, *, patience: float, stop: Callable[[], bool]
    ) -> None:
        self.api, self._history, self._patience, self._stop = api, history, patience, stop

    def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return self._insist("POST", path, body, headers)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._insist("GET", path, None, headers)

    def _insist(self, method: str, path: str, body: Any, headers: dict[str, str]) -> httpx.Response:
        until = time.monotonic() + self._patience
        while time.monotonic() < until and not self._stop():
            try:
                answer = self.api.request(method, path, body, **headers)
            except httpx.TransportError as error:
                self._note(type(error).__name__, path)
            else:
                if not _is_transient(answer):
                    return answer
                self._note(str(answer.status_code), path, detail=answer.text[:300])
            time.sleep(PAUSE_SECONDS)
        raise Stopped if self._stop() else GaveUp(f"{method} {path}")

    def _note(self, seen: str, path: str, *, detail: str = "") -> None:
        self._history.write("trouble", seen=seen, path=path.split("?")[0][:60], detail=detail)


def _is_transient(answer: httpx.Response) -> bool:
    if answer.status_code in _TRANSIENT:
        return True
    return answer.status_code == 409 and answer.json().get("code") in _RETRY_CODES
