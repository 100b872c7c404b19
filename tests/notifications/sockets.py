"""A WebSocket client for ASGI applications; channels' own one cannot be imported without daphne."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from asgiref.testing import ApplicationCommunicator


class WebSocket(ApplicationCommunicator):
    """Speaks the websocket part of ASGI with the application."""

    def __init__(
        self,
        application: Any,
        path: str,
        *,
        headers: list[tuple[bytes, bytes]],
        subprotocols: list[str] | None = None,
    ) -> None:
        parts = urlsplit(path)
        scope = {
            "type": "websocket", "path": parts.path, "query_string": parts.query.encode(), "headers": headers,
            "subprotocols": subprotocols or [],
        }  # fmt: skip
        super().__init__(application, scope)

    async def connect(self, timeout: float = 5) -> tuple[bool, Any]:
        """(True, subprotocol) when let in, else (False, close code)."""
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(timeout)
        if answer["type"] == "websocket.close":
            return False, answer.get("code", 1000)
        return True, answer.get("subprotocol")

    async def send_to(self, *, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.send_input({"type": "websocket.receive", "text": text_data, "bytes": bytes_data})

    async def receive_json_from(self, timeout: float = 5) -> Any:
        answer = await self.receive_output(timeout)
        assert answer["type"] == "websocket.send", answer
        return json.loads(answer["text"])

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(5)
