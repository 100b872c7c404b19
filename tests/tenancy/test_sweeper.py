"""A sweep looks over all tenants once, sees nothing but when something is due, and enters only those where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection
from tests.tenancy.raw import Connection, as_sweeper

from nexus.catalog.interfaces import tasks as catalog
from nexus.checkout.interfaces import tasks as checkout
from nexus.inventory.interfaces import tasks as inventory
from nexus.kernel import clock
from nexus.kernel.events import DomainEvent, event
from nexus.kernel.ids import new_id
from nexus.payments.interfaces import tasks as payments
from nexus.platform.events import EventContext, after_commit, append, operations, subscribe
from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.sweeping import Waiting
from nexus.tenancy import queries
from nexus.tenancy.models import Tenant

GRANTS: dict[str, set[str]] = {
    table: set(columns.split(", ")) for table, columns in settings.DATABASE_SWEEPER_GRANTS.items()
}
DUE = Waiting("events_delivery", "w.status = 'pending' AND w.due_at <= %(at)s")


@event("tests.bell_rung.v1")
class BellRung(DomainEvent):
    bell_id: UUID


_heard: list[UUID] = []


def _hear(fact: BellRung, context: EventContext) -> None:
    _heard.append(fact.bell_id)


subscribe({BellRung: (after_commit(_hear, name="tests.hear_bell"),)})


def _ring(tenant: Any) -> UUID:
    with tenant_scope(tenant.id):
        append("tests.bell", bell := new_id(), [BellRung(bell_id=bell)], expected_version=0)
    return bell


@pytest.fixture
def sweeper() -> Iterator[Connection]:
    """The session's database as the sweeper; autocommit."""
    with as_sweeper() as connection:
        yield connection


def test_it_may_look_at_these_columns_and_at_nothing_else(sweeper: Connection) -> None:
    seen: dict[str, set[str]] = {}
    for table, column in sweeper.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT a.attisdropped "
        "AND has_column_privilege(c.oid, a.attnum, 'SELECT') "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype = 'e')"
    ):
        seen.setdefault(table, set()).add(column)

    assert seen == GRANTS
    assert len(GRANTS) == 10


@pytest.mark.parametrize("table", sorted(GRANTS))
def test_it_changes_nothing(sweeper: Connection, table: str) -> None:
    for statement in (
        f"DELETE FROM {table}",
        f"UPDATE {table} SET tenant_id = tenant_id",
        f"TRUNCATE {table}",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sweeper.execute(statement)  # type: ignore[arg-type]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sweeper.execute(f"SELECT id FROM {table}")  # type: ignore[arg-type]


def test_its_role_owns_nothing_bypasses_nothing_and_is_nobody_else(sweeper: Connection) -> None:
    role = sweeper.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit "
        "FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    kin = sweeper.execute(
        "SELECT count(*) FROM pg_roles r WHERE r.rolname <> current_user AND (pg_has_role(current_user, r.oid, 'MEMBER') "
        "OR (r.rolname = %s AND pg_has_role(r.oid, current_user, 'MEMBER')))",
        [settings.DATABASE_APP_ROLE],
    ).fetchone()
    owned = sweeper.execute(
        "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
    ).fetchone()

    assert role == (settings.DATABASE_SWEEPER_ROLE, False, False, False, False, False, False)
    assert (kin, owned) == ((0,), (0,))


def test_the_owner_still_sees_no_row_of_a_tenant(owner: Connection, tenant: Any) -> None:
    _ring(tenant)

    assert owner.execute("SELECT count(*) FROM events_delivery").fetchone() == (0,)


def test_tenants_with_something_due_are_found_and_no_others(
    tenant: Any, other_tenant: Any, make_tenant: Any
) -> None:
    closed = make_tenant()
    for shop in (tenant, closed):
        _ring(shop)
    _close(closed)

    found = DUE.tenants()

    assert tenant.id in found
    assert not {other_tenant.id, closed.id} & set(found)


def test_what_is_not_due_yet_waits_for_its_time(tenant: Any) -> None:
    _ring(tenant)

    with clock.use_clock(clock.SystemClock(timedelta(hours=-1))):
        assert tenant.id not in DUE.tenants()
    assert tenant.id in DUE.tenants()


def test_a_sweep_delivers_and_then_stays_outside(tenant: Any) -> None:
    bell = _ring(tenant)

    assert tenant.id in _entered_by(operations.sweep)
    assert _heard.count(bell) == 1
    assert tenant.id not in _entered_by(operations.sweep)
    assert _heard.count(bell) == 1


@pytest.mark.parametrize(
    "sweep",
    [
        operations.sweep,
        operations.backlogs,
        catalog.publish_due,
        checkout.deadlines,
        inventory.release_expired,
        payments.sandbox_due,
        payments.look_up,
    ],
)
def test_idle_tenants_are_not_entered(make_tenant: Any, sweep: Callable[[], Any]) -> None:
    idle = {make_tenant().id for _ in range(5)}

    assert idle & _entered_by(sweep) == set()


def test_idle_tenants_are_in_the_metrics_all_the_same(tenant: Any) -> None:
    assert operations.Backlog(tenant.id, 0, 0, 0.0) in operations.backlogs()


def _entered_by(sweep: Callable[[], Any]) -> set[UUID]:
    """The tenants in which it opened a transaction."""
    entered: set[UUID] = set()

    def record(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql == "SELECT enter_tenant(%s)":
            entered.add(params[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        sweep()
    return entered


def _close(tenant: Any) -> None:
    Tenant.objects.using("owner").filter(pk=tenant.id).update(is_active=False)
    queries.forget()


def test_a_table_that_nobody_let_it_see_is_refused(tenant: Any) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        Waiting("orders_order", "w.placed_at <= %(at)s").tenants()
