"""`nexus up --detach`: a supervisor of its own, whose start we watch."""

import subprocess
import sys
from collections.abc import Sequence

from nexus.cli.home import Home

_PYTHON = (sys.executable, "-m", "nexus.cli.main")


def start_detached(home: Home, arguments: Sequence[str], /, *, program: Sequence[str] = _PYTHON) -> int:
    """Start `program arguments` in a session of its own and relay what it says until it closes its output.

    It does so once everything is up; returns 0 then, or its exit code when it ends before. Ctrl-C stops it.
    """
    home.prepare()
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        errors="replace",
    )
    try:
        _relay(process)
    except KeyboardInterrupt:
        process.terminate()
        _relay(process)
    return _verdict(process)


def _relay(process: subprocess.Popen[str], /) -> None:
    for line in process.stdout or ():
        sys.stdout.write(line)
        sys.stdout.flush()


def _verdict(process: subprocess.Popen[str], /) -> int:
    try:
        return process.wait(timeout=0.2)
    except subprocess.TimeoutExpired:
        # Still there after it let go of its output: it is up. We leave it to itself.
        process.returncode = 0
        return 0
