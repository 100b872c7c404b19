"""/healthz: the process answers. /readyz: everything it needs answers too."""

import threading
import time
from typing import Any, Final

import structlog
from django.http import HttpRequest, HttpResponse

from nexus.platform.health.checks import CHECKS
from nexus.platform.http.responses import Response
from nexus.platform.observability.house import is_of_the_house

KEEP_SECONDS: Final = 1.0
_log = structlog.get_logger(__name__)
_lock = threading.Lock()
_latest: tuple[float, dict[str, Any]] = (float("-inf"), {})


def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process serves requests at all; touches nothing."""
    return Response({"status": "up"})


def ready(request: HttpRequest) -> HttpResponse:
    """200 when every check passes, else 503; the findings are kept for a second, so probes cost nothing.

    Which part fails is told to everybody, why only to the house: a driver's words name hosts, ports and accounts.
    """
    findings = _findings()
    is_ready = all(found["ok"] for found in findings.values())
    told = (
        findings
        if is_of_the_house(request)
        else {name: {"ok": found["ok"]} for name, found in findings.items()}
    )
    return Response(
        {"status": "ready" if is_ready else "not ready", "checks": told}, 200 if is_ready else 503
    )


def _findings() -> dict[str, Any]:
    global _latest
    with _lock:
        if time.monotonic() - _latest[0] > KEEP_SECONDS:
            _latest = (float("-inf"), {})
            findings = {name: _look(name) for name in CHECKS}
            _latest = (time.monotonic(), findings)
        return _latest[1]


def _look(name: str) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        CHECKS[name]()
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the probe answers "not ready" and says why
        _log.warning("not_ready", check=name, error=str(error))
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return {"ok": True, "ms": round((time.perf_counter() - started) * 1000, 1)}
