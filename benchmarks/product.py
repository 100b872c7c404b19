"""The product under test: started in a home of its own in production mode, stopped at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nexus.cli.environment import Options, product_environment
from nexus.cli.home import Home
from nexus.cli.postgres import server as postgres
from nexus.cli.state import read as read_state

NEXUS = [sys.executable, "-m", "nexus.cli.main"]


@dataclass(frozen=True, slots=True)
class Running:
    """Where it answers and with which environment its processes run."""

    port: int
    environment: dict[str, str]
    supervisor: int
    home: Path

    @property
    def base(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    def python(self, *arguments: str) -> str:
        """Run a module with the product's environment; its output."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments], env=self.environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-4000:])
        return done.stdout.strip()


@contextmanager
def running(home: Path, /, *, workers: int = 2) -> Iterator[Running]:
    """`nexus up --detach` under `home` with throttling off, `nexus down` at the end."""
    port = _free_pair()
    extra = {"NEXUS_HOME": str(home), "NEXUS_THROTTLING": "off", "NEXUS_DEFAULT_TENANT": "bench"}
    environment = os.environ | extra
    subprocess.run(
        [*NEXUS, "up", "--detach", "--no-demo", "--port", str(port), "--workers", str(workers)],
        env=environment,
        check=True,
    )
    try:
        os.environ.update(extra)
        found = product_environment(Home(home), Options(port=port, workers=workers))
        yield Running(port, found, _supervisor(home), home)
    finally:
        subprocess.run([*NEXUS, "down"], env=environment, check=True)


def _free_pair() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def _supervisor(home: Path) -> int:
    state = read_state(Home(home).state)
    if state is None:
        raise RuntimeError("the product does not run")
    return state.pid


def superuser_url(home: Path, /) -> str:
    """The cluster's superuser on the product's database: for statistics and floors only."""
    place = Home(home)
    port = postgres.known_port(place)
    if port is None:
        raise RuntimeError("the bench measures the embedded PostgreSQL; unset DATABASE_URL")
    return postgres.superuser_url(place, port=port, database="nexus")
