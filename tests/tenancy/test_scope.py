"""The scope ends with its transaction, whatever the connection does next; outside it nothing is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections, models, transaction
from django.db.utils import ProgrammingError
from tests.tenancy.catalogue import tenant_models
from tests.tenancy.filled import Filled
from tests.tenancy.raw import Connection, entered

from nexus.platform import db
from nexus.platform.tenancy import (
    NestedScope,
    TenantScopeMissing,
    bind_tenant,
    bound_tenant,
    current_tenant,
    in_scope,
    tenant_scope,
    unscoped,
)
from nexus.tenancy.facade import create_api_key
from nexus.tenancy.models import ApiKey

ALL_KEYS = "SELECT tenant_id FROM tenancy_apikey"  # names no tenant, on purpose
every_model = pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)


@pytest.fixture
def two_keys(tenant: Any, other_tenant: Any) -> None:
    for owner in (tenant, other_tenant):
        with tenant_scope(owner.id):
            create_api_key("machine", roles=["support"])


def _visible(connection: Connection) -> list[Any]:
    return [tenant_id for (tenant_id,) in connection.execute(ALL_KEYS)]


@pytest.mark.parametrize("undo", [False, True], ids=["committed", "rolled back"])
def test_entering_lasts_for_the_transaction(tenant: Any, two_keys: None, app: Connection, undo: bool) -> None:
    with entered(app, tenant.id, undo=undo):
        assert _visible(app) == [tenant.id]

    assert _visible(app) == []
    with app.transaction():
        assert _visible(app) == []


def test_entering_in_a_savepoint_that_is_undone_leaves_no_tenant(
    tenant: Any, two_keys: None, app: Connection
) -> None:
    with app.transaction():
        with app.transaction(force_rollback=True):
            app.execute("SELECT enter_tenant(%s)", [tenant.id])
            assert _visible(app) == [tenant.id]

        assert _visible(app) == []


def test_one_connection_serves_one_tenant_after_the_other(
    tenant: Any, other_tenant: Any, two_keys: None, app: Connection
) -> None:
    for owner in (tenant, other_tenant, tenant):
        with entered(app, owner.id):
            assert _visible(app) == [owner.id]


def test_entering_autocommit_ends_with_the_statement(tenant: Any, two_keys: None, app: Connection) -> None:
    app.execute("SELECT enter_tenant(%s)", [tenant.id])

    assert _visible(app) == []


def test_entering_twice_means_the_last_tenant_only(
    tenant: Any, other_tenant: Any, two_keys: None, app: Connection
) -> None:
    with entered(app, tenant.id):
        app.execute("SELECT enter_tenant(%s)", [other_tenant.id])

        assert _visible(app) == [other_tenant.id]


@pytest.fixture
def one_pooled_connection() -> Iterator[Callable[[], int]]:
    """Hands the connection back to the pool and takes one out again; returns the server process behind it."""
    connection.close()

    def again() -> int:
        connection.close()
        return int(db.rows("SELECT pg_backend_pid() AS pid")[0].pid)

    yield again
    connection.close()


def _seen_later(again: Callable[[], int]) -> list[tuple[int, int]]:
    """Server process and number of visible keys, for a number of turns of the pool."""
    return [(again(), len(db.rows(ALL_KEYS))) for _ in range(20)]


def test_connection_back_from_the_pool_remembers_no_tenant(
    tenant: Any, two_keys: None, one_pooled_connection: Callable[[], int]
) -> None:
    process = one_pooled_connection()
    with tenant_scope(tenant.id):
        assert [key.tenant_id for key in db.rows(ALL_KEYS)] == [tenant.id]

    later = _seen_later(one_pooled_connection)

    assert process in {pid for pid, _ in later}
    assert {visible for _, visible in later} == {0}


def test_connection_of_a_failed_transaction_remembers_no_tenant(
    tenant: Any, two_keys: None, one_pooled_connection: Callable[[], int]
) -> None:
    process = one_pooled_connection()
    with pytest.raises(ProgrammingError), tenant_scope(tenant.id):
        db.rows("SELECT no_such_column FROM tenancy_apikey WHERE tenant_id = %s", [tenant.id])

    later = _seen_later(one_pooled_connection)

    assert process in {pid for pid, _ in later}
    assert {visible for _, visible in later} == {0}


def test_parallel_threads_see_their_own_tenant_only(
    make_tenant: Callable[..., Any], in_threads: Callable[..., list[Any]]
) -> None:
    tenants = [make_tenant() for _ in range(4)]
    for made in tenants:
        with tenant_scope(made.id):
            create_api_key("machine", roles=[])

    def look(index: int) -> set[Any]:
        mine = tenants[index]
        found = set()
        for _ in range(10):
            with tenant_scope(mine.id):
                found |= {key.tenant_id for key in db.rows(ALL_KEYS)}
        return found

    assert in_threads(4, look) == [{made.id} for made in tenants]


def test_scope_is_for_the_outermost_transaction(tenant: Any) -> None:
    with transaction.atomic(), pytest.raises(NestedScope), tenant_scope(tenant.id):
        raise AssertionError("the scope opened inside a transaction")
    with tenant_scope(tenant.id), pytest.raises(NestedScope), tenant_scope(tenant.id):
        raise AssertionError("the scope opened inside a scope")


def test_scope_needs_a_tenant(make_tenant: Callable[..., Any]) -> None:
    with pytest.raises(TenantScopeMissing):
        bound_tenant()
    with pytest.raises(TenantScopeMissing), tenant_scope():
        raise AssertionError("a scope without a tenant opened")


def test_scope_of_the_bound_tenant(make_tenant: Callable[..., Any]) -> None:
    made = make_tenant()
    with bind_tenant(made.id):
        assert not in_scope()
        with tenant_scope():
            assert (in_scope(), current_tenant()) == (True, made.id)
        assert not in_scope()


@every_model
def test_manager_without_scope_refuses_before_any_sql(
    tenant: Any, model: type[models.Model], sql_log: Callable[..., Any]
) -> None:
    """A bound tenant is no scope: nothing may be read outside the tenant's transaction."""
    with sql_log() as statements:
        for manager in (model._default_manager, model._base_manager):
            for name in ("all", "count", "exists", "first", "iterator", "create"):
                with pytest.raises(TenantScopeMissing):
                    getattr(manager, name)()

    assert statements == []


