"""Messages to open WebSockets, after the transaction has committed.

A message to a group nobody listens to is not sent: one look into Valkey is cheaper than waking the channel
layer, and almost always nobody listens. Losing a live message is harmless, the lists hold the truth; so a
missing Valkey is logged, not raised.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from nexus.platform.tenancy import current_tenant, on_commit

_log = structlog.get_logger(__name__)
_client: Redis | None = None


def user_group(tenant_id: UUID, user_id: UUID, /) -> str:
    """Group of a person's open sockets."""
    return f"user.{tenant_id.hex}.{user_id.hex}"


def order_group(tenant_id: UUID, order_id: UUID, /) -> str:
    """Group of the sockets that follow an order."""
    return f"order.{tenant_id.hex}.{order_id.hex}"


def tell_user_after_commit(user_id: UUID, message: dict[str, Any], /) -> None:
    """To every open socket of the person."""
    group = user_group(current_tenant(), user_id)
    on_commit(lambda: send([(group, message)]))


def tell_followers_after_commit(order_id: UUID, message: dict[str, Any], /) -> None:
    """To every socket that follows the order."""
    group = order_group(current_tenant(), order_id)
    on_commit(lambda: send([(group, message)]))


def send(messages: Iterable[tuple[str, dict[str, Any]]], /) -> None:
    """Send now, to those groups that somebody listens to."""
    wanted = list(messages)
    try:
        heard = _with_listeners([group for group, _ in wanted])
        for group, message in wanted:
            if group in heard:
                async_to_sync(_deliver)(group, message)
    except (RedisError, OSError) as error:
        _log.warning("live_message_lost", error=repr(error))


async def _deliver(group: str, message: dict[str, Any]) -> None:
    await get_channel_layer().group_send(group, {"type": "tell", "message": message})


def _with_listeners(groups: list[str]) -> set[str]:
    """channels_redis keeps a sorted set per group under this name; it is absent without listeners."""
    layer = get_channel_layer()
    asked = _valkey().pipeline(transaction=False)
    for group in groups:
        asked.exists(f"{layer.prefix}:group:{group}")
    return {group for group, found in zip(groups, asked.execute(), strict=True) if found}


def _valkey() -> Redis:
    global _client
    if _client is None:
        _client = Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    return _client
