"""`nexus down`."""

import time

import click

from nexus.cli.home import Home, locate
from nexus.cli.leftovers import stop_leftovers
from nexus.cli.lock import Lock, is_held
from nexus.cli.output import Console
from nexus.cli.problems import Problem
from nexus.cli.stopping import stop_supervisor


@click.command()
@click.option(
    "--timeout", type=click.IntRange(1, 600), default=120, show_default=True, help="Seconds to wait."
)
def down(*, timeout: int) -> None:
    """Stop everything in order; data are flushed and stay."""
    home = locate()
    began = time.monotonic()
    if stop_supervisor(home, seconds=timeout):
        click.echo(f"Nexus has stopped ({time.monotonic() - began:.1f} s).")
    elif _clean_up(home):
        click.echo("Stopped what an earlier, killed run had left behind.")
    else:
        click.echo("Nexus is not running.")


def _clean_up(home: Home, /) -> int:
    if not home.run.exists() or is_held(home.users_lock):
        return 0
    lock = Lock(home.lock)
    if not lock.acquire():
        raise Problem("Nexus is being started by someone else at this moment; try again.")
    try:
        found = stop_leftovers(home, console=Console())
        home.state.unlink(missing_ok=True)
    finally:
        lock.release()
    return found
