"""Commands about the data: migrate, demo, verify, psql, reset."""

import os
import shutil
import sys

import click
from psycopg.conninfo import conninfo_to_dict

from nexus.cli.commands.django import PASS_ON, hand_over
from nexus.cli.demo import remember_demo
from nexus.cli.home import Home, locate
from nexus.cli.leftovers import stop_leftovers
from nexus.cli.lock import Lock, is_held
from nexus.cli.management import manage_command
from nexus.cli.output import Console
from nexus.cli.postgres.place import choose_place
from nexus.cli.postgres.server import DATABASE, known_port, superuser_url
from nexus.cli.postgres.takeover import clear_the_way
from nexus.cli.problems import Problem
from nexus.cli.session import environment_for, run_in_foreground
from nexus.cli.stopping import stop_supervisor

_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
}


@click.command()
def migrate() -> None:
    """Bring the database to this version, as its owner."""
    hand_over("migrate_all")


@click.command()
def demo() -> None:
    """Seed the demo, and let its logins in.

    Two tenants with products, users and orders. Safe to repeat: what is there stays as it is.
    """
    home = locate()
    with environment_for(home) as environment:
        code = run_in_foreground(manage_command("demo"), environment=environment)
        fresh = code == 0 and remember_demo(home, environment)
    if fresh and is_held(home.lock):
        click.echo("Its logins work after a restart: nexus down, then nexus up.")
    sys.exit(code)


@click.command()
def verify() -> None:
    """Prove histories, hash chains, stock and money.

    Reads only, and may run while the shop sells. Exit code 1 when something differs.
    """
    hand_over("verify")


# Without -h: to psql that is the host.
@click.command(context_settings=PASS_ON | {"help_option_names": ["--help"]})
@click.option("--superuser", is_flag=True, help="As `postgres`, past row-level security.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(*, superuser: bool, arguments: tuple[str, ...]) -> None:
    """Open psql as the database's owner.

    Row-level security holds for the owner too. ARGUMENTS go to psql, e.g. -c "SELECT 1".
    """
    home = locate()
    with environment_for(home) as environment:
        url = _superuser(home) if superuser else environment["DATABASE_URL"]
        command = [_psql_program(home), *arguments]
        code = run_in_foreground(command, environment=environment | _login(url))
    sys.exit(code)


def _login(url: str, /) -> dict[str, str]:
    # By environment: a password on the command line is readable by every account of the machine.
    parts = conninfo_to_dict(url)
    return {variable: str(parts[key]) for key, variable in _VARIABLES.items() if parts.get(key)}


def _superuser(home: Home, /) -> str:
    port = known_port(home)
    if os.environ.get("DATABASE_URL") or port is None:
        raise Problem("--superuser works with the embedded database only; DATABASE_URL points elsewhere.")
    return superuser_url(home, port=port, database=DATABASE)


def _psql_program(home: Home, /) -> str:
    # The system's psql, where there is one, has line editing; the embedded one has not.
    return shutil.which("psql") or choose_place(home).program("psql")


@click.command()
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def reset(*, yes: bool) -> None:
    """Stop everything and delete all data.

    Database, media, logs and keys of the home. Asks first.
    """
    home = locate()
    if is_held(home.users_lock):
        raise Problem(f"A command or a test session is using {home.root}; end it first.")
    if not yes:
        click.confirm(f"Delete all data of Nexus in {home.root}?", abort=True)
    stop_supervisor(home, seconds=120)
    lock = Lock(home.lock)
    if not lock.acquire():
        raise Problem("Nexus is being started at this moment; stop it first: nexus down")
    _erase(home)
    lock.release()
    click.echo(
        f"All data in {home.root} are deleted. Stores named by DATABASE_URL or REDIS_URL were not touched."
    )


def _erase(home: Home, /) -> None:
    stop_leftovers(home, console=Console())
    if home.postgres.exists():
        clear_the_way(choose_place(home))
    home.erase()
