"""The database alone keeps tenants apart: statements without a filter, on every table.

This is what is left when somebody forgets every `tenant_id` condition in the product.
"""

from __future__ import annotations

import psycopg
import pytest
from psycopg import sql
from tests.tenancy.catalogue import INSERT_ONLY, ONE_ROW, tenant_tables
from tests.tenancy.filled import Filled, insert, new_row
from tests.tenancy.raw import Connection, as_owner, entered

REFUSED = psycopg.errors.InsufficientPrivilege  # SQLSTATE 42501: row-level security or a missing grant
every_table = pytest.mark.parametrize("table", tenant_tables())
every_mutable_table = pytest.mark.parametrize(
    "table", [name for name in tenant_tables() if name not in INSERT_ONLY]
)


def _on(statement: str, table: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(table))  # type: ignore[arg-type]


def _tenants(rows: Connection, table: str) -> list[object]:
    return [found for (found,) in rows.execute(_on("SELECT tenant_id FROM {}", table))]


@every_table
def test_rows_of_both_tenants_exist(filled: Filled, table: str) -> None:
    """Without them the tests below would prove nothing. The owner takes the wall down to look."""
    with as_owner(filled.database) as owner, owner.transaction():
        owner.execute(_on("ALTER TABLE {} DISABLE ROW LEVEL SECURITY", table))
        found = {tenant for (tenant,) in owner.execute(_on("SELECT tenant_id FROM {}", table))}
        owner.execute(_on("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", table))

    assert found == {filled.a, filled.b}


@every_table
def test_select_without_scope_returns_nothing(rows: Connection, table: str) -> None:
    assert _tenants(rows, table) == []


@every_table
def test_select_without_where_returns_only_the_rows_of_the_scope(
    filled: Filled, rows: Connection, table: str
) -> None:
    with entered(rows, filled.a):
        assert _tenants(rows, table) == [filled.a]
    with entered(rows, filled.b):
        assert _tenants(rows, table) == [filled.b]


@every_table
def test_select_that_names_another_tenant_returns_nothing(
    filled: Filled, rows: Connection, table: str
) -> None:
    with entered(rows, filled.a):
        found = rows.execute(_on("SELECT 1 FROM {} WHERE tenant_id = %s", table), [filled.b]).fetchall()

    assert found == []


@every_table
def test_insert_for_another_tenant_is_refused_and_for_the_own_one_is_not(
    filled: Filled, rows: Connection, table: str
) -> None:
    with pytest.raises(REFUSED), entered(rows, filled.a):
        insert(rows, table, new_row(rows, table, tenant_id=filled.b))
    with entered(rows, filled.a, undo=True):
        if table in ONE_ROW:
            rows.execute(_on("DELETE FROM {} WHERE tenant_id = %s", table), [filled.a])
        insert(rows, table, new_row(rows, table, tenant_id=filled.a))
        assert _tenants(rows, table) == [filled.a] * (1 if table in ONE_ROW else 2)


@every_table
def test_insert_without_scope_is_refused(filled: Filled, rows: Connection, table: str) -> None:
    with pytest.raises(REFUSED):
        insert(rows, table, new_row(rows, table, tenant_id=filled.a))


@every_mutable_table
def test_update_without_where_touches_only_the_rows_of_the_scope(
    filled: Filled, rows: Connection, table: str
) -> None:
    with entered(rows, filled.a):
        assert rows.execute(_on("UPDATE {} SET tenant_id = tenant_id", table)).rowcount == 1
    assert rows.execute(_on("UPDATE {} SET tenant_id = tenant_id", table)).rowcount == 0


@every_mutable_table
def test_row_cannot_be_given_to_another_tenant(filled: Filled, rows: Connection, table: str) -> None:
    with pytest.raises(REFUSED), entered(rows, filled.a):
        rows.execute(_on("UPDATE {} SET tenant_id = %s", table), [filled.b])


@every_mutable_table
def test_delete_without_where_takes_only_the_rows_of_the_scope(
    filled: Filled, rows: Connection, table: str
) -> None:
    with entered(rows, filled.a, undo=True):
        assert rows.execute(_on("DELETE FROM {}", table)).rowcount == 1
    assert rows.execute(_on("DELETE FROM {}", table)).rowcount == 0


@every_table
def test_truncate_is_refused(filled: Filled, rows: Connection, table: str) -> None:
    with pytest.raises(REFUSED), entered(rows, filled.a):
        rows.execute(_on("TRUNCATE {}", table))


@pytest.mark.parametrize("table", sorted(INSERT_ONLY))
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_insert_only_table_refuses_application_and_owner(
    filled: Filled, rows: Connection, table: str, statement: str
) -> None:
    with pytest.raises(REFUSED), entered(rows, filled.a):
        rows.execute(_on(statement, table))
    with (
        as_owner(filled.database) as owner,
        pytest.raises(psycopg.errors.RestrictViolation, match="append-only"),
    ):
        owner.execute(_on(statement, table))
