"""Single services by `nexus run`, on the test session's engines: for what happens while others do not exist."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx

from nexus.cli.home import Home
from tests.databases import own_database
from tests.live.client import eventually
from tests.live.product import ROOT, Product, clean_environment, free_pair, product_environment

_SESSIONS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS")


@contextmanager
def installed(folder: Path, /, *, valkey_database: int) -> Iterator[Product]:
    """A migrated database and a broker of its own on the session's engines; nothing runs yet."""
    port = free_pair()
    with own_database(os.environ["DATABASE_URL"], kind="parts") as url:
        inherited = {name: os.environ[name] for name in _SESSIONS}
        known = {"DATABASE_URL": url, "REDIS_URL": _other_database(os.environ["REDIS_URL"], valkey_database)}
        known |= {"NEXUS_HOME": str(folder), "NEXUS_PORT": str(port), "NEXUS_WEB_WORKERS": "1"}
        environment = product_environment(clean_environment(inherited | known))
        yield Product(Home(folder), port, environment)


@contextmanager
def service(product: Product, name: str, /) -> Iterator[subprocess.Popen[bytes]]:
    """`nexus run NAME` until the block ends; for `web`, once it answers."""
    with product.home.root.joinpath(f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "nexus.cli.main", "run", name], env=product.environment, cwd=ROOT,
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        if name == "web":
            eventually(lambda: _answers(product, process), seconds=90)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()


def _answers(product: Product, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, product.home.root.joinpath("web.log").read_text()
    try:
        return httpx.get(f"{product.base}/readyz", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def _other_database(url: str, number: int) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))
