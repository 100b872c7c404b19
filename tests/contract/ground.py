"""What the database holds of a tenant: a digest to see that nothing changed, and everything that must not leak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from psycopg import sql
from tests.tenancy.catalogue import tenant_tables
from tests.tenancy.raw import as_app, entered

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def digest(tenant_id: UUID) -> dict[str, str]:
    """A hash of all rows for each table."""
    with as_app() as connection, entered(connection, tenant_id):
        return dict(connection.execute(_digest_statement(), [tenant_id] * len(tenant_tables())).fetchall())


@contextmanager
def unchanged(*tenant_ids: UUID) -> Iterator[None]:
    """Fails, naming the tables, when a row of these tenants is another one afterwards."""
    before = [digest(tenant_id) for tenant_id in tenant_ids]
    yield
    for tenant_id, then in zip(tenant_ids, before, strict=True):
        now = digest(tenant_id)
        assert now == then, f"changed: {[table for table in now if now[table] != then[table]]}"


def traces(tenant_id: UUID) -> frozenset[str]:
    """Every id and e-mail address in any row of the tenant, and the tenant's own id."""
    found = {str(tenant_id)}
    with as_app() as connection, entered(connection, tenant_id):
        for table in tenant_tables():
            statement = sql.SQL("SELECT to_jsonb(t)::text FROM {} t WHERE tenant_id = %s")
            for (row,) in connection.execute(statement.format(sql.Identifier(table)), [tenant_id]):
                found.update(_UUID.findall(row), _EMAIL.findall(row))
    return frozenset(found)


def traces_in(text: str) -> frozenset[str]:
    """Ids and e-mail addresses in an answer."""
    return frozenset(_UUID.findall(text)) | frozenset(_EMAIL.findall(text))


def texts(value: Any) -> Iterator[str]:
    """Every string in plain data."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@cache
def _digest_statement() -> sql.Composed:
    one = sql.SQL(
        "SELECT {name}, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t WHERE tenant_id = %s"
    )
    return sql.SQL(" UNION ALL ").join(
        one.format(name=sql.Literal(table), table=sql.Identifier(table)) for table in tenant_tables()
    )
