"""A small HTTP/1.1 load client: N keep-alive connections, each sending its next request when the last one is answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Call:
    """One request."""

    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Load:
    """What came of a run. `seconds` of wall time, latencies in seconds, statuses counted."""

    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0

    def note(self, status: int, seconds: float, /) -> None:
        self.latencies.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def percentile(self, share: float, /) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Connection:
    """One keep-alive connection."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, call: Call, /) -> tuple[int, bytes]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        body = json.dumps(call.body).encode() if call.body is not None else b""
        lines = [
            f"{call.method} {call.path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Content-Length: {len(body)}",
        ]
        lines += ["Content-Type: application/json"] if body else []
        lines += [f"{name}: {value}" for name, value in call.headers.items()]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return await self._answer()

    async def _answer(self) -> tuple[int, bytes]:
        assert self.reader is not None
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        if "content-length" in headers:
            body = await self.reader.readexactly(int(headers["content-length"]))
        elif headers.get("transfer-encoding") == "chunked":
            body = await self._chunks()
        else:
            body = b""
        return int(head[0].split(" ", 2)[1]), body

    async def _chunks(self) -> bytes:
        assert self.reader is not None
        body = b""
        while size := int((await self.reader.readline()).strip() or b"0", 16):
            body += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return body

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()


type Flow = Callable[[int, Callable[[Call], Any]], Any]


def run_flows(base: tuple[str, int], flow: Flow, /, *, count: int, connections: int = CONNECTIONS) -> Load:
    """`count` flows over `connections` connections; a flow sends its calls by `await send(call)` -> (status, body)."""
    return asyncio.run(_run(base, flow, count, connections))


async def _run(base: tuple[str, int], flow: Flow, count: int, connections: int) -> Load:
    load, numbers = Load(), iter(range(count))
    started = perf_counter()
    await asyncio.gather(*(_worker(base, flow, numbers, load) for _ in range(connections)))
    load.seconds = perf_counter() - started
    return load


async def _worker(base: tuple[str, int], flow: Flow, numbers: Iterator[int], load: Load) -> None:
    connection = Connection(*base)

    async def send(call: Call) -> tuple[int, bytes]:
        return await connection.send(call)

    for number in numbers:
        began = perf_counter()
        status = await flow(number, send)
        load.note(status, perf_counter() - began)
    connection.close()
