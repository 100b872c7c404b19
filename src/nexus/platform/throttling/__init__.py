"""Rate limits per tenant and subject, counted in Valkey.

When Valkey does not answer, requests pass and a metric counts them; only `auth` and `codes` go on counting inside each process,
so that an outage neither locks everybody out nor opens the door to guessing passwords and codes. NEXUS_THROTTLING = False
switches all off.
"""

import math
from typing import Any, Final

from django.conf import settings

from nexus.kernel.errors import Throttled
from nexus.platform.cache.wire import ValkeyDown
from nexus.platform.observability.metrics import THROTTLED, THROTTLING_BLIND
from nexus.platform.tenancy import bound_tenant
from nexus.platform.throttling import limiter, local
from nexus.platform.throttling.rates import rates_of
from nexus.platform.throttling.subjects import client_ip, subject_of

__all__ = ["client_ip", "throttle"]

_GUARDED: Final = frozenset({"auth", "codes"})


def throttle(request: Any, name: str, actor: Any, /) -> None:
    """Count the request under the rate's name. Raises Throttled with `retry_after` seconds; ImproperlyConfigured when unknown."""
    if not getattr(settings, "NEXUS_THROTTLING", True):
        return
    rates = rates_of(name)
    if not rates:
        return
    prefix = f"nexus:{bound_tenant()}:rate:{name}"
    keys = [f"{prefix}:{rate.seconds}:{subject_of(rate.subject, request, actor)}" for rate in rates]
    wait = _wait(name, keys, [(rate.limit, rate.seconds) for rate in rates])
    if wait > 0:
        THROTTLED.labels(name).inc()
        seconds = math.ceil(wait)
        raise Throttled(f"Try again in {seconds} s.", retry_after=seconds)


def _wait(name: str, keys: list[str], limits: list[tuple[int, int]]) -> float:
    try:
        return limiter.wait_for(keys, limits)
    except ValkeyDown:
        THROTTLING_BLIND.inc()
        return local.wait_for(keys, limits) if name in _GUARDED else 0.0
