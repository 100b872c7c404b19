"""Orders in the back office: read-only rows, actions that call use cases, and their figures on the dashboard."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from nexus.kernel.ids import parse_id
from nexus.orders.domain.lifecycle import Status
from nexus.orders.domain.payment_status import PaymentStatus
from nexus.orders.interfaces import admin_dashboard as dashboard
from nexus.orders.interfaces.admin_actions import ORDER_ACTIONS, REQUEST_ACTIONS
from nexus.orders.interfaces.admin_page import TONES, order_sections, orders_of_user
from nexus.orders.models import CancellationRequestRecord, OrderRecord
from nexus.platform.backoffice import (
    Facts,
    Figure,
    RecordAdmin,
    Section,
    add_digest,
    add_names,
    add_panel,
    add_tiles,
    choices,
    column,
    link_to,
    money,
)  # fmt: skip
from nexus.platform.backoffice.values import badge


@admin.register(OrderRecord)
class OrderAdmin(RecordAdmin):
    """Newest first."""

    ordering = ("-placed_at",)
    list_display = ("__str__", "placed", "buyer_", "status_", "payment", "items", "total")
    list_filter = (
        choices("status", [status.value for status in Status]),
        choices("payment_status", [status.value for status in PaymentStatus], title="payment"),
    )
    search_help_text = "Number (its beginning), e-mail of the buyer, or id"
    record_actions = ORDER_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if "@" in text:
            return queryset.filter(buyer__email=text.lower())
        known = parse_id(text)
        return queryset.filter(pk=known) if known else queryset.filter(number__startswith=text.upper())

    @column("Placed", order="placed_at")
    def placed(self, record: OrderRecord) -> Any:
        return record.placed_at

    @column("Buyer")
    def buyer_(self, record: OrderRecord) -> Any:
        return record.buyer["email"]

    @column("Status")
    def status_(self, record: OrderRecord) -> Any:
        return badge(record.status, TONES)

    @column("Payment")
    def payment(self, record: OrderRecord) -> Any:
        return badge(record.payment_status, TONES)

    @column("Items")
    def items(self, record: OrderRecord) -> Any:
        return record.item_count

    @column("Total", order="total_minor")
    def total(self, record: OrderRecord) -> Any:
        return Figure(money(record.total_minor, record.currency))

    def sections(self, request: HttpRequest, record: OrderRecord) -> Iterable[Section]:
        return order_sections(record.pk)


@admin.register(CancellationRequestRecord)
class CancellationRequestAdmin(RecordAdmin):
    """Buyers who want out of what is paid or in work."""

    ordering = ("-requested_at",)
    list_display = ("order_", "requested", "status_", "payment", "total", "reason")
    list_filter = (choices("status", ["open", "approved", "rejected"]),)
    list_select_related = ("order",)
    record_actions = REQUEST_ACTIONS

    @column("Order")
    def order_(self, record: CancellationRequestRecord) -> Any:
        return record.order.number

    @column("Requested", order="requested_at")
    def requested(self, record: CancellationRequestRecord) -> Any:
        return record.requested_at

    @column("Status")
    def status_(self, record: CancellationRequestRecord) -> Any:
        return badge(record.status, TONES)

    @column("Payment")
    def payment(self, record: CancellationRequestRecord) -> Any:
        return badge(record.order.payment_status, TONES)

    @column("Total")
    def total(self, record: CancellationRequestRecord) -> Any:
        return Figure(money(record.order.total_minor, record.order.currency))

    def title_of(self, record: CancellationRequestRecord) -> str:
        return record.order.number

    def sections(self, request: HttpRequest, record: CancellationRequestRecord) -> Iterable[Section]:
        order = record.order
        yield Facts(title="Request", rows=[
            ("Order", link_to("orders.orderrecord", order.pk, order.number)), ("Status", badge(record.status, TONES)),
            ("Reason", record.reason), ("Requested", record.requested_at), ("Decided", record.decided_at),
            ("Answer", record.decision_reason),
        ])  # fmt: skip
        yield Facts(title="Order", rows=[
            ("Status", badge(order.status, TONES)), ("Payment", badge(order.payment_status, TONES)),
            ("Total", money(order.total_minor, order.currency)), ("Buyer", order.buyer["email"]),
        ])  # fmt: skip


add_names(OrderRecord, "number")
add_panel("accounts.user", orders_of_user, position=40)
add_tiles(dashboard.today_tiles, position=10)
add_digest(dashboard.requests_digest, position=30)
