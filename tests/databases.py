"""A fresh database per test session, copied from a template that is migrated once per set of migrations."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

_SOURCE = Path(__file__).parent.parent / "src" / "nexus"


@contextmanager
def own_database(owner_url: str, *, kind: str = "test") -> Iterator[str]:
    """URL of a migrated database that nobody else uses; dropped at the end."""
    template, name = f"nexus_template_{_fingerprint()}", f"nexus_{kind}_{os.getpid()}"
    with _maintenance(owner_url) as connection:
        connection.execute("SELECT pg_advisory_lock(4711)")  # two sessions may start at once; one migrates
        if not _exists(connection, template):
            _build_template(connection, owner_url, template)
        _drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template)))
        )
    try:
        yield _url(owner_url, name)
    finally:
        with _maintenance(owner_url) as connection:
            _drop(connection, name)


def _build_template(connection: psycopg.Connection, owner_url: str, template: str) -> None:
    building = f"{template}_{os.getpid()}"
    _drop(connection, building)
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
    environment = os.environ | {"DATABASE_URL": _url(owner_url, building)}
    command = [sys.executable, "-m", "django", "migrate_all", "--quiet"]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True)
    if finished.returncode:
        _drop(connection, building)
        raise RuntimeError(f"migrations failed:\n{finished.stdout}\n{finished.stderr}")
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (building, template)))
    )


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(
        [*_SOURCE.rglob("migrations/*.py"), _SOURCE / "platform" / "tenancy" / "operations.py"]
    ):
        digest.update(path.read_bytes())
    digest.update((_SOURCE / "config" / "settings" / "database.py").read_bytes())
    digest.update(os.environ.get("APPS", "").encode())
    return digest.hexdigest()[:16]


def _maintenance(owner_url: str) -> psycopg.Connection:
    return psycopg.connect(
        make_conninfo(**conninfo_to_dict(owner_url) | {"dbname": "postgres"}), autocommit=True
    )


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _url(owner_url: str, name: str) -> str:
    return make_conninfo(**conninfo_to_dict(owner_url) | {"dbname": name})
