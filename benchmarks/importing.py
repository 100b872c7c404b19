"""How many products a second an import takes in, and what it costs: `nexus import products` on a shop of its own."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
import time
from typing import Any

import psutil

from benchmarks.meter import Meter
from benchmarks.product import Running

PRODUCTS = 100_000
_RATE = re.compile(r"Importing .*rows, ([\d,]+) a second")


def import_file(product: Running, meter: Meter, scale: float) -> dict[str, Any]:
    """A row of the table: products a second while rows are stored (the check before it is not counted), CPU of both phases
    for each product, peak memory of the process."""
    products, file, slug = int(PRODUCTS * scale), product.home / "goods.csv", f"goods-{secrets.token_hex(3)}"
    rows = int(product.python("benchmarks.goods", str(file), str(products), slug))
    before, began = meter.read(), time.monotonic()
    told, peak, own = _run(product, [str(file), f"--tenant={slug}", "--create-categories", "--create-brands"])
    after, seconds = meter.read(), time.monotonic() - began
    rate = int(_RATE.findall(told)[-1].replace(",", "")) * products / rows
    spent = {"import": own, "postgres": after.cpu["postgres"] - before.cpu["postgres"]}
    return {
        "operation": f"import {products:,}",
        "ops/s": round(rate, 1),
        "CPU ms": round(sum(spent.values()) / products * 1000, 3),
        "worker": round(spent["import"] / products * 1000, 3),
        "postgres": round(spent["postgres"] / products * 1000, 3),
        "SQL": round((after.statements - before.statements) / products, 3),
        "tx": round((after.transactions - before.transactions) / products, 4),
        "statuses": f"{seconds:.0f} s with the check, peak {peak / 1024 / 1024:.0f} MB",
    }


def _run(product: Running, arguments: list[str]) -> tuple[str, int, float]:
    """What it told, its peak memory in bytes, its CPU seconds."""
    command = [sys.executable, "-m", "nexus.cli.manage", "import_products", *arguments]
    log = (product.home / "import.log").open("w+")
    peak, spent = 0, 0.0
    with log, subprocess.Popen(command, env=product.environment, stdout=log, stderr=log) as running:
        process = psutil.Process(running.pid)
        while running.poll() is None:
            try:
                peak, times = max(peak, process.memory_info().rss), process.cpu_times()
                spent = times.user + times.system
            except psutil.Error:
                break
            time.sleep(0.05)
        code = running.wait()
        log.seek(0)
        told = log.read()
    if code:
        raise RuntimeError(told[-4000:])
    return told, peak, spent
