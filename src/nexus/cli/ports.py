"""TCP ports on loopback: is one free, who holds it, which one to take."""

import errno
import json
import socket
import zlib
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from nexus.cli.problems import Problem

LOOPBACK = "127.0.0.1"
_TRIES = 400


def is_free(port: int, /, *, host: str = LOOPBACK) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise Problem(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
    return True


def require_free(port: int, /, *, purpose: str, host: str = LOOPBACK) -> None:
    """Raise a `Problem` that names the process in the way and says how to choose another port."""
    if is_free(port, host=host):
        return
    raise Problem(
        f"Port {port}, wanted for {purpose}, is taken by {holder(port)}.",
        hint="Stop that process, or choose another port: nexus up --port 8100 (or NEXUS_PORT=8100).",
    )


def holder(port: int, /) -> str:
    """The process that listens on `port`, for people."""
    pid = _listener(port)
    return _describe(pid) if pid else "a process that this account may not see"


def _listener(port: int, /) -> int:
    try:
        found = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        return 0
    listening = (one for one in found if one.status == psutil.CONN_LISTEN and one.laddr.port == port)
    return next((one.pid for one in listening if one.pid), 0)


def _describe(pid: int, /) -> str:
    try:
        words = " ".join(psutil.Process(pid).cmdline())
    except psutil.Error:
        words = "?"
    return f"process {pid} ({words[:90]})"


def choose(name: str, /, *, memory: Path, first: int) -> int:
    """A free port for an embedded engine: the one it had last time, else the next free one.

    Ports lie below the range the system gives to outgoing connections, so that a restart finds its port free.
    """
    remembered = _recall(memory)
    start = first + zlib.crc32(str(memory).encode()) % 1000
    for port in (remembered.get(name, start), *range(start, start + _TRIES)):
        if is_free(port):
            memory.write_text(json.dumps(remembered | {name: port}))
            return port
    raise Problem(f"No free port for {name} between {start} and {start + _TRIES}.")


def last_chosen(name: str, /, *, memory: Path) -> int | None:
    """The port that `choose` took last time."""
    return _recall(memory).get(name)


def _recall(memory: Path, /) -> dict[str, int]:
    try:
        found = json.loads(memory.read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return {name: port for name, port in found.items() if isinstance(port, int)}
