"""Passwords and keys: made once, kept in one private file, handed to the children by environment only."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Credentials:
    """What the embedded engines and the product need to trust each other."""

    secret_key: str
    database_password: str
    valkey_password: str


_NAMES = {
    "secret_key": "SECRET_KEY",
    "database_password": "NEXUS_DATABASE_PASSWORD",
    "valkey_password": "NEXUS_VALKEY_PASSWORD",
}


def obtain(path: Path, /) -> Credentials:
    """Read the credentials, making those that are missing."""
    known = _read(path)
    values = {field: known.get(name) or secrets.token_urlsafe(40) for field, name in _NAMES.items()}
    if any(known.get(name) != values[field] for field, name in _NAMES.items()):
        write_private(path, "".join(f"{name}={values[field]}\n" for field, name in _NAMES.items()))
    return Credentials(**values)


def _read(path: Path, /) -> dict[str, str]:
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in path.read_text().splitlines())
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def write_private(path: Path, text: str, /) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
