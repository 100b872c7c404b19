"""PostgreSQL was restarted: connections that idled in the pool are dead, and nobody should notice."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool
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
    """What a restart does to the connections of the application's role; how many there were. The pool may open new ones."""
    known = connection.settings_dict
    login = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    with psycopg.connect(**{name: known[key] for name, key in login.items()}) as own:
        own.autocommit = True
        cut = [pid for pid, _ in own.execute(f"SELECT pid, pg_terminate_backend(pid) {_OTHERS}").fetchall()]
        alive = f"SELECT count(*) {_OTHERS} AND pid = ANY(%s)"
        eventually(lambda: own.execute(alive, [cut]).fetchall() == [(0,)])
    return len(cut)


def test_the_pool_looks_for_a_server_that_was_away_every_few_seconds_not_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = _pool_like_ours()
    with pool:
        pool.wait(timeout=10)
        attempts = _stay_away(monkeypatch, pool, seconds=5.0)

    gaps = [after - before for before, after in pairwise(attempts)]
    assert len(attempts) >= 4
    assert max(gaps) < 2.6, gaps


def _pool_like_ours() -> ConnectionPool:
    known = connection.settings_dict
    options = {**known["OPTIONS"]["pool"], "min_size": 2}
    login = make_conninfo(
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"],
        host=known["HOST"],
        port=known["PORT"],
    )
    return ConnectionPool(login, open=False, **options)


def _stay_away(monkeypatch: pytest.MonkeyPatch, pool: ConnectionPool, *, seconds: float) -> list[float]:
    """The instants at which the pool tried to connect while it was refused."""
    attempts: list[float] = []

    def refuse(*_: Any, **__: Any) -> Any:
        attempts.append(time.monotonic())
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(pool, "_connect", refuse)
    with pool.connection() as lost:
        lost.close()
    time.sleep(seconds)
    return attempts
