"""The product as people run it: `nexus up` in a home of its own, every process real, stopped at the end."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from nexus.cli.home import Home
from nexus.cli.postgres import server as postgres
from nexus.cli.state import ServiceState, read

ROOT = Path(__file__).resolve().parents[2]
WEBHOOK_SECRET = "known-to-the-tests-0123456789abcdef"
_NEXUS = (sys.executable, "-m", "nexus.cli.main")
_OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "CELERY_BROKER_URL", "EMAIL_URL", "ALLOWED_HOSTS")
_PRINT_ENVIRONMENT = (
    "import json, os; from nexus.cli.environment import options_from, product_environment; "
    "from nexus.cli.home import locate; print(json.dumps(product_environment(locate(), options_from(os.environ))))"
)


@dataclass(frozen=True, slots=True)
class Product:
    """A running installation. `environment` is that of its own processes."""

    home: Home
    port: int
    environment: dict[str, str] = field(repr=False)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sockets(self) -> str:
        return f"ws://127.0.0.1:{self.port + 1}"

    def nexus(self, *arguments: str, seconds: float = 180) -> subprocess.CompletedProcess[str]:
        """The `nexus` command on this installation; the caller looks at the exit code."""
        return _run([*_NEXUS, *arguments], self.environment, seconds=seconds)

    def python(self, module: str, *arguments: str) -> Any:
        """Run a module of ours inside the product; what it prints, read as JSON."""
        done = _run([sys.executable, "-m", module, *arguments], self.environment)
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout)

    def services(self) -> dict[str, ServiceState]:
        """What the supervisor says about its children now."""
        state = read(self.home.state)
        return {service.name: service for service in state.services} if state else {}

    def database(self, *, seconds: int = 5) -> psycopg.Connection[Any]:
        """A look past row-level security at what is really stored; each statement by itself."""
        port = postgres.known_port(self.home)
        assert port is not None
        url = postgres.superuser_url(self.home, port=port, database="nexus")
        return psycopg.connect(url, autocommit=True, connect_timeout=seconds)

    def log(self, service: str, /) -> str:
        """What a service has written so far."""
        return self.home.log_of(service).read_text(errors="replace")


@contextmanager
def running_product(*, workers: int = 2, **settings: str) -> Iterator[Product]:
    """`nexus up --detach --no-demo` in a fresh home; `settings` are further environment variables."""
    root = Path(tempfile.mkdtemp(prefix="nx-live-"))
    root.chmod(0o755)
    port = free_pair()
    known = {"NEXUS_HOME": str(root / "home"), "NEXUS_PORT": str(port), "NEXUS_WEB_WORKERS": str(workers)}
    environment = clean_environment(known | settings)
    try:
        started = _run([*_NEXUS, "up", "--detach", "--no-demo"], environment)
        assert started.returncode == 0, f"{started.stdout}\n{started.stderr}"
        home = Home((root / "home").resolve())
        yield Product(home, port, environment | product_environment(environment))
    finally:
        stopped = _run([*_NEXUS, "down"], environment)
        _run([*_NEXUS, "reset", "--yes"], environment)
        shutil.rmtree(root)
        assert stopped.returncode == 0, f"{stopped.stdout}\n{stopped.stderr}"


def clean_environment(extra: Mapping[str, str], /) -> dict[str, str]:
    """The caller's environment without what belongs to the test session's own engines and settings."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in _OURS and not name.startswith(("NEXUS_", "DJANGO_"))
    }
    ours = {"NEXUS_THROTTLING": "off", "SANDBOX_WEBHOOK_SECRET": WEBHOOK_SECRET}
    return inherited | ours | dict(extra)


def product_environment(environment: Mapping[str, str], /) -> dict[str, str]:
    """What the product's own processes are started with."""
    done = _run([sys.executable, "-c", _PRINT_ENVIRONMENT], environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def free_pair() -> int:
    """A port that is free together with the next one."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def _run(
    command: list[str] | tuple[str, ...], environment: Mapping[str, str], /, *, seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, timeout=seconds
    )
