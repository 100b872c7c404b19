"""Running one command against the database: the running product's, or one started just for it."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from nexus.cli.embedded import services
from nexus.cli.environment import options_from, product_environment
from nexus.cli.home import Home
from nexus.cli.lock import is_held
from nexus.cli.problems import Problem
from nexus.cli.standing import current_state


@contextmanager
def environment_for(home: Home, /) -> Iterator[dict[str, str]]:
    """The product's environment, with engines that answer for as long as the block runs."""
    options = options_from(os.environ)
    if is_held(home.lock):
        state = current_state(home)
        if state is None or state.phase != "running":
            raise Problem("Nexus is being started or stopped at this moment; try again when it has.")
        yield product_environment(home, options)
        return
    with services(home.root, creates_databases=False):
        yield product_environment(home, options)


def run_in_foreground(command: Sequence[str], /, *, environment: Mapping[str, str]) -> int:
    """Run `command` on this terminal and return its exit code; Ctrl-C is for the command, not for us."""
    with subprocess.Popen(command, env=dict(environment)) as process:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            code = process.wait()
        finally:
            signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code
