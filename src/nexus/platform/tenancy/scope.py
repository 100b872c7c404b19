"""The tenant scope: one transaction of one tenant.

`bind_tenant` says for whom a request or task works and costs nothing. `tenant_scope` opens the outermost transaction,
tells PostgreSQL the tenant before anything else (row-level security reads it), and runs what was deferred to the end of
the transaction just before COMMIT. Without a scope nothing can be read: the manager raises and the database returns no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from uuid import UUID

import psycopg
from django.db import OperationalError, connection, transaction
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus


class TenantScopeMissing(RuntimeError):
    """A tenant's data was touched without saying which tenant's."""


class NestedScope(RuntimeError):
    """A scope was opened inside a transaction: the tenant must be set first in the outermost one."""


class _ConnectionLost(psycopg.OperationalError):
    """The server went away before the transaction began."""


class Scope:
    """State of one tenant transaction; `at_end` callbacks run before COMMIT, in order, and may add further ones."""

    __slots__ = ("_at_end", "store", "tenant_id")

    def __init__(self, tenant_id: UUID, /) -> None:
        self.tenant_id = tenant_id
        self.store: dict[str, object] = {}
        self._at_end: list[Callable[[], None]] = []

    def at_end(self, callback: Callable[[], None], /) -> None:
        """Run inside the transaction, right before it commits."""
        self._at_end.append(callback)

    def finish(self) -> None:
        """Run the deferred work; called once by `tenant_scope`."""
        for callback in self._at_end:
            callback()


_BEGIN = "BEGIN"
_BEGIN_STEADY = "BEGIN; SET LOCAL plan_cache_mode = force_generic_plan"
_BEGIN_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

_bound: ContextVar[UUID | None] = ContextVar("nexus_bound_tenant", default=None)
_scope: ContextVar[Scope | None] = ContextVar("nexus_scope", default=None)
_unscoped: ContextVar[bool] = ContextVar("nexus_unscoped", default=False)


@contextmanager
def bind_tenant(tenant_id: UUID, /) -> Iterator[UUID]:
    """Say for whom the block works, without touching the database."""
    token = _bound.set(tenant_id)
    try:
        yield tenant_id
    finally:
        _bound.reset(token)


def bound_tenant() -> UUID:
    """The tenant this request or task works for. Raises TenantScopeMissing."""
    tenant_id = _bound.get()
    if tenant_id is None:
        raise TenantScopeMissing("no tenant is bound here: use bind_tenant() or tenant_scope(tenant_id)")
    return tenant_id


def current_scope() -> Scope:
    """The open tenant transaction. Raises TenantScopeMissing."""
    scope = _scope.get()
    if scope is None:
        raise TenantScopeMissing("tenant data may only be touched inside tenant_scope()")
    return scope


def current_tenant() -> UUID:
    """Tenant of the open transaction. Raises TenantScopeMissing."""
    return current_scope().tenant_id


def in_scope() -> bool:
    """Whether a tenant transaction is open."""
    return _scope.get() is not None


def is_unscoped() -> bool:
    """Whether the manager's filter is lifted (row-level security is not)."""
    return _unscoped.get()


@contextmanager
def tenant_scope(
    tenant_id: UUID | None = None, /, *, steady_plans: bool = False, snapshot: bool = False
) -> Iterator[Scope]:
    """Open the outermost transaction for one tenant (default: the bound one). Raises NestedScope inside another transaction.

    `steady_plans`: every statement finds its rows by key whatever the parameters are, so PostgreSQL may keep one plan
    for each. Left alone it plans every `= ANY($1)` anew, which is two of the five milliseconds that a purchase costs it.
    `snapshot`: read only, and every statement sees the same state; for checks that compare tables while the shop is open.
    """
    tenant = tenant_id or bound_tenant()
    if connection.in_atomic_block:
        raise NestedScope("tenant_scope() opens the outermost transaction and cannot be nested")
    bound = _bound.set(tenant)
    try:
        with _transaction(tenant, _BEGIN_SNAPSHOT if snapshot else _BEGIN_STEADY if steady_plans else _BEGIN):
            scope = Scope(tenant)
            token = _scope.set(scope)
            try:
                yield scope
                scope.finish()
            finally:
                _scope.reset(token)
    finally:
        _bound.reset(bound)


def _transaction(tenant_id: UUID, begin: str, /) -> ExitStack:
    """An open transaction of the tenant. Connections that died while idle (the server was restarted) are replaced, and we
    begin again: nothing had begun. When the server stays away, OperationalError.
    """
    try:
        return _begun(tenant_id, begin)
    except OperationalError as error:
        if not isinstance(error.__cause__, _ConnectionLost):
            raise
    connection.close()  # Django has taken the next one from the pool already: it goes back, to be looked at
    if pool := getattr(connection, "pool", None):  # none where a deployment pools elsewhere
        pool.check()
    return _begun(tenant_id, begin)


def _begun(tenant_id: UUID, begin: str, /) -> ExitStack:
    with ExitStack() as opening:
        opening.enter_context(transaction.atomic())
        _enter(tenant_id, begin)
        return opening.pop_all()


def _enter(tenant_id: UUID, begin: str, /) -> None:
    """Through Django's execute wrappers, so that logs, budgets and guards see the statement like any other."""

    def at_once(sql: str, params: list[UUID], many: bool, context: object) -> None:
        """BEGIN and the tenant in one round trip; psycopg would send BEGIN alone before the first statement."""
        with connection.wrap_database_errors:
            statements = f"{begin}; SELECT enter_tenant('{UUID(str(params[0]))}')"
            pgconn = connection.connection.pgconn
            result = pgconn.exec_(statements.encode())
            if result.status == ExecStatus.TUPLES_OK:
                return
            # What the server refuses has a code; libpq's own words about a dead line have none, whatever it calls its state.
            if pgconn.status != ConnStatus.OK or not result.error_field(DiagnosticField.SQLSTATE):
                raise _ConnectionLost(pgconn.error_message.decode(errors="replace"))
            raise error_from_result(result, encoding="utf-8")

    with connection.cursor() as cursor:
        cursor._execute_with_wrappers("SELECT enter_tenant(%s)", [tenant_id], many=False, executor=at_once)


@contextmanager
def unscoped() -> Iterator[None]:
    """Lift the manager's tenant filter; for the owner's connection and for checks that mean all tenants.

    The database still refuses: under the application's role no row of any tenant is visible without a scope.
    """
    token = _unscoped.set(True)
    try:
        yield
    finally:
        _unscoped.reset(token)


def on_commit(callback: Callable[[], object], /) -> None:
    """Run after the transaction has committed; dropped when it rolls back."""
    transaction.on_commit(callback)
