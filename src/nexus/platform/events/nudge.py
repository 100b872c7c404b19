"""Wake the worker right after commit. For latency only: when the nudge is lost, the sweep finds the deliveries.

Nudges of a tenant are merged while one is waiting: the set of waiting tenants lives in Valkey, a task drains one of them.
"""

import structlog
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerDown
from redis import Redis
from redis.exceptions import RedisError

from nexus.platform.tenancy import on_commit

_WAITING = "nexus:nudged"
_log = structlog.get_logger(__name__)
_client: Redis | None = None


def nudge_after_commit(tenant_id: object, /) -> None:
    """Ask for a drain of this tenant once the transaction has committed."""
    on_commit(lambda: nudge(tenant_id))


def nudge(tenant_id: object, /) -> None:
    """Ask for a drain now, unless one is waiting already."""
    if not settings.NEXUS_NUDGE:
        return
    try:
        if valkey().sadd(_WAITING, str(tenant_id)):
            current_app.send_task("events.drain", args=[str(tenant_id)], ignore_result=True, retry=False)
    except (RedisError, BrokerDown, OSError) as error:
        _log.warning("nudge_lost", tenant=str(tenant_id), error=repr(error))


def forget_nudge(tenant_id: object, /) -> None:
    """Called by the drain before it looks: later nudges make a new task."""
    try:
        valkey().srem(_WAITING, str(tenant_id))
    except RedisError as error:
        _log.warning("nudge_not_forgotten", tenant=str(tenant_id), error=repr(error))


def valkey() -> Redis:
    """Connection with short timeouts: a purchase does not wait for Valkey."""
    global _client
    if _client is None:
        _client = Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    return _client
