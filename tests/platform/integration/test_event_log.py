"""The event log and its delivery on real PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.fixtures import run_in_threads

from nexus.kernel import clock
from nexus.kernel.errors import ConcurrentUpdate
from nexus.kernel.events import DomainEvent, event
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import (
    EventContext,
    after_commit,
    append,
    external,
    load,
    load_envelopes,
    subscribe,
    within_transaction,
)
from nexus.platform.events.chain import GENESIS, link
from nexus.platform.events.delivery import MAX_ATTEMPTS, drain
from nexus.platform.events.operations import backlogs, retry
from nexus.platform.tenancy import NestedScope, TenantScopeMissing, current_tenant, tenant_scope


@event("testing.thing_happened.v1")
class ThingHappened(DomainEvent):
    thing_id: UUID
    note: str = ""


@event("testing.thing_failed.v1")
class ThingFailed(DomainEvent):
    thing_id: UUID


calls: list[tuple[str, Any]] = []
refuse: set[str] = set()


def _later(fact: ThingHappened, context: EventContext) -> None:
    if "later" in refuse:
        raise RuntimeError("not today")
    calls.append(("later", (fact.thing_id, context.idempotency_key)))
    append("testing.echo", fact.thing_id, [ThingFailed(thing_id=fact.thing_id)], expected_version=0)


def _outside(fact: ThingHappened, context: EventContext) -> None:
    assert not connection.in_atomic_block
    calls.append(("outside", context.idempotency_key))


def _at_once(fact: ThingFailed, context: EventContext) -> None:
    if "at_once" in refuse:
        raise ConcurrentUpdate()
    calls.append(("at_once", context.version))


subscribe(
    {
        ThingHappened: (
            after_commit(_later, name="testing.later"),
            external(_outside, name="testing.outside"),
        ),
        ThingFailed: (within_transaction(_at_once),),
    }
)


@pytest.fixture(autouse=True)
def _clean() -> None:
    calls.clear()
    refuse.clear()


def _happen(tenant: Any, thing: UUID | None = None) -> UUID:
    thing = thing or new_id()
    with tenant_scope(tenant.id):
        append("testing.thing", thing, [ThingHappened(thing_id=thing)], expected_version=0)
    return thing


def test_events_chain_and_load_in_order(tenant: Any) -> None:
    thing = new_id()
    with tenant_scope():
        append(
            "testing.thing",
            thing,
            [ThingHappened(thing_id=thing, note="ä"), ThingHappened(thing_id=thing)],
            expected_version=0,
        )
        append("testing.thing", thing, [ThingHappened(thing_id=thing, note="3")], expected_version=2)
    with tenant_scope():
        envelopes = load_envelopes("testing.thing", thing)
        assert [found.version for found in envelopes] == [1, 2, 3]
        previous = GENESIS
        for found in envelopes:
            assert found.previous_hash == previous
            facts = {
                n: getattr(found, n)
                for n in (
                    "id",
                    "tenant_id",
                    "stream",
                    "stream_id",
                    "version",
                    "type",
                    "payload",
                    "metadata",
                    "occurred_at",
                )
            }
            previous = link(previous, **facts)
            assert found.hash == previous
        assert load("testing.thing", thing).events[0] == ThingHappened(thing_id=thing, note="ä")


def test_one_statement_for_all_events_and_their_deliveries(tenant: Any, sql_log: Any) -> None:
    with sql_log() as statements, tenant_scope():
        for _ in range(3):
            thing = new_id()
            append("testing.thing", thing, [ThingHappened(thing_id=thing)], expected_version=0)
    assert len(statements) == 2
    assert statements[0] == "SELECT enter_tenant(%s)"
    assert 'INSERT INTO "events_log"' in statements[1]
    assert 'INSERT INTO "events_delivery"' in statements[1]


def test_stale_expected_version_is_refused(tenant: Any) -> None:
    thing = _happen(tenant)
    with pytest.raises(ConcurrentUpdate), tenant_scope():
        append("testing.thing", thing, [ThingHappened(thing_id=thing)], expected_version=0)
        # the writer believed the stream to be new; the unique constraint knows better
    with pytest.raises(ConcurrentUpdate), tenant_scope():
        append("testing.thing", thing, [ThingHappened(thing_id=thing)], expected_version=5)
    with tenant_scope():
        assert load("testing.thing", thing).version == 1


def test_two_writers_at_once_one_wins(tenant: Any) -> None:
    thing = _happen(tenant)

    def write(index: int) -> str:
        with tenant_scope():
            append(
                "testing.thing", thing, [ThingHappened(thing_id=thing, note=str(index))], expected_version=1
            )
        return "won"

    outcomes = run_in_threads(8, write, tenant_id=tenant.id)
    assert outcomes.count("won") == 1
    assert sum(isinstance(outcome, ConcurrentUpdate) for outcome in outcomes) == 7


def test_delivery_runs_once_and_marks_done(tenant: Any) -> None:
    thing = _happen(tenant)
    assert drain(tenant.id) == 2
    assert sorted(name for name, _ in calls) == ["at_once", "later", "outside"]
    assert drain(tenant.id) == 0
    with tenant_scope():
        assert load("testing.echo", thing).version == 1
        states = db.rows(
            "SELECT status, attempts FROM events_delivery WHERE tenant_id = %s", [current_tenant()]
        )
        assert [(entry.status, entry.attempts) for entry in states] == [("done", 1), ("done", 1)]


def test_parallel_drains_run_each_delivery_once(tenant: Any) -> None:
    things = {_happen(tenant) for _ in range(20)}
    run_in_threads(4, lambda _: drain(tenant.id))
    later = [thing for name, (thing, *_) in (call for call in calls if call[0] == "later")]
    assert sorted(later) == sorted(things)


def test_failing_handler_leaves_no_effect_backs_off_and_parks(tenant: Any) -> None:
    refuse.add(
        "at_once"
    )  # `later` appends, the immediate handler then refuses: the whole delivery rolls back
    thing = _happen(tenant)
    fixed = clock.FixedClock(clock.now())
    with clock.use_clock(fixed):
        for _ in range(MAX_ATTEMPTS):
            drain(tenant.id)
            fixed.advance(timedelta(hours=2))
        drain(tenant.id)
    with tenant_scope():
        row = db.row(
            "SELECT id, status, attempts, last_error FROM events_delivery WHERE tenant_id = %s AND handler = 'testing.later'",
            [tenant.id],
        )
        assert (row.status, row.attempts) == ("parked", MAX_ATTEMPTS)
        assert "ConcurrentUpdate" in row.last_error
        assert load("testing.echo", thing).version == 0
    assert [(b.pending, b.parked) for b in backlogs() if b.tenant_id == tenant.id] == [(0, 1)]
    refuse.clear()
    with tenant_scope():
        assert retry([row.id]) == 1
    assert drain(tenant.id) == 1
    with tenant_scope():
        assert load("testing.echo", thing).version == 1


def test_rolled_back_transaction_leaves_no_event_and_no_delivery(tenant: Any) -> None:
    thing = new_id()
    with pytest.raises(RuntimeError), tenant_scope():
        append("testing.thing", thing, [ThingHappened(thing_id=thing)], expected_version=0)
        raise RuntimeError
    assert drain(tenant.id) == 0
    with tenant_scope():
        assert load("testing.thing", thing).version == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE events_log SET type = 'x' WHERE tenant_id = %s", "DELETE FROM events_log WHERE tenant_id = %s"],
)
def test_the_application_cannot_change_history(tenant: Any, statement: str) -> None:
    _happen(tenant)
    with pytest.raises(DatabaseError) as refused, tenant_scope():
        db.execute(statement, [tenant.id])
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "statement", ["UPDATE events_log SET type = 'x'", "DELETE FROM events_log", "TRUNCATE events_log"]
)
def test_not_even_the_owner_changes_history(tenant: Any, statement: str) -> None:
    _happen(tenant)
    with pytest.raises(DatabaseError) as refused, transaction.atomic(using="owner"):
        from django.db import connections

        with connections["owner"].cursor() as cursor:
            cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.RestrictViolation)


def test_scope_does_not_nest_and_is_required(tenant: Any) -> None:
    with tenant_scope(), pytest.raises(NestedScope), tenant_scope():
        pass
    with pytest.raises(TenantScopeMissing):
        append("testing.thing", new_id(), [])
