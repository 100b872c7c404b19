"""Thin raw SQL for hot paths and reads. Every statement names `tenant_id = %s` for each tenant table it touches.

Parameters are bound on the server: cast where PostgreSQL cannot infer the type (`%s::uuid[]`, `%s::jsonb`).
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from django.db import connection
from psycopg.types.json import Jsonb

type Params = Sequence[Any]


def jsonb(value: Any, /) -> Jsonb:
    """A jsonb parameter."""
    return Jsonb(value, dumps=_dumps)


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


_JSONB = 3802  # PostgreSQL's type oid; Django leaves jsonb as text for its own field to decode


def rows(sql: str, params: Params = ()) -> list[Any]:
    """All rows as named tuples; jsonb columns are decoded (select `column::text` to keep the text)."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        make = _maker(tuple((column.name, column.type_code) for column in cursor.description))
        return [make(found) for found in cursor.fetchall()]


def row(sql: str, params: Params = ()) -> Any | None:
    """The first row as a named tuple, or None."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchone()
        return found and _maker(tuple((column.name, column.type_code) for column in cursor.description))(
            found
        )


@lru_cache(maxsize=512)
def _maker(columns: tuple[tuple[str, int], ...]) -> Callable[[Sequence[Any]], Any]:
    row_type = NamedTuple("Row", [(name, Any) for name, _ in columns])  # type: ignore[misc]
    encoded = frozenset(index for index, (_, type_code) in enumerate(columns) if type_code == _JSONB)
    if not encoded:
        return row_type._make
    return lambda found: row_type._make(
        orjson.loads(value) if index in encoded and value is not None else value
        for index, value in enumerate(found)
    )


def execute(sql: str, params: Params = ()) -> int:
    """Number of rows touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


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
    with connection.cursor() as cursor:
        cursor.execute(
            _insert_sql(table, tuple(columns), len(values), returning, on_conflict),
            [value for entry in values for value in entry],
        )
        return cursor.fetchall()


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
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH first AS ({first_sql}) {second_sql}",
            [value for entry in (*values, *second_values) for value in entry],
        )


@lru_cache(maxsize=512)
def _insert_sql(table: str, columns: tuple[str, ...], count: int, returning: str, on_conflict: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    entry = "(" + ", ".join(["%s"] * len(columns)) + ")"
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([entry] * count)} {on_conflict} RETURNING {returning}'  # noqa: S608 - names come from code
