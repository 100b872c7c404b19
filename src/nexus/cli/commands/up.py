"""`nexus up`."""

import os
import sys

import click

from nexus.cli.detach import start_detached
from nexus.cli.environment import Options, options_from
from nexus.cli.home import Home, locate
from nexus.cli.lock import holder, is_held
from nexus.cli.output import Console
from nexus.cli.problems import Problem
from nexus.cli.product import product_plan
from nexus.cli.standing import current_state
from nexus.cli.supervisor import AlreadyRunning, Supervisor


@click.command()
@click.option("-d", "--detach", is_flag=True, help="Return once everything answers; stop with `nexus down`.")
@click.option("--port", type=click.IntRange(1, 65534), help="HTTP port (8000); WebSockets use the next one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes (as many as cores, at most 2).")
@click.option("--no-demo", is_flag=True, help="Do not seed the demo at the first start.")
@click.option("--part-of-detach", is_flag=True, hidden=True)
def up(*, detach: bool, port: int | None, workers: int | None, no_demo: bool, part_of_detach: bool) -> None:
    """Start everything and keep it running."""
    home = locate()
    options = options_from(os.environ, port=port, workers=workers, demo=not no_demo)
    if is_held(home.lock):
        _say_running(home)
    elif detach and not part_of_detach:
        sys.exit(start_detached(home, [*sys.argv[1:], "--part-of-detach"]))
    else:
        _keep_up(home, options, detached=part_of_detach)


def _keep_up(home: Home, options: Options, /, *, detached: bool) -> None:
    home.prepare()
    if is_held(home.users_lock):
        hint = "Wait for it, or set NEXUS_HOME to another folder."
        raise Problem(f"A command or a test session is using {home.root}.", hint=hint)
    console = Console(copy=home.log_of("supervisor"))
    console.say(f"Starting Nexus in {home.root}")
    try:
        supervisor = Supervisor(home, console=console, quiet_after_start=detached)
        came_up = supervisor.run(lambda: product_plan(home, options))
    except AlreadyRunning:
        _say_running(home)
    except Problem as problem:
        console.note(f"{problem.message}\n{problem.hint}")
        raise
    else:
        sys.exit(0 if came_up else 1)


def _say_running(home: Home, /) -> None:
    supervisor, state = holder(home.lock), current_state(home)
    process = f" (process {supervisor.pid})" if supervisor else ""
    address = f" at {state.address}" if state and state.address else ""
    runs = state is not None and state.phase == "running"
    doing = "already running" if runs else "being started or stopped right now"
    click.echo(f"Nexus is {doing}{address}{process}. See: nexus status")
    sys.exit(0 if runs else 1)
