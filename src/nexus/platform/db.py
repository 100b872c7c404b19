"""Thin raw SQL for hot paths and reads. Every statement names `tenant_id = %s` for each tenant table it touches.

Parameters are bound on the server: cast where PostgreSQL cannot infer the type (`%s::uuid[]`, `%s::jsonb`), and where a function
wants an int (`ntile(%s::int)`), as whole numbers are sent as bigint.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from nexus.platform.tenancy.postgresql.statements import Statement

type Params = Sequence[Any]


def jsonb(value: Any, /) -> Jsonb:
    """A jsonb parameter."""
    return Jsonb(value, dumps=_dumps)


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def rows(sql: str, params: Params = ()) -> list[Any]:
    """All rows as named tuples; jsonb columns are decoded (select `column::text` to keep the text)."""
    return _run(sql, params).rows()


def rows_while(sql: str, params: Params, work: Callable[[], None], /) -> list[Any]:
    """As `rows`, and `work` is done while PostgreSQL is at it: pure work, which must not ask the database anything.

    For statements of many milliseconds; it takes a thread. What `work` raises is raised when the statement has ended.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(1) as other:
            running = other.submit(copy_context().run, _run_on, connection, sql, params)
            work()
        return list(running.result().rows())
    finally:
        connection.dec_thread_sharing()


def _run_on(connection: Any, sql: str, params: Params) -> "Statement":
    """In a thread of its own, which knows no connection otherwise."""
    connections[DEFAULT_DB_ALIAS] = connection
    return connection.run(sql, params)  # type: ignore[no-any-return]


def row(sql: str, params: Params = ()) -> Any | None:
    """The first row as a named tuple, or None."""
    found = _run(sql, params).rows()
    return found[0] if found else None


def execute(sql: str, params: Params = ()) -> int:
    """Number of rows touched."""
    return int(_run(sql, params).cursor.rowcount)


def _run(sql: str, params: Params) -> "Statement":
    return connections[DEFAULT_DB_ALIAS].run(sql, params)  # type: ignore[attr-defined, no-any-return]


def insert_many(
    table: str,
    columns: Sequence[str],
    values: Sequence[Sequence[Any]],
    *,
    returning: str = "id",
    on_conflict: str = "",
) -> list[tuple[Any, ...]]:
    """One INSERT of several rows. It always carries RETURNING, which a distributed table needs to route it whole."""
    if not values:
        return []
    sql = _insert_sql(table, tuple(columns), len(values), returning, on_conflict)
    return _run(sql, [value for entry in values for value in entry]).rows()


def insert_with(
    table: str,
    columns: Sequence[str],
    values: Sequence[Sequence[Any]],
    *,
    then: tuple[str, Sequence[str], Sequence[Sequence[Any]]],
) -> None:
    """Rows of two tables in one statement and one round trip; the second list may be empty."""
    second, second_columns, second_values = then
    if not second_values:
        insert_many(table, columns, values)
        return
    first_sql = _insert_sql(table, tuple(columns), len(values), "id", "")
    second_sql = _insert_sql(second, tuple(second_columns), len(second_values), "id", "")
    _run(
        f"WITH first AS ({first_sql}) {second_sql}",
        [value for entry in (*values, *second_values) for value in entry],
    )


@lru_cache(maxsize=512)
def _insert_sql(table: str, columns: tuple[str, ...], count: int, returning: str, on_conflict: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    entry = "(" + ", ".join(["%s"] * len(columns)) + ")"
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([entry] * count)} {on_conflict} RETURNING {returning}'  # noqa: S608 - names come from code
