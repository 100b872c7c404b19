"""The embedded engines that this home needs: none where DATABASE_URL or REDIS_URL points elsewhere."""

import os
from collections.abc import Mapping

from nexus.cli import valkey
from nexus.cli.credentials import obtain
from nexus.cli.home import Home
from nexus.cli.outside import outside_steps
from nexus.cli.postgres import server as postgres
from nexus.cli.postgres.database import prepare_database
from nexus.cli.problems import Problem
from nexus.cli.service import Service, Step


def engine_services(
    home: Home, /, *, environ: Mapping[str, str] = os.environ, durable: bool = True
) -> list[Service]:
    """PostgreSQL and Valkey, each unless its address is set; their data folders are made on the way."""
    credentials = obtain(home.secrets)
    found = []
    if not environ.get("DATABASE_URL"):
        found.append(postgres.postgres_service(home, durable=durable))
    if not environ.get("REDIS_URL"):
        found.append(valkey.valkey_service(home, credentials, durable=durable))
    return found


def engine_steps(home: Home, /, *, environ: Mapping[str, str] = os.environ) -> list[Step]:
    """What must be prepared inside the engines once they answer, and a question to those that are not ours."""
    outside = outside_steps(environ)
    if environ.get("DATABASE_URL"):
        return outside
    return [*outside, Step("database", call=lambda: bootstrap(home))]


def bootstrap(home: Home, /, *, creates_databases: bool = False) -> None:
    """Roles, database and extensions in the embedded PostgreSQL."""
    port = postgres.known_port(home)
    if port is None:
        raise Problem("The embedded PostgreSQL has never been started.", hint="Start it with: nexus up")
    prepare_database(home, obtain(home.secrets), port=port, creates_databases=creates_databases)
