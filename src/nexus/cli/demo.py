"""Seeding the demo: at the first start of a database, and never again by itself."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from nexus.cli.home import Home
from nexus.cli.management import manage_command
from nexus.cli.service import Step

_SEEDED = "seeded\n"


def seed_step(home: Home, environment: Mapping[str, str], /, *, wanted: bool) -> list[Step]:
    """The step that seeds the demo, at the first start only; that it was declined is remembered as well.

    Without that memory a later plain `nexus up` would pour demo data into a shop that is in use.
    """
    decision = _decision(home, environment)
    if decision.exists():
        return []
    if not wanted:
        return [Step("no demo", done=lambda: decision.write_text("declined\n"))]
    return [Step("demo", manage_command("demo"), environment, done=lambda: decision.write_text(_SEEDED))]


def has_demo(home: Home, environment: Mapping[str, str], /, *, wanted: bool) -> bool:
    """Whether the demo's logins exist once the start is through."""
    decision = _decision(home, environment)
    return decision.read_text() == _SEEDED if decision.exists() else wanted


def remember_demo(home: Home, environment: Mapping[str, str], /) -> bool:
    """Note that the demo was seeded by hand; whether that is news, and its logins still have to be let in."""
    decision = _decision(home, environment)
    if decision.exists() and decision.read_text() == _SEEDED:
        return False
    decision.write_text(_SEEDED)
    return True


def _decision(home: Home, environment: Mapping[str, str], /) -> Path:
    """The file that remembers; for the embedded database it lies with the data and goes with them."""
    url = urlsplit(environment["DATABASE_URL"])
    if environment.get("NEXUS_EMBEDDED_DATABASE"):
        return home.postgres / "demo-decided"
    name = hashlib.sha256(f"{url.hostname}:{url.port}{url.path}".encode()).hexdigest()[:12]
    return home.root / f"demo-decided-{name}"
