"""One supervised process: start it, see it end, start it again later, stop it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

from nexus.cli.backoff import Backoff
from nexus.cli.ending import Ending
from nexus.cli.home import Home
from nexus.cli.identity import birth
from nexus.cli.logfiles import open_log, size_of
from nexus.cli.service import Service
from nexus.cli.spawn import spawn
from nexus.cli.state import ServiceState


class Child:
    """A service and the process that serves it at present.

    Phases: `starting` (runs, does not answer yet), `running`, `waiting` (for its next start), `stopped`.
    """

    def __init__(self, service: Service, /, *, home: Home, tied: bool = True) -> None:
        self.service = service
        self.log = home.log_of(service.name)
        self.log_start = 0
        self.due = 0.0
        self.wrong = ""
        self.state = ServiceState(
            service.name,
            probe=service.probe.describe(),
            signals=[(int(rung.signal), rung.seconds) for rung in service.ladder],
        )
        self._home = home.root
        self._tied = tied
        self._backoff = Backoff()
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0

    @property
    def alive(self) -> bool:
        """Whether there is a process that we have not seen end."""
        return self._process is not None

    def start(self) -> None:
        """Start the process, after `service.prepare`."""
        self.service.prepare()
        with open_log(self.log) as log:
            self.log_start = size_of(self.log)
            self._process = spawn(
                self.service.command,
                home=self._home,
                environment=self.service.environment,
                log=log,
                folder=self.service.folder,
                account=self.service.account,
                death_signal=self.service.ladder[0].signal,
                tied=self._tied,
            )
        self._began = time.monotonic()
        self._enter("starting")

    def look(self) -> bool:
        """Ask a starting service whether it answers now; True when it has just become `running`."""
        if self.state.phase != "starting":
            return False
        if time.monotonic() - self._began < self.service.settle_seconds:
            self.wrong = "just started"
            return False
        self.wrong = self.service.probe.check()
        if not self.wrong:
            self.state.phase = "running"
        return not self.wrong

    def ended(self) -> Ending | None:
        """How the process ended, told once; None while it runs. What it left in its group is killed."""
        if self._process is None or self._process.poll() is None:
            return None
        ending = Ending(self._process.returncode, time.monotonic() - self._began)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process = None
        self.wrong = self.state.last_exit = str(ending)
        self._enter("stopped")
        return ending

    def schedule_restart(self, ending: Ending, /) -> float:
        """Plan the next start; returns the seconds until then."""
        delay = self._backoff.after(ending.ran_seconds)
        self.due = time.monotonic() + delay
        self.state.phase = "waiting"
        self.state.restarts += 1
        return delay

    def stop(self, pause: Callable[[float], None], *, hurried: Callable[[], bool]) -> Ending | None:
        """Climb the service's ladder until the process has ended; engines are never hurried."""
        for rung in self.service.ladder:
            if self._process is None:
                return None
            self._process.send_signal(rung.signal)
            until = time.monotonic() + rung.seconds
            calm = self.service.engine or rung is self.service.ladder[-1]
            while time.monotonic() < until and (calm or not hurried()):
                if ending := self.ended():
                    return ending
                pause(0.05)
        return None

    def abandon(self) -> None:
        """Let the process outlive us (test engines that several sessions share)."""
        if self._process:
            _ABANDONED.append(self._process)

    def _enter(self, phase: str, /) -> None:
        pid = self._process.pid if self._process else 0
        self.state.phase, self.state.since = phase, time.time()
        self.state.pid, self.state.born = pid, birth(pid) if pid else ""


# Popen complains when it is collected while its process runs, so the references are kept.
_ABANDONED: list[subprocess.Popen[bytes]] = []
