"""Indexes and keys aside while a million rows come in: built once at the end, each is sorted instead of searched."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg

TABLES = (
    "catalog_product", "catalog_variant", "pricing_price", "inventory_level", "inventory_adjustment", "search_document",
    "search_placement", "search_posting", "search_number",
)  # fmt: skip
# They can be made again, so they need no log, which would be as long as they are. Whoever stops the cluster by force makes them anew.
UNLOGGED = ("search_document", "search_placement", "search_posting", "search_number")
_PLAIN = """SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)
AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)"""
_KEYS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('p', 'u')"""
_FOREIGN = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE (conrelid::regclass::text = ANY(%s) OR confrelid::regclass::text = ANY(%s)) AND contype = 'f'"""


@contextmanager
def set_aside(url: str, /) -> Iterator[None]:
    """Without keys and indexes inside; they come back at the end."""
    with psycopg.connect(url, autocommit=True) as connection:
        tables = list(TABLES)
        plain, keys = (
            connection.execute(_PLAIN, [tables]).fetchall(),
            connection.execute(_KEYS, [tables]).fetchall(),
        )
        foreign = connection.execute(_FOREIGN, [tables, tables]).fetchall()
        for table, name, _ in (*foreign, *keys):
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")  # type: ignore[arg-type]
        for _, name, _ in plain:
            connection.execute(f"DROP INDEX {name}")  # type: ignore[arg-type]
        for table in UNLOGGED:
            connection.execute(f"ALTER TABLE {table} SET UNLOGGED")  # type: ignore[arg-type]
    builds = [f"ALTER TABLE {table} ADD CONSTRAINT {name} {text}" for table, name, text in keys]
    builds += [definition for _, _, definition in plain]
    try:
        yield
    finally:
        _build(url, builds)
        # Rows that were made to fit need no check.
        _build(
            url,
            [f"ALTER TABLE {table} ADD CONSTRAINT {name} {text} NOT VALID" for table, name, text in foreign],
        )


def _build(url: str, statements: list[str]) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda statement: _execute(url, statement), statements))


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute(statement)  # type: ignore[arg-type]
