"""Work that is done once on the way up: a database prepared, migrations run, the demo seeded."""

import subprocess
from collections.abc import Callable

from nexus.cli.home import Home
from nexus.cli.logfiles import open_log, size_of, tail
from nexus.cli.problems import Problem, hint_from
from nexus.cli.service import Step
from nexus.cli.spawn import spawn


def run_step(step: Step, /, *, home: Home, pause: Callable[[float], None]) -> None:
    """Run one step to its end; raises a `Problem` with the end of its log when it fails.

    `pause` is called while waiting and may raise to give up; the command is ended then.
    """
    step.call()
    if step.command:
        _run_command(step, home, pause)
    step.done()


def _run_command(step: Step, home: Home, pause: Callable[[float], None], /) -> None:
    path = home.log_of(step.name)
    with open_log(path) as log:
        start = size_of(path)
        process = spawn(step.command, home=home.root, environment=step.environment, log=log)
    try:
        while process.poll() is None:
            pause(0.05)
    finally:
        _end(process)
    if process.returncode:
        lines = "\n".join(f"    {line}" for line in tail(path, lines=25, since=start))
        raise Problem(
            f"{step.name} failed (exit code {process.returncode}).\n  {path} ends with:\n{lines}",
            hint=hint_from(lines),
        )


def _end(process: subprocess.Popen[bytes], /) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
