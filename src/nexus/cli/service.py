"""What the supervisor runs, as data: the product's own table is in `product.py`, tests bring theirs."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nexus.cli.account import Account
from nexus.cli.probes import Alive, Probe


def nothing() -> None:
    """No preparation needed."""


@dataclass(frozen=True)
class Rung:
    """One way to ask a process to go, and the seconds it gets before the next, ruder one."""

    signal: signal.Signals
    seconds: float


POLITE = (Rung(signal.SIGTERM, 15), Rung(signal.SIGKILL, 5))
PATIENT = (Rung(signal.SIGTERM, 30), Rung(signal.SIGKILL, 5))
# SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one (recovers from its log at the next start).
POSTGRES = (Rung(signal.SIGINT, 60), Rung(signal.SIGQUIT, 10), Rung(signal.SIGKILL, 5))


@dataclass(frozen=True)
class Service:
    """A process to keep running.

    `prepare` runs before every start. `engine` marks a store of data: an impatient operator cannot cut its
    stop short. `ready_seconds` is how long its probe may take to turn well; `settle_seconds` is how long it
    must have lived before it is asked (for those that have no probe).
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    probe: Probe = field(default_factory=Alive)
    folder: Path = Path("/")
    account: Account | None = None
    ladder: Sequence[Rung] = POLITE
    prepare: Callable[[], None] = nothing
    engine: bool = False
    ready_seconds: float = 60.0
    settle_seconds: float = 0.0


@dataclass(frozen=True)
class Step:
    """Work between the engines and the services: a command to run once, or a Python call."""

    name: str
    command: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    call: Callable[[], None] = nothing
    done: Callable[[], object] = nothing


@dataclass(frozen=True)
class Plan:
    """Everything `up` does: engines, then stage after stage of steps, then the services; stopped in reverse.

    The steps of one stage run side by side.
    """

    engines: Sequence[Service]
    stages: Sequence[Sequence[Step]]
    services: Sequence[Service]
    address: str = ""
    welcome: str = ""
