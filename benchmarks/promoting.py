"""Lists with fifty promotions of the catalogue beside lists with none, and a promotion that starts on 100,000 variants."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from benchmarks.beside import Side
from benchmarks.client import Call, Connection, run_flows
from benchmarks.meter import Meter
from benchmarks.product import Running
from benchmarks.promoted import BRAND, VARIANTS
from benchmarks.scenarios import PRODUCTS, TENANT, Scenarios

BAR, MOST_STATEMENTS, ROUNDS = 1.15, 5, 4


class _Fresh:
    """Addresses that nobody asked for before: a switch that changes nothing leaves the kept answers of the round before."""

    def __init__(self, scenarios: Scenarios, /) -> None:
        self._scenarios, self._asked = scenarios, 0

    async def __call__(self, number: int, send: Any) -> int:
        self._asked += 1
        return await self._scenarios.list_uncached(self._asked, send)


def promotions_list(
    product: Running, scenarios: Scenarios, meter: Meter, /, *, count: int
) -> list[dict[str, Any]]:
    """Uncached pages, in turns: whatever else the machine does meets both."""
    sides = {"off": Side(), "on": Side()}
    fresh = _Fresh(scenarios)
    for number in range(ROUNDS):
        for wish in ("off", "on") if number % 2 else ("on", "off"):
            product.python("benchmarks.promoted", wish)
            run_flows(product.base, fresh, count=200)
            before = meter.read()
            load = run_flows(product.base, fresh, count=count // ROUNDS)
            sides[wish].add(load, meter.read().cpu["web"] - before.cpu["web"])
    product.python("benchmarks.promoted", "off")
    time_ratio = sides["on"].load.percentile(0.5) / sides["off"].load.percentile(0.5)
    cpu_ratio = sides["on"].cpu / sides["off"].cpu
    verdict = "held" if max(time_ratio, cpu_ratio) <= BAR else "MISSED"
    how = f"{time_ratio:.2f}x the time, {cpu_ratio:.2f}x the CPU of none, bar {BAR:g}x {verdict}"
    return [_row("list, no promotions", sides["off"], ""), _row("list, 50 promotions", sides["on"], how)]


def promotion_start(product: Running) -> dict[str, Any]:
    """Publishing costs so many statements, and the very next list has the prices."""
    found = json.loads(product.python("benchmarks.promoted", "start"))
    call = Call("GET", f"{PRODUCTS}?brand={BRAND}&page_size=1", headers=TENANT)
    _, body = asyncio.run(Connection(*product.base).send(call))
    shown = json.loads(body)["results"][0]
    product.python("benchmarks.promoted", "off")
    held = found["statements"] <= MOST_STATEMENTS and (shown["price"], shown["compare_at_price"]) == (
        "9.00",
        "10.00",
    )
    return {
        "operation": "promotion_start",
        "SQL": found["statements"],
        "p50 ms": found["ms"],
        "statuses": f"{VARIANTS:,} variants, next list {shown['price']} instead of {shown['compare_at_price']}, "
        f"bar {MOST_STATEMENTS} statements {'held' if held else 'MISSED'}",
    }


def _row(name: str, side: Side, how: str) -> dict[str, Any]:
    count = len(side.load.latencies)
    statuses = " ".join(f"{status}x{number}" for status, number in sorted(side.load.statuses.items()))
    return {
        "operation": name,
        "ops/s": round(count / side.load.seconds, 1),
        **{f"p{share} ms": round(side.load.percentile(share / 100) * 1000, 2) for share in (50, 95, 99)},
        "web": round(side.cpu / count * 1000, 3),
        "statuses": f"{statuses}  {how}".rstrip(),
    }
