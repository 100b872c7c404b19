"""PostgreSQL was restarted: connections that idled in the pool are dead, and nobody should notice."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from tests.fixtures import Api, run_in_threads
from tests.live.client import eventually

from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

AT_ONCE = 4
_OTHERS = "FROM pg_stat_activity WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()"


def test_connections_that_died_in_the_pool_are_replaced_before_anything_begins(tenant: Any) -> None:
    run_in_threads(AT_ONCE, lambda _: _look(tenant))
    _look(tenant)
    assert _cut_everybody_off() >= 1

    assert run_in_threads(AT_ONCE, lambda _: _look(tenant)) == [1] * AT_ONCE
    assert _look(tenant) == 1


def test_a_request_after_a_restart_is_answered_as_if_nothing_had_happened(api: Api) -> None:
    assert api.get("/api/cart/cart/").status_code == 200
    _cut_everybody_off()

    assert api.get("/api/cart/cart/").status_code == 200


def test_what_was_cut_off_in_the_middle_is_not_tried_again(tenant: Any) -> None:
    """It may have been done: only the caller knows whether it may be repeated."""
    with pytest.raises(OperationalError), tenant_scope(tenant.id):
        _cut_everybody_off()
        db.row("SELECT 1 AS one", [])

    assert _look(tenant) == 1


def _look(tenant: Any) -> int:
    with tenant_scope(tenant.id):
        return int(db.row("SELECT 1 AS one", []).one)


def _cut_everybody_off() -> int:
    """What a restart does to the connections of the application's role; how many there were."""
    known = connection.settings_dict
    login = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    with psycopg.connect(**{name: known[key] for name, key in login.items()}) as own:
        own.autocommit = True
        found = own.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}").fetchall()
        eventually(lambda: own.execute(f"SELECT count(*) = 0 {_OTHERS}").fetchall() == [(True,)])
    return len(found)
