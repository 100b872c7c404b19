"""The two sockets. They only speak; what a client sends is ignored, except `ping`."""

import asyncio
from datetime import datetime
from typing import Any, override
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from nexus.kernel import clock
from nexus.kernel.errors import NexusError, Unauthenticated
from nexus.notifications import queries
from nexus.notifications.interfaces.ws.handshake import SUBPROTOCOL, Handshake, Visitor, visitor_of
from nexus.notifications.services.live import order_group, user_group
from nexus.orders import facade as orders
from nexus.platform.tenancy import tenant_scope

CLOSED_UNAUTHENTICATED = 4401
CLOSED_NOT_FOUND = 4404
MAX_MESSAGE = 1024


class Socket(AsyncJsonWebsocketConsumer):
    """Joins one group after the visitor was admitted, greets with the current state, leaves when the token
    ends.
    """

    group = ""
    _end: asyncio.TimerHandle | None = None

    async def connect(self) -> None:
        """Join first and read the state afterwards, so that nothing falls between the two."""
        handshake = Handshake.of(self.scope)
        try:
            visitor = await database_sync_to_async(self.admitted)(handshake)
        except NexusError as error:
            await self.close(
                CLOSED_UNAUTHENTICATED if isinstance(error, Unauthenticated) else CLOSED_NOT_FOUND
            )
            return
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept(SUBPROTOCOL if SUBPROTOCOL in handshake.subprotocols else None)
        await self.send_json(await database_sync_to_async(self.state)(visitor))
        if visitor.until is not None:
            self._close_at(visitor.until)

    def admitted(self, handshake: Handshake) -> Visitor:
        """Who it is; sets the group. Raises Unauthenticated or NotFound. Runs in a thread."""
        raise NotImplementedError

    def state(self, visitor: Visitor) -> dict[str, Any]:
        """The first message: how things stand. Runs in a thread."""
        raise NotImplementedError

    @override
    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any
    ) -> None:
        if (
            text_data is not None
            and len(text_data) <= MAX_MESSAGE
            and text_data.strip() in ("ping", '"ping"')
        ):
            await self.send_json({"type": "pong"})

    @override
    async def disconnect(self, code: int) -> None:
        if self._end is not None:
            self._end.cancel()
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def tell(self, event: dict[str, Any]) -> None:
        """A message to the group."""
        await self.send_json(event["message"])

    def _close_at(self, end: datetime) -> None:
        seconds = max(0.0, (end - clock.now()).total_seconds())
        loop = asyncio.get_running_loop()
        self._end = loop.call_later(
            seconds, lambda: asyncio.ensure_future(self.close(CLOSED_UNAUTHENTICATED))
        )


class NotificationSocket(Socket):
    """A person's notifications as they happen; greets with the number of unread ones."""

    @override
    def admitted(self, handshake: Handshake) -> Visitor:
        visitor = visitor_of(handshake)
        if visitor.actor.id is None:
            raise Unauthenticated
        self.group = user_group(visitor.tenant.id, visitor.actor.id)
        return visitor

    @override
    def state(self, visitor: Visitor) -> dict[str, Any]:
        assert visitor.actor.id is not None
        with tenant_scope(visitor.tenant.id):
            return {"type": "ready", "unread": queries.unread_count(visitor.actor.id)}


class OrderSocket(Socket):
    """An order's progress, for those who may read the order: its buyer, its sellers, staff, or a guest with
    its secret token.
    """

    @override
    def admitted(self, handshake: Handshake) -> Visitor:
        self.order_id: UUID = self.scope["url_route"]["kwargs"]["order_id"]
        self.secret = handshake.query.get("order_token") or handshake.headers.get("x-order-token")
        visitor = visitor_of(handshake)
        self.state(visitor)
        self.group = order_group(visitor.tenant.id, self.order_id)
        return visitor

    @override
    def state(self, visitor: Visitor) -> dict[str, Any]:
        with tenant_scope(visitor.tenant.id):
            body = orders.order_body(self.order_id, visitor.actor, token=self.secret)
        facts = {name: body[name] for name in ("status", "payment_status")}
        return {"type": "order", "order_id": str(self.order_id), **facts}
