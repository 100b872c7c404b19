"""Reads all SQL that the suite sends as the application and fails the test that sent a statement against the rules.

Row-level security would hide the mistake: this finds the statement that a distributed database could not route, and that
only the net would stop. What counts as a mistake is in `sqlreading`. Loaded as a pytest plugin by `tests/conftest.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.sqlreading import offences

# Statement -> why it may be sent. Nothing of the product belongs here without a reason that DESIGN.md accepts.
EXCEPTIONS: Mapping[str, str] = {
    "SELECT tenant_id FROM tenancy_apikey": "tests/tenancy look without a filter to see the wall itself",
}


@dataclass(slots=True)
class SqlGuard:
    """Collects what was found since it was last asked; all threads report to the same one."""

    tenant_tables: frozenset[str]
    found: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = sql if isinstance(sql, str) else sql.as_string(context["connection"].connection)
        if text not in EXCEPTIONS:
            wrong = offences(text, tenant_tables=self.tenant_tables)
            self.found.extend(f"{offence}\n    in {text}" for offence in wrong)
        return execute(sql, params, many, context)

    def take(self) -> list[str]:
        """What was found, once each; forgotten afterwards."""
        found, self.found = self.found, []
        return list(dict.fromkeys(found))


def install_sql_guard() -> SqlGuard:
    """Stand in front of every connection of the application's role, in this thread and in all later ones."""
    from django.apps import apps
    from django.db import connections

    models = (model for model in apps.get_models(include_auto_created=True))
    guard = SqlGuard(
        frozenset(
            m._meta.db_table for m in models if any(f.column == "tenant_id" for f in m._meta.local_fields)
        )
    )
    create = connections.create_connection

    def create_guarded(alias: str) -> Any:
        made = create(alias)
        if alias == "default":
            made.execute_wrappers.append(guard)
        return made

    connections.create_connection = create_guarded  # type: ignore[method-assign]
    for existing in connections.all(initialized_only=True):
        if existing.alias == "default":
            existing.execute_wrappers.append(guard)
    return guard


@pytest.fixture(scope="session", autouse=True)
def sql_guard() -> SqlGuard:
    """Installed once, before the first test."""
    return install_sql_guard()


@pytest.fixture(autouse=True)
def _lawful_sql(sql_guard: SqlGuard) -> Iterator[None]:
    """Fails the test in which a statement broke the rules, also one sent by its threads."""
    sql_guard.take()
    yield
    if found := sql_guard.take():
        pytest.fail("SQL against the rules (tests/sqlguard.py):\n" + "\n".join(found), pytrace=False)
