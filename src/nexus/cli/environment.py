"""The environment of the product's processes: what the operator set, completed by what this home knows."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from nexus.cli import valkey
from nexus.cli.credentials import Credentials, obtain
from nexus.cli.home import Home
from nexus.cli.postgres import server as postgres
from nexus.cli.problems import Problem

DEFAULT_PORT = 8000
_EMBEDDED = "NEXUS_EMBEDDED_DATABASE"


@dataclass(frozen=True)
class Options:
    """Choices for one start; the command line wins over the environment."""

    port: int = DEFAULT_PORT
    workers: int = 2
    threads: int = 4
    tasks: int = 2
    host: str = "127.0.0.1"
    demo: bool = True


def options_from(
    environ: Mapping[str, str],
    /,
    *,
    port: int | None = None,
    workers: int | None = None,
    demo: bool = True,
) -> Options:
    """Options from the command line, else from NEXUS_PORT, NEXUS_WEB_WORKERS, ..., else the defaults."""
    return Options(
        port=port or _number(environ, "NEXUS_PORT", DEFAULT_PORT, highest=65534),
        workers=workers or _number(environ, "NEXUS_WEB_WORKERS", min(2, os.cpu_count() or 1)),
        threads=_number(environ, "NEXUS_WEB_THREADS", 4),
        tasks=_number(environ, "NEXUS_WORKER_PROCESSES", 2),
        host=environ.get("NEXUS_HOST", "127.0.0.1"),
        demo=demo,
    )


def _number(environ: Mapping[str, str], name: str, default: int, /, *, highest: int = 1024) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or not 1 <= int(text) <= highest:
        raise Problem(f"{name} must be a whole number from 1 to {highest}; it is {text!r}.")
    return int(text)


def product_environment(home: Home, options: Options, /) -> dict[str, str]:
    """Everything a Django process needs; engine addresses are set from outside or those of the last start."""
    credentials = obtain(home.secrets)
    found = {name: value for name, value in os.environ.items() if name != _EMBEDDED}
    found.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
    found.setdefault("SECRET_KEY", credentials.secret_key)
    found |= {"NEXUS_HOME": str(home.root), "NEXUS_PORT": str(options.port), "PYTHONUNBUFFERED": "1"}
    return _with_bytecode(found, home) | engine_addresses(home, credentials, found)


def _with_bytecode(environ: dict[str, str], home: Home, /) -> dict[str, str]:
    """Where Python may not write beside the sources, it compiles into the home instead.

    Half a dozen processes that each compile Django anew would make a start three times as slow.
    """
    if not environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        return environ
    return environ | {"PYTHONPYCACHEPREFIX": environ.get("PYTHONPYCACHEPREFIX", str(home.root / "pycache"))}


def engine_addresses(home: Home, credentials: Credentials, environ: Mapping[str, str], /) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL of the embedded engines, where they are not set from outside."""
    found = {}
    if not environ.get("DATABASE_URL") and (port := postgres.known_port(home)):
        found["DATABASE_URL"] = postgres.owner_url(home, credentials, port=port)
        found[_EMBEDDED] = "1"
    if not environ.get("REDIS_URL") and (port := valkey.known_port(home)):
        found["REDIS_URL"] = valkey.valkey_url(credentials, port=port)
    return found
