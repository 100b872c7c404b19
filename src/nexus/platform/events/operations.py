"""What people and schedules do with deliveries: sweep, retry, prune, and look at lag and depth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.events.delivery import drain
from nexus.platform.events.nudge import forget_nudge, nudge
from nexus.platform.tenancy import current_tenant, on_commit, tenant_scope
from nexus.platform.tenancy.directory import active_tenants
from nexus.platform.tenancy.sweeping import Waiting

KEEP_DONE = timedelta(days=30)
_DUE = Waiting("events_delivery", "w.status = 'pending' AND w.due_at <= %(at)s")
_UNDONE = Waiting("events_delivery", "w.status IN ('pending', 'parked')")


@dataclass(frozen=True, slots=True)
class Backlog:
    """`pending` and `parked` deliveries of a tenant; `lag` seconds since the oldest due one should have run."""

    tenant_id: UUID
    pending: int
    parked: int
    lag: float


def sweep() -> int:
    """Deliver everything that is due, tenant by tenant; the guarantee behind the nudge.

    A nudge whose worker was killed would be waited for as long as the broker holds the task: here it is forgotten.
    """
    swept = 0
    for tenant_id in _DUE.tenants():
        forget_nudge(tenant_id)
        swept += drain(tenant_id)
    return swept


def retry(delivery_ids: Iterable[UUID], /) -> int:
    """Put parked deliveries of the current scope back in line; how many there were."""
    tenant_id = current_tenant()
    count = db.execute(
        "UPDATE events_delivery SET status = 'pending', attempts = 0, due_at = %s "
        "WHERE tenant_id = %s AND id = ANY(%s::uuid[]) AND status = 'parked'",
        [clock.now(), tenant_id, list(delivery_ids)],
    )
    on_commit(lambda: nudge(tenant_id))
    return count


def prune() -> int:
    """Forget deliveries that were done a month ago; the events stay."""
    return sum(_prune(tenant_id) for tenant_id in active_tenants())


def _prune(tenant_id: UUID) -> int:
    with tenant_scope(tenant_id):
        return db.execute(
            "DELETE FROM events_delivery WHERE tenant_id = %s AND status = 'done' AND done_at < %s",
            [tenant_id, clock.now() - KEEP_DONE],
        )


def backlogs() -> list[Backlog]:
    """Depth and lag of every active tenant, for metrics."""
    undone = set(_UNDONE.tenants())
    return [
        _backlog(tenant_id) if tenant_id in undone else Backlog(tenant_id, 0, 0, 0.0)
        for tenant_id in active_tenants()
    ]


def _backlog(tenant_id: UUID) -> Backlog:
    now = clock.now()
    with tenant_scope(tenant_id):
        found = db.row(
            "SELECT count(*) FILTER (WHERE status = 'pending') AS pending, count(*) FILTER (WHERE status = 'parked') AS parked, "
            "min(due_at) FILTER (WHERE status = 'pending') AS oldest FROM events_delivery "
            "WHERE tenant_id = %s AND status IN ('pending', 'parked')",
            [tenant_id],
        )
    lag = max(0.0, (now - found.oldest).total_seconds()) if found.oldest else 0.0
    return Backlog(tenant_id, found.pending, found.parked, lag)
