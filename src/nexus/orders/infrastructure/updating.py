"""Rows of an order that changed."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from nexus.kernel.events import DomainEvent
from nexus.orders.contracts import events as facts
from nexus.orders.domain.order import Order
from nexus.platform.db import execute, insert_many
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

_UPDATE_ORDER = """
UPDATE orders_order
   SET status = %s, payment_status = %s, fulfilment_status = %s, is_held = %s, cancel_reason = %s, version =
   %s
 WHERE tenant_id = %s AND id = %s AND version = %s"""
_UPDATE_PARTS = """
UPDATE orders_vendor_order SET status = %s WHERE tenant_id = %s AND order_id = %s AND vendor_id =
ANY(%s::uuid[])"""
_DECIDE = """
UPDATE orders_cancellation_request SET status = %s, decided_at = %s, decision_reason = %s
 WHERE tenant_id = %s AND id = %s"""
_REQUEST = ("id", "tenant_id", "order_id", "reason", "status", "requested_at", "decision_reason")


def update_order(order: Order, /, *, expected_version: int) -> bool:
    """False when the row is not at the expected version: somebody else was faster. Raises Busy after the lock
    timeout.

    In READ COMMITTED a writer that waited for the row sees the other's version here, so it can read again and
    retry.
    """
    with lock_errors():
        return bool(
            execute(
                _UPDATE_ORDER,
                [
                    order.status.value,
                    order.payment_status.value,
                    order.fulfilment.value,
                    order.is_held,
                    order.cancel_reason,
                    order.version,
                    current_tenant(),
                    order.id,
                    expected_version,
                ],
            )
        )


def moved_vendors(order: Order, events: Sequence[DomainEvent], /) -> set[UUID]:
    """Sellers whose part moved in these events."""
    moved: set[UUID] = set()
    for fact in events:
        if isinstance(fact, facts.OrderConfirmed | facts.OrderCancelled):
            return set(order.parts)
        if isinstance(fact, facts.OrderTransitioned):
            moved.update(fact.vendor_ids)
    return moved


def update_parts(order: Order, /, *, vendor_ids: set[UUID]) -> None:
    """One statement for each status reached; a step reaches one."""
    by_status: dict[str, list[UUID]] = defaultdict(list)
    for vendor_id in sorted(vendor_ids):
        by_status[order.parts[vendor_id].value].append(vendor_id)
    for status, vendors in by_status.items():
        execute(_UPDATE_PARTS, [status, current_tenant(), order.id, vendors])


def project_request(order: Order, fact: DomainEvent, /) -> None:
    """Rows of cancellation requests; other facts change none."""
    if isinstance(fact, facts.CancellationRequested):
        values = (fact.request_id, current_tenant(), order.id, fact.reason, "open", fact.requested_at, "")
        insert_many("orders_cancellation_request", _REQUEST, [values])
    elif isinstance(fact, facts.CancellationApproved | facts.CancellationRejected):
        verdict = order.requests[fact.request_id].status
        execute(_DECIDE, [verdict, fact.decided_at, fact.reason, current_tenant(), fact.request_id])
