"""Embedded engines for tests and benchmarks: `with services(home) as env: ...`.

Sessions on one home share the engines: the first starts them, the last one out stops them, and engines that a
killed session left behind are taken into use again.
"""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from nexus.cli.child import Child
from nexus.cli.credentials import obtain
from nexus.cli.engines import bootstrap, engine_services
from nexus.cli.environment import engine_addresses
from nexus.cli.home import Home
from nexus.cli.leftovers import end, end_strays, leftover_services
from nexus.cli.lock import is_held, take
from nexus.cli.logfiles import tail
from nexus.cli.probes import parse
from nexus.cli.problems import Problem
from nexus.cli.state import State

_START_SECONDS = 60.0
# To PostgreSQL an interrupt is a fast shutdown; SIGTERM would wait for its clients.
_STRAY_ENGINE = ((int(signal.SIGINT), 10.0), (int(signal.SIGKILL), 5.0))


@contextmanager
def services(
    home: Path | str, /, *, durable: bool = True, keep: bool = False, creates_databases: bool = True
) -> Iterator[dict[str, str]]:
    """PostgreSQL and Valkey under `home`, running for as long as the block; yields their environment.

    The environment holds DATABASE_URL (of a role that may create roles and, unless told otherwise,
    databases), REDIS_URL, SECRET_KEY and NEXUS_HOME; a URL that is set from outside is used as it is.
    `durable=False` switches fsync off: for data that may be lost with the machine.
    `keep` leaves the engines running afterwards (see `stop`).
    """
    place = Home(Path(home).resolve())
    place.prepare()
    with _users(place) as users:
        with _starting(place):
            environment = _start(place, durable=durable, creates_databases=creates_databases)
            take(users, fcntl.LOCK_SH, patience=5)
        try:
            yield environment
        finally:
            if not keep:
                _leave(place, users)


def stop(home: Path | str, /) -> None:
    """Stop the engines under `home`, whoever started them. Not for a home that `nexus up` runs."""
    place = Home(Path(home).resolve())
    with _starting(place):
        _stop_engines(place)


@contextmanager
def _users(home: Home, /) -> Iterator[IO[str]]:
    with home.users_lock.open("a+") as file:
        yield file


@contextmanager
def _starting(home: Home, /) -> Iterator[None]:
    """One session at a time starts or stops; a supervisor on the same home is refused."""
    if is_held(home.lock):
        raise Problem(f"Nexus itself is running on {home.root}; a test needs a home of its own.")
    with (home.run / "starting.lock").open("a+") as file:
        if not take(file, fcntl.LOCK_EX, patience=_START_SECONDS * 2):
            raise Problem(f"Another session has been starting the engines of {home.root} for too long.")
        yield


def _start(home: Home, /, *, durable: bool, creates_databases: bool) -> dict[str, str]:
    if not _all_run(home):
        _stop_engines(home)
        _launch(home, durable=durable)
    _await(home)
    if not os.environ.get("DATABASE_URL"):
        bootstrap(home, creates_databases=creates_databases)
    return _environment(home)


def _all_run(home: Home, /) -> bool:
    wanted = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    names = {name for name, variable in wanted.items() if not os.environ.get(variable)}
    return names == {service.name for service in leftover_services(home)}


def _launch(home: Home, /, *, durable: bool) -> None:
    children = [Child(service, home=home, tied=False) for service in engine_services(home, durable=durable)]
    for child in children:
        child.start()
        child.abandon()
        State(phase="embedded", services=[one.state for one in children]).write(home.state)


def _await(home: Home, /) -> None:
    until = time.monotonic() + _START_SECONDS
    for service in leftover_services(home):
        while wrong := parse(service.probe).check():
            if time.monotonic() > until or not service.mark.alive():
                lines = "\n".join(tail(home.log_of(service.name), lines=15))
                raise Problem(f"{service.name} did not start ({wrong}):\n{lines}")
            time.sleep(0.02)


def _environment(home: Home, /) -> dict[str, str]:
    credentials = obtain(home.secrets)
    outside = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    inside = engine_addresses(home, credentials, os.environ)
    return {"NEXUS_HOME": str(home.root), "SECRET_KEY": credentials.secret_key} | outside | inside


def _leave(home: Home, users: IO[str], /) -> None:
    with _starting(home):
        if take(users, fcntl.LOCK_EX, patience=0.3):
            _stop_engines(home)


def _stop_engines(home: Home, /) -> None:
    for service in reversed(leftover_services(home)):
        end(service.mark, service.signals)
    end_strays(home, _STRAY_ENGINE)
    home.state.unlink(missing_ok=True)
