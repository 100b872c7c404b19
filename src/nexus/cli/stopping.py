"""Asking a running supervisor to stop, from another process."""

import os
import signal
import time

from nexus.cli.home import Home
from nexus.cli.lock import holder
from nexus.cli.problems import Problem


def stop_supervisor(home: Home, /, *, seconds: float) -> bool:
    """Have the supervisor of this home stop everything and wait for it; False when there is none."""
    supervisor = holder(home.lock)
    if supervisor is None or not supervisor.alive():
        return False
    try:
        os.kill(supervisor.pid, signal.SIGTERM)
    except PermissionError as error:
        raise Problem(
            f"Nexus runs as another account (process {supervisor.pid}); stop it as that one."
        ) from error
    until = time.monotonic() + seconds
    while supervisor.alive() and holder(home.lock) == supervisor:
        if time.monotonic() > until:
            raise Problem(
                f"Nexus (process {supervisor.pid}) has not stopped within {seconds:.0f} s.",
                hint=f"See {home.log_of('supervisor')}. To end it hard: kill -9 {supervisor.pid}; nexus down",
            )
        time.sleep(0.05)
    return True
