"""A postmaster.pid from an earlier life: of a server still at work, or of none."""

import signal
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from nexus.cli.identity import ProcessMark, mark
from nexus.cli.leftovers import end
from nexus.cli.postgres.place import Place
from nexus.cli.service import POSTGRES

_BACKENDS_SECONDS = 10.0


def clear_the_way(place: Place, /) -> None:
    """Before a start: stop a server that still runs on these data, forget one that does not.

    PostgreSQL only looks whether the recorded number is taken: a reused one would block it for ever.
    """
    if server := running_server(place):
        end(server, [(rung.signal, rung.seconds) for rung in POSTGRES])
    _await_backends(place.data)
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    # The socket has a lock with a number of its own.
    for remains in place.socket.glob(".s.PGSQL.*"):
        remains.unlink(missing_ok=True)


def running_server(place: Place, /) -> ProcessMark | None:
    """The postmaster that works on these data now, if there is one."""
    pid = _recorded_pid(place.data / "postmaster.pid")
    found = mark(pid) if pid else None
    return found if found and _works_on(found.pid, place.data) else None


def _recorded_pid(lock: Path, /) -> int:
    try:
        first = lock.read_text().partition("\n")[0].strip()
    except FileNotFoundError:
        return 0
    return int(first) if first.isdigit() else 0


def _works_on(pid: int, data: Path, /) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name().startswith("postgres") and str(data) in " ".join(process.cmdline())
    except psutil.Error:
        return False


def _await_backends(data: Path, /) -> None:
    """Backends of a killed postmaster end by themselves within moments; a new one must not start before."""
    until = time.monotonic() + _BACKENDS_SECONDS
    while backends := _backends_in(data):
        if time.monotonic() > until:
            for backend in backends:
                end(backend, [(signal.SIGQUIT, 5), (signal.SIGKILL, 5)])
            return
        time.sleep(0.05)


def _backends_in(data: Path, /) -> list[ProcessMark]:
    found = (mark(process.pid) for process in psutil.process_iter() if _is_backend(process, data))
    return [backend for backend in found if backend]


def _is_backend(process: psutil.Process, data: Path, /) -> bool:
    try:
        return process.name().startswith("postgres") and Path(process.cwd()) == data
    except (psutil.Error, OSError):
        return False
