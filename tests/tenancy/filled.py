"""A database in which every tenant table has one row of each of two tenants, whatever tables there are.

Checks and foreign keys are dropped there, so that rows can be made from column types alone; row-level
security, grants, keys and triggers are those of the product.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.json import Jsonb
from tests.databases import own_database
from tests.tenancy.raw import Connection, as_app, as_owner, entered

type Row = dict[str, Any]

_COLUMNS = """SELECT attname, typname, atttypmod FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
 WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""
_LOOSEN = """DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
            WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname); END LOOP; END $$"""


@dataclass(frozen=True, slots=True)
class Filled:
    """Two tenants with a row in every table of `tables`."""

    database: str
    a: UUID
    b: UUID
    tables: tuple[str, ...]

    def connect(self) -> Connection:
        """As the application's role."""
        return as_app(self.database)


@contextmanager
def filled_database(owner_url: str, tables: tuple[str, ...]) -> Iterator[Filled]:
    """Made from the migrated template; dropped at the end."""
    with own_database(owner_url, kind="filled") as url:
        filled = Filled(str(conninfo_to_dict(url)["dbname"]), uuid4(), uuid4(), tables)
        with as_owner(filled.database) as owner:
            owner.execute(_LOOSEN)
        with filled.connect() as app:
            for tenant_id in (filled.a, filled.b):
                _fill(app, filled, tenant_id)
        yield filled


def _fill(app: Connection, filled: Filled, tenant_id: UUID) -> None:
    with entered(app, tenant_id):
        for table in filled.tables:
            insert(app, table, new_row(app, table, tenant_id=tenant_id))


def new_row(connection: Connection, table: str, *, tenant_id: UUID) -> Row:
    """A value for every column, made from its type. Raises KeyError for a type that nobody used before."""
    columns = connection.execute(_COLUMNS, [f'"{table}"']).fetchall()
    row = {name: _value(kind, modifier) for name, kind, modifier in columns}
    return row | {"tenant_id": tenant_id}


def insert(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    """One row."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    values = sql.SQL(", ").join([sql.Placeholder()] * len(row))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, values)
    connection.execute(statement, list(row.values()))


def _value(kind: str, modifier: int) -> Any:
    if kind in ("text", "varchar", "bpchar"):
        return secrets.token_hex(20)[
            : modifier - 4 if modifier > 0 else None
        ]  # the modifier counts 4 bytes of header
    if kind.startswith("_"):
        return []
    return _VALUES[kind]()


_VALUES = {
    "uuid": uuid4,
    "int2": lambda: secrets.randbelow(30_000),
    "int4": lambda: secrets.randbelow(2_000_000_000),
    "int8": lambda: secrets.randbelow(2_000_000_000),
    "float8": lambda: 0.5,
    "numeric": lambda: Decimal("1.25"),
    "bool": lambda: False,  # "only one of them" is said about true ones
    "timestamptz": lambda: datetime.now(UTC),
    "date": lambda: datetime.now(UTC).date(),
    "jsonb": lambda: Jsonb({}),
    "bytea": lambda: secrets.token_bytes(16),
}
