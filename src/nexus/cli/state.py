"""What the supervisor writes down, so that `status`, `down` and a later `up` know what runs."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nexus.cli.identity import ProcessMark


@dataclass
class ServiceState:
    """One supervised service as it stands."""

    name: str
    phase: str = "waiting"
    pid: int = 0
    born: str = ""
    since: float = 0.0
    restarts: int = 0
    last_exit: str = ""
    probe: str = ""
    signals: list[tuple[int, float]] = field(default_factory=list)

    @property
    def mark(self) -> ProcessMark:
        """The process behind it."""
        return ProcessMark(self.pid, self.born)


@dataclass
class State:
    """The supervisor and its services, in the order they were started."""

    phase: str = "starting"
    pid: int = 0
    born: str = ""
    since: float = 0.0
    address: str = ""
    services: list[ServiceState] = field(default_factory=list)

    @property
    def mark(self) -> ProcessMark:
        """The supervisor's process."""
        return ProcessMark(self.pid, self.born)

    def write(self, path: Path, /) -> None:
        """Replace the file in one move: a reader sees the old state or the new one, never half of one."""
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self), indent=1))
        draft.replace(path)


def read(path: Path, /) -> State | None:
    """The state on disk, or nothing when there is none or it cannot be understood."""
    try:
        found = json.loads(path.read_text())
        services = [ServiceState(**service) for service in found.pop("services")]
        return State(**found, services=services)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None
