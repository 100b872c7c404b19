"""`nexus status`: what runs, since when, and whether it answers."""

import sys
import time

import click

from nexus.cli.home import Home, locate
from nexus.cli.leftovers import leftover_services
from nexus.cli.lock import is_held
from nexus.cli.output import span
from nexus.cli.probes import parse
from nexus.cli.standing import current_state
from nexus.cli.state import ServiceState, State

_HEAD = ("SERVICE", "STATE", "PID", "UPTIME", "RESTARTS", "HEALTH")


@click.command()
def status() -> None:
    """Show every service and its health.

    Exit code 0 when all of them run and answer, 1 when something does not, 3 when nothing runs.
    """
    home = locate()
    if not is_held(home.lock):
        _tell_stopped(home)
        sys.exit(3)
    state = current_state(home)
    if state is None:
        click.echo("Nexus is being started.")
        sys.exit(1)
    rows = [_row(service) for service in state.services]
    click.echo(_title(state))
    _print_table([_HEAD, *rows])
    sys.exit(0 if state.phase == "running" and all(row[-1] == "ok" for row in rows) else 1)


def _tell_stopped(home: Home, /) -> None:
    remains = leftover_services(home)
    if not remains:
        click.echo("Nexus is not running. Start it with: nexus up")
        return
    names = ", ".join(f"{service.name} ({service.pid})" for service in remains)
    click.echo(f"Nexus is not running, but a killed run left processes behind: {names}.")
    click.echo("`nexus down` stops them; `nexus up` does so and starts anew.")


def _title(state: State, /) -> str:
    since = span(time.time() - state.since)
    return f"Nexus is {state.phase} at {state.address or '-'} (process {state.pid}, {since})"


def _row(service: ServiceState, /) -> tuple[str, ...]:
    alive = service.mark.alive()
    uptime = span(time.time() - service.since) if alive else "-"
    pid = str(service.pid) if alive else "-"
    return (service.name, service.phase, pid, uptime, str(service.restarts), _health(service, alive=alive))


def _health(service: ServiceState, /, *, alive: bool) -> str:
    if not alive:
        return f"down ({service.last_exit})" if service.last_exit else "down"
    return parse(service.probe).check() or "ok"


def _print_table(rows: list[tuple[str, ...]], /) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)]
        click.echo("  ".join(cells).rstrip())
