"""Collecting static files: once for each set of installed packages and sources, not at every start."""

import hashlib
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

from nexus.cli.home import Home
from nexus.cli.management import manage_command
from nexus.cli.service import Step

_SOURCES = Path(__file__).resolve().parents[1]


def static_step(home: Home, environment: Mapping[str, str], /) -> list[Step]:
    """The step that collects and compresses them, when something has changed since the last time."""
    memory, state = home.root / "static" / ".collected-from", _fingerprint()
    if memory.exists() and memory.read_text() == state:
        return []
    command = manage_command("collectstatic", "--noinput", "--verbosity", "0")
    return [Step("static", command, environment, done=lambda: memory.write_text(state))]


def _fingerprint() -> str:
    return hashlib.sha256("\n".join(_facts()).encode()).hexdigest()


def _facts() -> Iterator[str]:
    packages = Path(sysconfig.get_path("purelib"))
    yield from sorted(path.name for path in packages.glob("*.dist-info"))
    for path in sorted(_SOURCES.glob("**/static/**/*")):
        found = path.stat()
        yield f"{path} {found.st_size} {found.st_mtime_ns}"
