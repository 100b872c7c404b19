"""Connections that know nothing of Django: as the application's role, or as the owner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings

type Connection = psycopg.Connection[tuple[Any, ...]]


def as_app(database: str | None = None) -> Connection:
    """Autocommit, under the role that the product runs as."""
    return _connect("default", database)


def as_owner(database: str | None = None) -> Connection:
    """Autocommit, under the role that migrates."""
    return _connect("owner", database)


def as_sweeper() -> Connection:
    """Autocommit, under the role that looks over all tenants."""
    return _connect("sweeper", None)


@contextmanager
def entered(connection: Connection, tenant_id: UUID, *, undo: bool = False) -> Iterator[None]:
    """A transaction of the tenant; `undo` rolls it back at the end."""
    with connection.transaction(force_rollback=undo):
        connection.execute("SELECT enter_tenant(%s)", [tenant_id])
        yield


def _connect(alias: str, database: str | None) -> Connection:
    parts = settings.DATABASES[alias]
    return psycopg.connect(
        dbname=database or parts["NAME"],
        user=parts["USER"],
        password=parts["PASSWORD"],
        host=parts["HOST"],
        port=parts["PORT"],
        autocommit=True,
    )
