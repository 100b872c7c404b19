"""PostgreSQL as a supervised service, and the addresses to reach it by."""

from urllib.parse import quote

from nexus.cli.credentials import Credentials
from nexus.cli.home import Home
from nexus.cli.ports import choose, last_chosen
from nexus.cli.postgres.cluster import ensure_cluster
from nexus.cli.postgres.configuration import has_short_socket, write_configuration
from nexus.cli.postgres.place import Place, choose_place
from nexus.cli.postgres.takeover import clear_the_way
from nexus.cli.probes import Postgres
from nexus.cli.service import POSTGRES, Service
from nexus.cli.spawn import bare_environment

DATABASE = "nexus"
OWNER = "nexus_owner"
_FIRST_PORT = 15432


def postgres_service(home: Home, /, *, durable: bool = True) -> Service:
    """Make the cluster if needed and describe the server that runs it."""
    place = choose_place(home)
    ensure_cluster(place, home=home, durable=durable)
    clear_the_way(place)
    port = choose("postgres", memory=home.run / "ports.json", first=_FIRST_PORT)
    write_configuration(place, port=port, durable=durable)
    return Service(
        name="postgres",
        command=(place.program("postgres"), "-D", str(place.data)),
        environment=bare_environment(),
        probe=Postgres(port),
        folder=place.folder,
        account=place.account,
        ladder=POSTGRES,
        prepare=lambda: clear_the_way(place),
        engine=True,
        ready_seconds=120.0,
    )


def owner_url(home: Home, credentials: Credentials, /, *, port: int) -> str:
    """The address of the database for the role that migrates it."""
    return _url(choose_place(home), OWNER, credentials.database_password, DATABASE, port)


def superuser_url(home: Home, /, *, port: int, database: str = "postgres") -> str:
    """The address for the cluster's superuser: bootstrap and `nexus psql --superuser` only."""
    place = choose_place(home)
    return _url(place, "postgres", place.superuser_file.read_text().strip(), database, port)


def known_port(home: Home, /) -> int | None:
    """The port the server had when it was last started."""
    return last_chosen("postgres", memory=home.run / "ports.json")


def _url(place: Place, role: str, password: str, database: str, port: int, /) -> str:
    login = f"postgresql://{quote(role)}:{quote(password, safe='')}@"
    if has_short_socket(place):
        return f"{login}/{database}?host={quote(str(place.socket), safe='')}&port={port}"
    return f"{login}127.0.0.1:{port}/{database}"
