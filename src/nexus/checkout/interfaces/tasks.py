"""Schedules of the process. The schedule itself is the deadline column, so nothing is lost with the broker."""

from uuid import UUID

import structlog
from celery import shared_task

from nexus.checkout import wiring
from nexus.checkout.infrastructure import processes
from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.sweeping import Waiting

BATCH = 200
_OVERDUE = Waiting(
    "checkout_process",
    "w.state = 'awaiting_payment' AND w.deadline <= %(at)s "
    "AND (w.next_attempt_at IS NULL OR w.next_attempt_at <= %(at)s)",
)
_log = structlog.get_logger(__name__)


@shared_task(name="checkout.deadlines")
def deadlines() -> int:
    """Cancel every order whose deadline has passed, tenant by tenant; how many."""
    return sum(expire_overdue(tenant_id) for tenant_id in _OVERDUE.tenants())


def expire_overdue(tenant_id: UUID, /) -> int:
    """Cancel the overdue orders of one tenant, each in a transaction of its own."""
    with tenant_scope(tenant_id):
        candidates = processes.overdue(clock.now(), limit=BATCH)
    return sum(_expire(tenant_id, order_id) for order_id in candidates)


def _expire(tenant_id: UUID, order_id: UUID) -> bool:
    try:
        with tenant_scope(tenant_id):
            return wiring.expire_order()(order_id)
    except Exception as error:  # noqa: BLE001 - a failing compensation stays in the row and is tried again
        with tenant_scope(tenant_id):
            attempts = processes.record_failure(order_id, error, now=clock.now())
        _log.error("compensation_failed", order_id=str(order_id), attempts=attempts, exc_info=error)
        return False
