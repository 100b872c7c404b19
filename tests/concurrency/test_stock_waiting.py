"""Somebody holds the lock: buyers do not wait for ever, and the sweep does not wait at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from tests.inventory.ledger import findings, level_of, promises_of

from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.wiring import SHELF
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.db import execute
from nexus.platform.locking import Busy
from nexus.platform.tenancy import tenant_scope


@contextmanager
def somebody_working_on(variant: UUID, tenant_id: UUID) -> Iterator[None]:
    """Another connection has the level locked for the duration of the block."""
    locked, done = Event(), Event()

    def hold() -> None:
        try:
            with tenant_scope(tenant_id):
                assert SHELF.lock([variant])
                locked.set()
                assert done.wait(timeout=20)
        finally:
            connections.close_all()

    holder = Thread(target=hold)
    holder.start()
    try:
        assert locked.wait(timeout=10)
        yield
    finally:
        done.set()
        holder.join()


@contextmanager
def impatient() -> Iterator[None]:
    """Wait a tenth of a second instead of three."""
    execute("SET LOCAL lock_timeout = '100ms'")
    yield


def wanted(variant: UUID) -> list[StockLine]:
    return [StockLine(variant_id=variant, quantity=1)]


@pytest.fixture
def levels(tenant: Any) -> tuple[UUID, UUID]:
    """Two variants with three pieces each."""
    first, second = sorted([new_id(), new_id()])
    with tenant_scope(tenant.id):
        facade.set_levels({first: 3, second: 3})
    return first, second


def test_a_buyer_who_waits_too_long_is_told_to_come_back(tenant: Any, levels: tuple[UUID, UUID]) -> None:
    busy, free = levels
    order = new_id()
    with somebody_working_on(busy, tenant.id):
        with tenant_scope(), impatient(), pytest.raises(Busy) as refused:
            facade.reserve(order, wanted(busy), expires_at=clock.now() + timedelta(hours=1))
        with tenant_scope():
            facade.reserve(new_id(), wanted(free), expires_at=clock.now() + timedelta(hours=1))
    assert (refused.value.code, refused.value.facts) == ("busy", {"retry_after": 1})
    with tenant_scope():
        assert (level_of(busy), level_of(free), promises_of(order)) == ((3, 0), (3, 1), [])


def test_the_sweep_skips_what_others_work_on(tenant: Any, levels: tuple[UUID, UUID]) -> None:
    busy, free = levels
    for variant in levels:
        with tenant_scope():
            facade.reserve(new_id(), wanted(variant), expires_at=clock.now() - timedelta(seconds=1))
    with somebody_working_on(busy, tenant.id), tenant_scope(), impatient():
        assert facade.release_expired() == 1
    with tenant_scope():
        assert (level_of(busy), level_of(free)) == ((3, 1), (3, 0))
        assert facade.release_expired() == 1
        assert level_of(busy) == (3, 0)
        assert findings() == []


def test_reading_what_is_available_does_not_wait(tenant: Any, levels: tuple[UUID, UUID]) -> None:
    busy, free = levels
    with somebody_working_on(busy, tenant.id), tenant_scope():
        execute("SET LOCAL statement_timeout = '500ms'")
        assert facade.available(levels) == {busy: 3, free: 3}
