"""Floors measured in the same run: a bare view with the same bytes, and the SQL that a purchase cannot do without."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from benchmarks.client import Call, Load, run_flows
from benchmarks.meter import seconds as process_seconds

TENANT = "00000000-0000-7000-8000-000000000001"
HERE = Path(__file__).parent
_TABLES = ("cart", "order", "line", "payment", "event")


@dataclass(frozen=True, slots=True)
class BareServer:
    """A DRF view that reads one cache entry and returns its bytes, served like the product."""

    port: int
    pid: int

    def load(self, count: int, /) -> tuple[Load, float]:
        """The load, and the CPU seconds it took."""

        async def flow(number, send):  # type: ignore[no-untyped-def]
            return (await send(Call("GET", "/bare/")))[0]

        before = _tree_seconds(self.pid)
        load = run_flows(("127.0.0.1", self.port), flow, count=count)
        return load, _tree_seconds(self.pid) - before


@contextmanager
def bare_server(environment: dict[str, str], body: bytes, port: int, /) -> Iterator[BareServer]:
    """The bare view with these bytes, warm, for as long as the block runs."""
    file = Path(environment["NEXUS_HOME"]) / "bare-body"
    file.write_bytes(body)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--http", "1", "--workers", "2", "--blocking-threads", "4", "--no-ws", "benchmarks.bare:application"]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, env=environment | {"BARE_BODY": str(file)}, cwd=HERE.parent, **quiet)  # type: ignore[call-overload]
    try:
        _wait(f"http://127.0.0.1:{port}/bare/")
        server = BareServer(port, running.pid)
        server.load(200)
        yield server
    finally:
        running.terminate()
        running.wait(20)


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


def _tree_seconds(pid: int) -> float:
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process_seconds(process.pid) for process in family)


def purchase_sql(
    superuser_url: str, postgres_pid: int, pgbench: str, environment: dict[str, str], /, *, seconds: int
) -> dict[str, float]:
    """Purchases a second and PostgreSQL's CPU ms for each, row-level security on, of the statements in purchase.sql."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        _prepare(connection)
        connection.execute("ALTER ROLE floor_app LOGIN PASSWORD 'floor'")
    before = _tree_seconds(postgres_pid)
    done = _pgbench(superuser_url, pgbench, seconds, environment)
    cpu = _tree_seconds(postgres_pid) - before
    rate = float(re.search(r"tps = ([\d.]+)", done).group(1))  # type: ignore[union-attr]
    count = int(re.search(r"actually processed: (\d+)", done).group(1))  # type: ignore[union-attr]
    return {"ops_per_second": rate, "cpu_ms": cpu / count * 1000}


def _prepare(connection: psycopg.Connection) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'floor_app'").fetchone():
        connection.execute("CREATE ROLE floor_app")
    for name in _TABLES:
        column = "line bigint" if name == "cart" else "body jsonb"
        connection.execute(f"DROP TABLE IF EXISTS floor_{name}")  # type: ignore[arg-type]
        connection.execute(
            f"CREATE TABLE floor_{name} (tenant_id uuid, id uuid, {column}, PRIMARY KEY (tenant_id, id))"
        )  # type: ignore[arg-type]
    connection.execute("DROP TABLE IF EXISTS floor_level")
    connection.execute(
        "CREATE TABLE floor_level (tenant_id uuid, variant int, on_hand int, reserved int, price int, PRIMARY KEY (tenant_id, variant))"
    )
    connection.execute(
        f"INSERT INTO floor_level SELECT '{TENANT}', n, 1000000, 0, 1000 FROM generate_series(1, 1000) n"
    )  # type: ignore[arg-type]
    for name in (*_TABLES, "level"):
        connection.execute(f"ALTER TABLE floor_{name} ENABLE ROW LEVEL SECURITY")  # type: ignore[arg-type]
        connection.execute(
            f"CREATE POLICY p ON floor_{name} TO floor_app USING (tenant_id = nullif(current_setting('nexus.tenant_id', true), '')::uuid)"
        )  # type: ignore[arg-type]
        connection.execute(f"GRANT SELECT, INSERT, UPDATE ON floor_{name} TO floor_app")  # type: ignore[arg-type]


def _pgbench(url: str, pgbench: str, seconds: int, environment: dict[str, str]) -> str:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    command = [pgbench, "-n", "-M", "prepared", "-f", str(HERE / "purchase.sql"), "-c", "4", "-j", "1", "-T", str(seconds),
               "-h", str(parts.get("host", "")), "-p", str(parts.get("port", "5432")), "-U", "floor_app", str(parts["dbname"])]  # fmt: skip
    finished = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment | {"PGPASSWORD": "floor"}
    )
    if finished.returncode:
        raise RuntimeError(finished.stderr)
    return finished.stdout
