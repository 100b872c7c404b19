"""Fixtures of the back office's tests."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.backoffice.desk import PASSWORD, Desk, Shop, open_shop


@pytest.fixture(autouse=True)
def _pages_are_drawn() -> None:
    """Every test here draws pages."""


@pytest.fixture
def shop(tenant: Any) -> Shop:
    return open_shop(tenant)


@pytest.fixture
def rival(other_tenant: Any) -> Shop:
    """Another tenant's shop."""
    return open_shop(other_tenant)


@pytest.fixture
def operator() -> Callable[[Any], Desk]:
    """`operator(tenant)` -> desk of somebody whose home is the installation."""
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_tenant

    system = create_tenant("nexus", name="Installation", mode="system")
    with tenant_scope(system.id):
        email = f"op-{secrets.token_hex(4)}@nexus.test"
        made = accounts.create_user(email, PASSWORD, roles=("operator",), verified=True)

    def at(tenant: Any) -> Desk:
        desk = Desk(tenant).log_in(made.id, home=system.id)
        desk.email = email  # type: ignore[attr-defined]
        return desk

    return at


@pytest.fixture
def admin_sql() -> Callable[[], Any]:
    """`with admin_sql() as statements:` the SQL of requests, without transactions, sessions and the look at the tenant, which
    is remembered for a few seconds."""
    from contextlib import contextmanager

    from django.db import connection

    @contextmanager
    def collect() -> Iterator[list[str]]:
        statements: list[str] = []

        def record(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            text = sql if isinstance(sql, str) else sql.as_string(None)
            beside = (
                text.startswith(("SAVEPOINT", "RELEASE"))
                or "django_session" in text
                or "FROM tenancy_tenant" in text
            )
            if not beside:
                statements.append(text)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(record):
            yield statements

    return collect