def test_saving_without_scope_is_refused(tenant: Any) -> None:
    with pytest.raises(TenantScopeMissing):
        ApiKey(name="machine", prefix="x")


def test_row_for_another_tenant_is_refused_by_the_database(tenant: Any, other_tenant: Any) -> None:
    from nexus.kernel import clock

    with pytest.raises(ProgrammingError, match="row-level security"), tenant_scope(tenant.id):
        ApiKey(
            tenant_id=other_tenant.id, name="machine", prefix="x", secret_hash=b"", created_at=clock.now()
        ).save(force_insert=True)


@pytest.fixture(scope="module")
def filled_alias(filled: Filled) -> Iterator[str]:
    """The database with a row of two tenants in every table, as Django sees it."""
    connections.databases["filled"] = connections["default"].settings_dict | {"NAME": filled.database}
    yield "filled"
    connections["filled"].close()
    connections["filled"].close_pool()
    del connections["filled"], connections.databases["filled"]


@every_model
def test_unscoped_lifts_the_filter_but_not_the_wall(
    filled: Filled, filled_alias: str, model: type[models.Model]
) -> None:
    with unscoped():
        assert model._default_manager.using(filled_alias).count() == 0
        with transaction.atomic(using=filled_alias), connections[filled_alias].cursor() as cursor:
            cursor.execute("SELECT enter_tenant(%s)", [filled.a])
            seen = list(model._default_manager.using(filled_alias).values_list("tenant_id", flat=True))

    assert seen == [filled.a]
