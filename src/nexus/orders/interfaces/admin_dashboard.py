"""What orders say on the dashboard. One statement each."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.backoffice import Section, Table, Tile, link_to
from nexus.platform.backoffice.values import money
from nexus.platform.tenancy import current_tenant
from nexus.tenancy import facade as tenancy


def midnight() -> datetime:
    """When today began, in the active time zone."""
    today = timezone.localdate(clock.now())
    return timezone.make_aware(datetime.combine(today, time.min))


def today_tiles() -> list[Tile]:
    """Orders placed since midnight and what they are worth, without cancelled ones, by currency."""
    found = db.rows(
        "SELECT currency, count(*) AS many, sum(total_minor)::bigint AS minor FROM orders_order "
        "WHERE tenant_id = %s AND placed_at >= %s AND status <> 'cancelled' GROUP BY currency ORDER BY minor DESC",
        [current_tenant(), midnight()],
    )
    worth = [Money(one.minor, one.currency) for one in found] or [Money.zero(tenancy.tenant().currency)]
    url = reverse("admin:orders_orderrecord_changelist")
    return [
        Tile(
            title="Orders today",
            values=[sum(one.many for one in found)],
            note="without cancelled ones",
            url=url,
            tone="info",
        ),
        Tile(title="Revenue today", values=worth, note="ordered, paid or not", url=url, tone="info"),
    ]


def requests_digest() -> Section:
    """Buyers who wait for an answer."""
    found = db.rows(
        "SELECT r.id, r.reason, r.requested_at, o.number, o.currency, o.total_minor FROM orders_cancellation_request r "
        "JOIN orders_order o ON o.tenant_id = r.tenant_id AND o.id = r.order_id "
        "WHERE r.tenant_id = %s AND o.tenant_id = %s AND r.status = 'open' ORDER BY r.requested_at LIMIT 6",
        [current_tenant(), current_tenant()],
    )
    return Table(
        title="Cancellation requests", head=("Order", "Requested", "Worth", "Reason"), wide=False,
        rows=[(link_to("orders.cancellationrequestrecord", one.id, one.number), one.requested_at,
               money(one.total_minor, one.currency), one.reason) for one in found],
        empty="Nobody waits for an answer.",
        more=reverse("admin:orders_cancellationrequestrecord_changelist") + "?status=open",
    )  # fmt: skip
