"""Wishes to cancel, for the staff to decide."""

from typing import Any, Final
from uuid import UUID

from nexus.kernel.clock import iso
from nexus.kernel.money import Money
from nexus.orders.queries.lists import Page, count_of
from nexus.platform.db import row, rows
from nexus.platform.tenancy import current_tenant

_REQUESTS: Final = (
    "FROM orders_cancellation_request r "
    "JOIN orders_order o ON o.tenant_id = r.tenant_id AND o.id = r.order_id "
    "WHERE r.tenant_id = %s AND o.tenant_id = %s AND (%s::text IS NULL OR r.status = %s)"
)


def requests(status: str | None, /, *, page: Page) -> list[Any]:
    """Wishes to cancel, newest first."""
    tenant = current_tenant()
    return rows(
        "SELECT r.id, r.order_id, r.reason, r.status, r.requested_at, r.decided_at, r.decision_reason, "
        "o.number, o.status AS order_status, o.payment_status, o.currency, o.total_minor "
        f"{_REQUESTS} AND {page.where} "
        f"ORDER BY {page.order_by} LIMIT %s",
        [tenant, tenant, status, status, *page.params, page.limit],
    )


def count_requests(status: str | None, /) -> int:
    """How many there are."""
    tenant = current_tenant()
    return count_of(f"SELECT count(*) AS n {_REQUESTS}", [tenant, tenant, status, status])


def request_item(found: Any, /) -> dict[str, Any]:
    """A wish to cancel, with what the staff needs to decide."""
    return {
        "id": str(found.id),
        "order": {"id": str(found.order_id), "number": found.number, "status": found.order_status},
        "reason": found.reason,
        "status": found.status,
        "requested_at": iso(found.requested_at),
        "decided_at": iso(found.decided_at) if found.decided_at else None,
        "decision_reason": found.decision_reason,
        "payment_status": found.payment_status,
        "currency": found.currency,
        "total": str(Money(found.total_minor, found.currency)),
    }


def order_of_request(request_id: UUID, /) -> UUID | None:
    """Which order a cancellation request is about."""
    found = row(
        "SELECT order_id FROM orders_cancellation_request WHERE tenant_id = %s AND id = %s",
        [current_tenant(), request_id],
    )
    return found and found.order_id
