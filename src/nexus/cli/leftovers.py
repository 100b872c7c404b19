"""Processes that a killed supervisor left behind: found by their marks, asked to go, made to go."""

import os
import signal
import time
from collections.abc import Iterable, Sequence

import psutil  # type: ignore[import-untyped]

from nexus.cli.home import Home
from nexus.cli.identity import ProcessMark, mark
from nexus.cli.output import Console
from nexus.cli.problems import Problem
from nexus.cli.spawn import HOME_MARK
from nexus.cli.state import ServiceState, read

_DEFAULT_LADDER = ((int(signal.SIGTERM), 10.0), (int(signal.SIGKILL), 5.0))


def leftover_services(home: Home, /) -> list[ServiceState]:
    """Recorded services whose process still runs, in the order they were started."""
    state = read(home.state)
    return [service for service in state.services if service.mark.alive()] if state else []


def stop_leftovers(home: Home, /, *, console: Console) -> int:
    """Stop everything that an earlier supervisor of this home left running; returns how many processes.

    Call it only while holding the home's lock: otherwise they are not left over but at work.
    """
    services = leftover_services(home)
    for service in reversed(services):
        console.step(service.name, f"left over from before (process {service.pid}); stopping it")
        end(service.mark, service.signals or _DEFAULT_LADDER)
    strays = end_strays(home, _DEFAULT_LADDER)
    if strays:
        console.say(f"  stopped {strays} more left-over process(es)")
    return len(services) + strays


def end_strays(home: Home, ladder: Iterable[Sequence[float]], /) -> int:
    """End every process that carries this home's mark and is in no record of it; how many there were."""
    strays = _strays(home)
    for stray in strays:
        end(stray, ladder)
    return len(strays)


def end(process: ProcessMark, ladder: Iterable[Sequence[float]], /) -> None:
    """Climb the ladder of (signal, seconds) until the process is gone; works for other people's children."""
    for number, seconds in ladder:
        until = time.monotonic() + seconds
        _send(process, int(number))
        while time.monotonic() < until:
            if not process.alive():
                return
            time.sleep(0.05)
    if process.alive():
        raise Problem(f"Process {process.pid} cannot be stopped.", hint="Stop it by hand, then start again.")


def _send(process: ProcessMark, number: int, /) -> None:
    try:
        if process.alive():
            os.kill(process.pid, number)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise Problem(
            f"Process {process.pid}, left over from an earlier run, belongs to another account.",
            hint="Run nexus as the account that started it (or as root).",
        ) from error


def _strays(home: Home, /) -> list[ProcessMark]:
    """Processes that carry this home's mark in their environment (a worker whose master was killed)."""
    found = (mark(process.pid) for process in psutil.process_iter() if _carries(process, str(home.root)))
    return [stray for stray in found if stray and stray.pid != os.getpid()]


def _carries(process: psutil.Process, root: str, /) -> bool:
    try:
        return process.environ().get(HOME_MARK) == root
    except (psutil.Error, OSError):
        return False
