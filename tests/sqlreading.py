"""Reads one SQL statement and says what breaks the rules of DESIGN.md, section 6. No database, no Django.

A tenant table is *anchored* when its `tenant_id` is compared with a parameter, or with the `tenant_id` of something
anchored, in a condition that every returned row has met. Each subquery, CTE and derived table is a scope of its own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tests.sqlscopes import scopes_of

logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it warns about statements that it leaves unread

_EXPLAIN = re.compile(r"^\s*EXPLAIN\b\s*(\([^)]*\)|ANALYZE\b|VERBOSE\b|\s)*", re.IGNORECASE)
# Functions whose value changes from one call or one server to the next.
_MOVING = {
    "clock_timestamp",
    "current_setting",
    "gen_random_uuid",
    "localtimestamp",
    "nextval",
    "now",
    "random",
    "statement_timestamp",
    "timeofday",
    "transaction_timestamp",
    "uuidv4",
    "uuidv7",
}
_MOVING_NODES = (
    exp.CurrentDate,
    exp.CurrentTime,
    exp.CurrentTimestamp,
    exp.Localtime,
    exp.Localtimestamp,
    exp.NextValueFor,
    exp.Rand,
    exp.Uuid,
)


@lru_cache(maxsize=20_000)
def offences(sql: str, /, *, tenant_tables: frozenset[str]) -> tuple[str, ...]:
    """What is wrong with the statement; empty when nothing is."""
    named = {word for word in re.findall(r"\w+", sql) if word in tenant_tables}
    try:
        trees = [
            tree
            for tree in sqlglot.parse(_EXPLAIN.sub("", sql.replace("%%", "%")), dialect="postgres")
            if tree
        ]
    except SqlglotError as error:
        return (f"cannot be read: {error}",) if named else ()
    return tuple(offence for tree in trees for offence in _offences(tree, tenant_tables, named))


def _offences(tree: exp.Expr, tables: frozenset[str], named: set[str]) -> Iterator[str]:
    if isinstance(
        tree, exp.Command | exp.Merge | exp.Copy | exp.TruncateTable | exp.Create | exp.Alter | exp.Drop
    ):
        if named:
            yield f"{type(tree).__name__.upper()} of {', '.join(sorted(named))}"
        return
    yield from _without_tenant(tree, tables)
    yield from _inserts_of_several_rows(tree, tables)
    yield from _moving_values(tree)
    yield from _locks(tree)


def _without_tenant(tree: exp.Expr, tables: frozenset[str]) -> Iterator[str]:
    for scope in scopes_of(tree):
        for alias, table in scope.tables.items():
            if table in tables and alias not in scope.anchored:
                yield (
                    f"{table} without its tenant" if alias == table else f"{table} {alias} without its tenant"
                )


def _inserts_of_several_rows(tree: exp.Expr, tables: frozenset[str]) -> Iterator[str]:
    for insert in tree.find_all(exp.Insert):
        source, table = insert.expression, insert.find(exp.Table)
        several = not isinstance(source, exp.Values) or len(source.expressions) > 1
        if (
            several
            and table
            and table.name in tables
            and not (insert.args.get("returning") or insert.args.get("conflict"))
        ):
            yield f"several rows into {table.name} with neither RETURNING nor ON CONFLICT"


def _moving_values(tree: exp.Expr) -> Iterator[str]:
    for writing in tree.find_all(exp.Update, exp.OnConflict):
        for assignment in writing.expressions:
            for function in assignment.find_all(exp.Func):
                if isinstance(function, _MOVING_NODES) or function.name.lower() in _MOVING:
                    yield f"{function.sql('postgres')} in SET: times, ids and chance are parameters"


def _locks(tree: exp.Expr) -> Iterator[str]:
    for select in tree.find_all(exp.Select):
        for lock in select.args.get("locks") or ():
            if lock.args.get("update") and not lock.args.get("key"):
                yield "FOR UPDATE blocks foreign keys: lock FOR NO KEY UPDATE"
    for function in tree.find_all(exp.Anonymous):
        if function.name.lower().startswith(("pg_advisory", "pg_try_advisory")):
            yield "an advisory lock is no correctness device"
