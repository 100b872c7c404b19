"""How long it takes to try a promotion on 100,000 past orders: `nexus promotions simulate` on a shop of its own."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
from typing import Any

import psutil
import psycopg

from benchmarks.meter import Meter
from benchmarks.product import Running, superuser_url

ORDERS, REAL, BAR = 100_000, 3_000, 60.0
# Copies of real receipts, each some minutes earlier: the promotions that held are those that the receipt names.
_MORE = """
INSERT INTO pricing_receipt (id, tenant_id, order_id, priced_at, currency, total_minor, discount_minor, inputs)
SELECT gen_random_uuid(), r.tenant_id, gen_random_uuid(), r.priced_at - copy * interval '7 minutes', r.currency, r.total_minor,
  r.discount_minor, r.inputs
FROM pricing_receipt r CROSS JOIN generate_series(1, %s) AS copy
WHERE r.tenant_id = (SELECT id FROM tenancy_tenant WHERE slug = %s)"""


def simulate(product: Running, meter: Meter, scale: float) -> dict[str, Any]:
    """A row of the table: orders a second, CPU of each order, peak memory of all processes of the command together."""
    orders, slug = int(ORDERS * scale), f"past-{secrets.token_hex(3)}"
    product.python("benchmarks.past", slug, str(REAL))
    with psycopg.connect(superuser_url(product.home), autocommit=True) as connection:
        connection.execute(_MORE, [orders // REAL + 1, slug])
        connection.execute("ANALYZE pricing_receipt")
    before, began = meter.read(), time.monotonic()
    found, peak, own = _run(product, ["draft", f"--orders={orders}", f"--tenant={slug}", "--json"])
    after, seconds = meter.read(), time.monotonic() - began
    if (found["orders"], found["not_reproduced"]) != (orders, 0):
        raise RuntimeError(f"{found['orders']} tried, {found['not_reproduced']} come to something else")
    postgres = after.cpu["postgres"] - before.cpu["postgres"]
    bar = BAR * scale
    return {
        "operation": f"simulate {orders:,}",
        "ops/s": round(orders / seconds, 1),
        "CPU ms": round((own + postgres) / orders * 1000, 3),
        "worker": round(own / orders * 1000, 3),
        "postgres": round(postgres / orders * 1000, 3),
        "SQL": round((after.statements - before.statements) / orders, 4),
        "tx": round((after.transactions - before.transactions) / orders, 4),
        "statuses": f"{seconds:.1f} s, peak {peak / 1024 / 1024:.0f} MB, touched {found['touched']:,}  "
        f"bar {bar:.0f} s {'held' if seconds <= bar else 'MISSED'}",
    }


def _run(product: Running, arguments: list[str]) -> tuple[dict[str, Any], int, float]:
    """What it printed, the peak memory of its processes in bytes, their CPU seconds."""
    command = [sys.executable, "-m", "nexus.cli.manage", "promotions", "simulate", *arguments]
    peak, spent = 0, {}
    with subprocess.Popen(command, env=product.environment, stdout=subprocess.PIPE, text=True) as running:
        parent = psutil.Process(running.pid)
        while running.poll() is None:
            held = 0
            try:
                for process in (parent, *parent.children(recursive=True)):
                    held += process.memory_info().rss
                    times = process.cpu_times()
                    spent[process.pid] = times.user + times.system
            except psutil.Error:
                continue
            peak = max(peak, held)
            time.sleep(0.1)
        told = running.stdout.read() if running.stdout else ""
    if running.returncode:
        raise RuntimeError(told[-4000:])
    return json.loads(told), peak, sum(spent.values())
