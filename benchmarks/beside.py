"""Kept answers beside a bare view of the same bytes, in turns: whatever else the machine does meets both."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from benchmarks import floors
from benchmarks.client import Call, Connection, Load, run_flows
from benchmarks.meter import Meter
from benchmarks.product import Running
from benchmarks.scenarios import TENANT, Scenarios

BAR = 2.0
"""How often the time of the bare view a kept answer may take."""
ROUNDS = 5


@dataclass(slots=True)
class Side:
    """One of the two: its requests, and CPU seconds of its web processes."""

    load: Load = field(default_factory=Load)
    cpu: float = 0.0

    def add(self, load: Load, cpu: float, /) -> None:
        self.load.latencies += load.latencies
        self.load.seconds += load.seconds
        for status, number in load.statuses.items():
            self.load.statuses[status] = self.load.statuses.get(status, 0) + number
        self.cpu += cpu


def beside_bare(
    name: str, product: Running, scenarios: Scenarios, meter: Meter, /, *, count: int
) -> list[dict[str, Any]]:
    """Rows of the kept answer, of the bare view, and of how they compare."""
    path = {"cached_list": scenarios.list_path(0), "cached_detail": scenarios.detail_path(0)}[name]
    call = Call("GET", path, headers=TENANT)
    _, body = asyncio.run(Connection(*product.base).send(call))
    kept, bare = Side(), Side()
    with floors.bare_server(product.environment, body, product.port + 2) as server:
        for _ in range(ROUNDS):
            before = meter.read()
            load = run_flows(product.base, _asking(call), count=count // ROUNDS)
            kept.add(load, meter.read().cpu["web"] - before.cpu["web"])
            bare.add(*server.load(count // ROUNDS))
    ratio = kept.load.seconds / bare.load.seconds
    verdict = f"bar {BAR:g}x {'held' if ratio <= BAR else 'MISSED'}"
    how = f"{ratio:.2f}x the time, {kept.cpu / bare.cpu:.2f}x the CPU of the bare view, {verdict}, {len(body):,} bytes"
    return [_row(name, kept, how), _row(f"floor: bare {name[len('cached_') :]}", bare, "")]


def _asking(call: Call) -> Any:
    async def flow(number: int, send: Any) -> int:
        return int((await send(call))[0])

    return flow


def _row(name: str, side: Side, how: str) -> dict[str, Any]:
    count = len(side.load.latencies)
    statuses = " ".join(f"{status}x{number}" for status, number in sorted(side.load.statuses.items()))
    return {
        "operation": name,
        "ops/s": round(count / side.load.seconds, 1),
        **{f"p{share} ms": round(side.load.percentile(share / 100) * 1000, 2) for share in (50, 95, 99)},
        "CPU ms": round(side.cpu / count * 1000, 3),
        "web": round(side.cpu / count * 1000, 3),
        "statuses": f"{statuses}  {how}".rstrip(),
    }
