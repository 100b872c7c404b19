"""Work that is done once on the way up: a database prepared, migrations run, the demo seeded."""

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nexus.cli.home import Home
from nexus.cli.logfiles import open_log, size_of, tail
from nexus.cli.problems import Problem, hint_from
from nexus.cli.service import Step
from nexus.cli.spawn import spawn


@dataclass
class _Begun:
    """A step whose command runs, or that has none."""

    step: Step
    log: Path
    log_start: int = 0
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    seconds: float = 0.0

    def succeeded(self) -> bool:
        if self.process and self.process.poll() is None:
            self.seconds = time.monotonic() - self.began
            return False
        return not self.failed()

    def failed(self) -> bool:
        return bool(self.process and self.process.poll())


def run_stage(
    steps: Sequence[Step],
    /,
    *,
    home: Home,
    pause: Callable[[float], None],
    report: Callable[[str, float], None],
) -> None:
    """Run steps side by side to their end; raises a `Problem` with the end of its log for the first that fails.

    `pause` is called while waiting and may raise to give up; running commands are ended then. `report` gets the
    name and the seconds of each step that is done.
    """
    begun = [_begin(step, home) for step in steps]
    try:
        while not all(one.succeeded() for one in begun):
            pause(0.05)
            # Looked at before the others are ended: those fail too, but only because of that.
            if failed := next((one for one in begun if one.failed()), None):
                raise _failure(failed)
    finally:
        _end([one.process for one in begun if one.process])
    for one in begun:
        one.step.done()
        report(one.step.name, one.seconds)


def _begin(step: Step, home: Home, /) -> _Begun:
    begun = _Begun(step, home.log_of(step.name), began=time.monotonic())
    step.call()
    if step.command:
        with open_log(begun.log) as log:
            begun.log_start = size_of(begun.log)
            begun.process = spawn(step.command, home=home.root, environment=step.environment, log=log)
    begun.seconds = time.monotonic() - begun.began
    return begun


def _end(processes: list[subprocess.Popen[bytes]], /) -> None:
    running = [process for process in processes if process.poll() is None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _failure(begun: _Begun, /) -> Problem:
    lines = "\n".join(f"    {line}" for line in tail(begun.log, lines=25, since=begun.log_start))
    code = begun.process.returncode if begun.process else 0
    return Problem(
        f"{begun.step.name} failed (exit code {code}).\n  {begun.log} ends with:\n{lines}",
        hint=hint_from(lines),
    )
