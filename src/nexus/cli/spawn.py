"""Starting a process the way all of ours start: own session, own log, life tied to the supervisor's."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from nexus.cli import launch
from nexus.cli.account import Account

HOME_MARK = "NEXUS_SUPERVISED_HOME"


def spawn(
    command: Sequence[str],
    /,
    *,
    home: Path,
    environment: Mapping[str, str],
    log: IO[bytes],
    folder: Path = Path("/"),
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
    tied: bool = True,
) -> subprocess.Popen[bytes]:
    """Start `command` (its first word an absolute path) with exactly `environment` plus the mark of the home.

    Tied: the kernel sends `death_signal` when the starting *thread* ends: start those in the main thread.
    """
    return subprocess.Popen(
        _wrapped(command, account=account, death_signal=death_signal, tied=tied),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=str(folder if folder.exists() else "/"),
        env=dict(environment) | {HOME_MARK: str(home)},
        start_new_session=True,
    )


def bare_environment() -> dict[str, str]:
    """For the engines: nothing of the operator's but where programs, libraries and temporary files are."""
    kept = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
    return {"LC_ALL": "C"} | {name: os.environ[name] for name in kept if name in os.environ}


def _wrapped(
    command: Sequence[str], /, *, account: Account | None, death_signal: signal.Signals, tied: bool
) -> list[str]:
    uid, gid = (account.uid, account.gid) if account else (-1, -1)
    settings = (os.getpid() if tied else 0, int(death_signal), uid, gid)
    return [sys.executable, "-I", "-S", launch.__file__, *map(str, settings), *command]
