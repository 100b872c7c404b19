"""The reader of the suite's SQL: each rule is seen to bite, and lawful statements pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.sqlguard import EXCEPTIONS, SqlGuard
from tests.sqlreading import offences

from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

TABLES = frozenset({"cart", "line", "orders"})

LAWFUL = [
    "SELECT 1",
    "SELECT id FROM currency",
    "SELECT enter_tenant(%s)",
    "SAVEPOINT s1",
    "SELECT id FROM cart WHERE tenant_id = %s AND id = %s",
    "SELECT id FROM cart WHERE (%s)::uuid = tenant_id",
    'SELECT "cart"."id" FROM "cart" WHERE ("cart"."tenant_id" = %s AND "cart"."note" LIKE %s ESCAPE \'\\\')',
    "SELECT 1 FROM cart c JOIN line l ON l.tenant_id = c.tenant_id AND l.cart_id = c.id WHERE c.tenant_id = %s",
    "SELECT 1 FROM cart c JOIN line l ON l.cart_id = c.id AND l.tenant_id = %s WHERE c.tenant_id = l.tenant_id",
    "SELECT 1 FROM cart LEFT JOIN line ON line.tenant_id = cart.tenant_id AND line.id = cart.id WHERE cart.tenant_id = %s",
    "SELECT 1 FROM cart JOIN line USING (tenant_id, id) WHERE cart.tenant_id = %s",
    "SELECT 1 FROM cart, line WHERE cart.tenant_id = line.tenant_id AND line.tenant_id = %s",
    "SELECT (SELECT count(*) FROM line WHERE line.tenant_id = cart.tenant_id) FROM cart WHERE cart.tenant_id = %s",
    "SELECT 1 FROM cart c WHERE c.tenant_id = %s AND EXISTS (SELECT 1 FROM line WHERE line.tenant_id = c.tenant_id)",
    "WITH x AS (SELECT tenant_id, id FROM cart WHERE tenant_id = %s) SELECT 1 FROM line JOIN x ON x.tenant_id = line.tenant_id",
    "WITH x AS (SELECT * FROM cart WHERE tenant_id = %s) SELECT * FROM x",
    "WITH RECURSIVE t AS (SELECT tenant_id, id FROM cart WHERE tenant_id = %s UNION ALL "
    "SELECT line.tenant_id, line.id FROM line JOIN t ON t.tenant_id = line.tenant_id AND t.id = line.up) SELECT id FROM t",
    "SELECT 1 FROM cart WHERE tenant_id = %s UNION ALL SELECT 1 FROM line WHERE tenant_id = %s",
    "SELECT 1 FROM unnest(%s::uuid[]) AS v(id) JOIN cart ON cart.tenant_id = %s AND cart.id = v.id",
    "SELECT l.id FROM cart c, LATERAL (SELECT id FROM line WHERE tenant_id = c.tenant_id LIMIT 1) l WHERE c.tenant_id = %s",
    "SELECT id FROM cart WHERE tenant_id = %s ORDER BY id FOR NO KEY UPDATE OF cart SKIP LOCKED",
    "UPDATE cart SET note = %s, seen_at = %s WHERE tenant_id = %s AND id = %s",
    "UPDATE cart SET n = v.n FROM (VALUES (%s, %s)) v(id, n) WHERE cart.tenant_id = %s AND cart.id = v.id",
    "DELETE FROM line USING cart WHERE line.tenant_id = %s AND cart.tenant_id = line.tenant_id",
    "INSERT INTO cart (tenant_id, id) VALUES (%s, %s)",
    "INSERT INTO cart (tenant_id, id) VALUES (%s, %s), (%s, %s) RETURNING id",
    "INSERT INTO cart (tenant_id, id) SELECT tenant_id, id FROM line WHERE tenant_id = %s ON CONFLICT DO NOTHING",
    "WITH a AS (INSERT INTO cart (tenant_id, id) VALUES (%s, %s) RETURNING tenant_id, id) "
    "SELECT 1 FROM line JOIN a ON a.tenant_id = line.tenant_id",
    "EXPLAIN (FORMAT JSON) SELECT id FROM cart WHERE tenant_id = %s",
]  # fmt: skip

UNLAWFUL = {
    # no tenant at all
    "SELECT id FROM cart": "cart without its tenant",
    "SELECT id FROM cart WHERE id = %s": "cart without its tenant",
    "UPDATE cart SET note = %s WHERE id = %s": "cart without its tenant",
    "DELETE FROM cart WHERE id = %s": "cart without its tenant",
    "INSERT INTO cart (id) VALUES (%s)": "cart without its tenant",
    "EXPLAIN ANALYZE SELECT id FROM cart": "cart without its tenant",
    # named, but not by a parameter
    "SELECT id FROM cart WHERE tenant_id = current_setting('nexus.tenant_id')::uuid": "cart without its tenant",
    "SELECT id FROM cart WHERE tenant_id = (SELECT tenant_id FROM line WHERE tenant_id = %s)": "cart without its tenant",
    "SELECT id FROM cart WHERE tenant_id IS NOT NULL": "cart without its tenant",
    "SELECT id FROM cart WHERE tenant_id <> %s": "cart without its tenant",
    "SELECT tenant_id FROM cart WHERE id = %s": "cart without its tenant",
    # named, but the condition need not hold
    "SELECT id FROM cart WHERE tenant_id = %s OR is_public": "cart without its tenant",
    "SELECT id FROM cart WHERE NOT (tenant_id = %s)": "cart without its tenant",
    "SELECT 1 FROM cart LEFT JOIN line ON cart.tenant_id = %s AND line.tenant_id = %s": "cart without its tenant",
    "SELECT 1 FROM cart RIGHT JOIN line ON cart.tenant_id = line.tenant_id WHERE cart.tenant_id = %s": "line without its",
    "SELECT 1 FROM cart FULL JOIN line USING (tenant_id) WHERE cart.tenant_id = %s": "line without its tenant",
    # a second table
    "SELECT 1 FROM cart JOIN line ON line.cart_id = cart.id WHERE cart.tenant_id = %s": "line without its tenant",
    "SELECT 1 FROM cart a JOIN cart b ON b.id = a.id WHERE a.tenant_id = %s": "cart b without its tenant",
    "UPDATE cart SET n = line.n FROM line WHERE line.id = cart.id AND cart.tenant_id = %s": "line without its tenant",
    "DELETE FROM cart USING line WHERE line.id = cart.id AND cart.tenant_id = %s": "line without its tenant",
    # subqueries
    "SELECT 1 FROM cart WHERE tenant_id = %s AND id IN (SELECT cart_id FROM line)": "line without its tenant",
    "SELECT (SELECT count(*) FROM line WHERE cart_id = c.id) FROM cart c WHERE c.tenant_id = %s": "line without its tenant",
    "SELECT 1 FROM cart WHERE tenant_id = %s AND EXISTS (SELECT 1 FROM line WHERE line.id = cart.id)": "line without its",
    "SELECT 1 FROM (SELECT id FROM cart) x": "cart without its tenant",
    "WITH x AS (SELECT id FROM cart WHERE tenant_id = %s) SELECT 1 FROM line JOIN x ON x.id = line.id": "line without its",
    "WITH cart AS (SELECT * FROM cart) SELECT * FROM cart": "cart without its tenant",
    "SELECT 1 FROM cart WHERE tenant_id = %s UNION SELECT 1 FROM line": "line without its tenant",
    "UPDATE cart SET n = (SELECT max(n) FROM line) WHERE tenant_id = %s": "line without its tenant",
    # writing several rows
    "INSERT INTO cart (tenant_id, id) VALUES (%s, %s), (%s, %s)": "neither RETURNING nor ON CONFLICT",
    "INSERT INTO cart (tenant_id, id) SELECT * FROM unnest(%s, %s)": "neither RETURNING nor ON CONFLICT",
    # moving values
    "UPDATE cart SET seen_at = now() WHERE tenant_id = %s": "in SET",
    "UPDATE cart SET seen_at = clock_timestamp() WHERE tenant_id = %s": "in SET",
    "UPDATE cart SET token = md5(random()::text) WHERE tenant_id = %s": "in SET",
    "UPDATE cart SET token = gen_random_uuid() WHERE tenant_id = %s": "in SET",
    "INSERT INTO cart (tenant_id) VALUES (%s) ON CONFLICT (tenant_id) DO UPDATE SET seen_at = now()": "in SET",
    # statements that are never sent
    "MERGE INTO cart USING line ON cart.id = line.id WHEN MATCHED THEN DELETE": "MERGE of cart, line",
    "COPY cart FROM STDIN": "COPY of cart",
    "TRUNCATE cart": "TRUNCATETABLE of cart",
    "LOCK TABLE cart": "COMMAND of cart",
    "SELECT * FROM cart WHERE (tenant_id = %s": "cannot be read",
    # locks
    "SELECT id FROM cart WHERE tenant_id = %s FOR UPDATE": "FOR NO KEY UPDATE",
    "SELECT pg_advisory_xact_lock(%s)": "advisory lock",
}  # fmt: skip


@pytest.mark.parametrize("sql", LAWFUL)
def test_lawful_statement_passes(sql: str) -> None:
    assert offences(sql, tenant_tables=TABLES) == ()


@pytest.mark.parametrize(("sql", "offence"), UNLAWFUL.items())
def test_rule_bites(sql: str, offence: str) -> None:
    found = offences(sql, tenant_tables=TABLES)

    assert [each for each in found if offence in each], found


def test_exceptions_have_reasons() -> None:
    assert all(reason.strip() for reason in EXCEPTIONS.values())


def _forget_tenant() -> list[Any]:
    return db.rows("SELECT id FROM tenancy_apikey WHERE prefix = %s", ["x"])


def test_guard_stands_before_the_connection_of_this_thread(sql_guard: SqlGuard, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        _forget_tenant()

    (found,) = sql_guard.take()
    assert found.startswith("tenancy_apikey without its tenant\n    in SELECT id FROM tenancy_apikey")


def test_guard_stands_before_the_connections_of_new_threads(
    sql_guard: SqlGuard, in_threads: Callable[..., list[Any]]
) -> None:
    in_threads(2, lambda _: _forget_tenant())

    assert len(sql_guard.take()) == 1  # both sent the same statement


def test_guard_hears_statements_of_many_parameter_sets(sql_guard: SqlGuard, tenant: Any) -> None:
    with tenant_scope(tenant.id), connection.cursor() as cursor:
        cursor.executemany("UPDATE tenancy_apikey SET name = %s WHERE prefix = %s", [["a", "x"], ["b", "y"]])

    assert len(sql_guard.take()) == 1


def test_excepted_statement_is_let_through(sql_guard: SqlGuard, tenant: Any) -> None:
    with tenant_scope(tenant.id):
        for statement in EXCEPTIONS:
            db.rows(statement)

    assert sql_guard.take() == []
