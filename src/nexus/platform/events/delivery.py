"""Delivering events to their handlers: exactly once for database effects, at least once for effects elsewhere.

A delivery row is claimed, the handler runs, and the row is marked done in the same transaction. `external` handlers are
leased instead: claimed with a due time in the future, run without any lock, then marked. The lease is short, so that what a
killed worker had begun is taken up soon, and renewed for as long as the handler runs, so that nobody begins it a second time.
A failure moves the due time (exponential backoff) and after MAX_ATTEMPTS parks the row for a person.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import uniform
from threading import Event, Thread
from typing import Any
from uuid import UUID

import structlog
from django.db import DatabaseError, connection

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.events import subscriptions
from nexus.platform.events.context import SystemActor, actor_scope, correlation_scope
from nexus.platform.events.log import Envelope, as_envelope, event_context
from nexus.platform.events.subscriptions import Subscription, Timing
from nexus.platform.tenancy import bind_tenant, current_tenant, tenant_scope

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=30)
BATCH = 25
_log = structlog.get_logger(__name__)

_DUE = """
SELECT d.id AS delivery_id, d.handler, d.attempts, e.id, e.tenant_id, e.stream, e.stream_id, e.version, e.type, e.payload,
       e.metadata, e.occurred_at, e.previous_hash, e.hash
  FROM events_delivery d JOIN events_log e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
 WHERE d.tenant_id = %s AND e.tenant_id = %s AND d.status = 'pending' AND d.due_at <= %s"""
_CLAIM_ONE = f"{_DUE} AND d.id = %s FOR NO KEY UPDATE OF d SKIP LOCKED"
_CLAIM_BATCH = f"{_DUE} ORDER BY d.due_at, d.id LIMIT %s FOR NO KEY UPDATE OF d SKIP LOCKED"


def drain(tenant_id: UUID, /, *, limit: int = 10_000) -> int:
    """Deliver what is due for one tenant; how many deliveries were attempted. Safe to run in parallel.

    A batch runs in one transaction; when a handler of it fails, nothing of the batch has happened and its deliveries
    are run one by one, so that only the failing one stays behind.
    """
    attempted, found = 0, True
    with bind_tenant(tenant_id):
        while found and attempted < limit:  # handlers may have caused further deliveries
            found, done = _deliver_batch(min(BATCH, limit - attempted))
            attempted += done
    return attempted


def _deliver_batch(size: int) -> tuple[bool, int]:
    """Whether anything was due, and how many of it were ours: others may lease what our claim has just let go."""
    claimed: list[Any] = []
    try:
        with tenant_scope():
            claimed = db.rows(_CLAIM_BATCH, [current_tenant(), current_tenant(), clock.now(), size])
            outside = [entry for entry in claimed if _timing(entry) is not Timing.AFTER_COMMIT]
            for entry in claimed:
                if entry not in outside:
                    _run(_subscription(entry), as_envelope(entry))
            _mark_done([entry.delivery_id for entry in claimed if entry not in outside])
    except Exception:
        outside = claimed
        if not claimed:
            raise
    inside = len(claimed) - len(outside)
    return bool(claimed), inside + sum(deliver(entry.delivery_id) for entry in outside)


def deliver(delivery_id: UUID, /) -> bool:
    """Run one delivery of the bound tenant; False when it is not due or in other hands."""
    claimed: Any = None
    try:
        with tenant_scope():
            claimed = db.row(_CLAIM_ONE, [current_tenant(), current_tenant(), clock.now(), delivery_id])
            if claimed is None:
                return False
            subscription = _subscription(claimed)
            if subscription.timing is Timing.AFTER_COMMIT:
                _run(subscription, as_envelope(claimed))
                _mark_done([delivery_id])
                return True
            _lease(delivery_id)
        with _renewed_lease(claimed):
            _run(subscription, as_envelope(claimed))
        with tenant_scope():
            _mark_done([delivery_id])
    except Exception as error:
        if claimed is None:
            raise
        _record_failure(claimed, error)
    return True


def _timing(claimed: Any) -> Timing | None:
    """None when no handler has the name any more; the delivery then fails, and says so, by itself."""
    try:
        return _subscription(claimed).timing
    except LookupError:
        return None


def _subscription(claimed: Any) -> Subscription:
    try:
        return subscriptions.by_name(claimed.handler)
    except KeyError:
        raise LookupError(f"no handler is called {claimed.handler}") from None


def _run(subscription: Subscription, envelope: Envelope) -> None:
    with (
        actor_scope(SystemActor()),
        correlation_scope(envelope.metadata["correlation"], causation=envelope.id),
    ):
        subscription.handler(envelope.event, event_context(envelope, handler=subscription.name))


def _mark_done(delivery_ids: list[UUID]) -> None:
    if delivery_ids:
        db.execute(
            "UPDATE events_delivery SET status = 'done', done_at = %s, attempts = attempts + 1, last_error = '' "
            "WHERE tenant_id = %s AND id = ANY(%s::uuid[]) AND status = 'pending'",
            [clock.now(), current_tenant(), delivery_ids],
        )


@contextmanager
def _renewed_lease(claimed: Any) -> Iterator[None]:
    """A third of the lease before anybody else would begin, say that we are still at it."""
    ended = Event()
    keeper = Thread(target=_keep_lease, args=(claimed, ended), name="lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep_lease(claimed: Any, ended: Event) -> None:
    while not ended.wait(LEASE.total_seconds() * 2 / 3):
        try:
            with tenant_scope(claimed.tenant_id):
                _lease(claimed.delivery_id)
        except DatabaseError as error:  # the next round may succeed; without it the worst is a second attempt
            _log.warning("lease_not_renewed", delivery=str(claimed.delivery_id), error=repr(error))
        finally:
            connection.close()


def _lease(delivery_id: UUID) -> None:
    db.execute(
        "UPDATE events_delivery SET due_at = %s WHERE tenant_id = %s AND id = %s AND status = 'pending'",
        [clock.now() + LEASE, current_tenant(), delivery_id],
    )


def _record_failure(claimed: Any, error: Exception) -> None:
    attempts = claimed.attempts + 1
    parked = attempts >= MAX_ATTEMPTS
    facts = {"handler": claimed.handler, "event_id": str(claimed.id), "attempts": attempts, "parked": parked}
    _log.error("delivery_failed", **facts, exc_info=error)
    with tenant_scope():
        db.execute(
            "UPDATE events_delivery SET attempts = %s, due_at = %s, status = %s, last_error = %s "
            "WHERE tenant_id = %s AND id = %s AND status = 'pending'",
            [attempts, clock.now() + backoff(attempts), "parked" if parked else "pending", _excerpt(error),
             current_tenant(), claimed.delivery_id],
        )  # fmt: skip


def backoff(attempts: int, /) -> timedelta:
    """1 s, 2 s, 4 s ... up to an hour, spread by a quarter so that failures do not return in step."""
    return timedelta(seconds=min(2 ** (attempts - 1), 3600) * uniform(0.75, 1.25))  # noqa: S311 - jitter, not a secret


def _excerpt(error: Exception) -> str:
    return "".join(traceback.format_exception(error))[-4000:].replace("\x00", "")
