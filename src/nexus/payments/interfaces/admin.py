"""Payments in the back office: read-only, with capture, refund and void."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from nexus.kernel.ids import parse_id
from nexus.payments.domain.lifecycle import PaymentStatus
from nexus.payments.interfaces.admin_actions import PAYMENT_ACTIONS
from nexus.payments.interfaces.admin_page import TONES, payment_of_order, payment_sections
from nexus.payments.models import PaymentRecord
from nexus.platform.backoffice import (
    Figure,
    RecordAdmin,
    Section,
    add_names,
    add_panel,
    choices,
    column,
    link_to,
    money,
    words,
)  # fmt: skip
from nexus.platform.backoffice.values import badge


@admin.register(PaymentRecord)
class PaymentAdmin(RecordAdmin):
    """Newest first."""

    list_display = ("reference", "order_", "created", "provider_", "status_", "amount", "refunded", "buyer")
    list_filter = (
        choices("status", [status.value for status in PaymentStatus]),
        choices("provider", ["manual", "in_store", "sandbox"]),
    )
    search_help_text = "Order number or payment reference (their beginning), e-mail of the buyer, or id"
    record_actions = PAYMENT_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if "@" in text:
            return queryset.filter(email=text.lower())
        if known := parse_id(text):
            return queryset.filter(Q(pk=known) | Q(order_id=known))
        return queryset.filter(Q(order_number__startswith=text.upper()) | Q(reference__startswith=text))

    @column("Order")
    def order_(self, record: PaymentRecord) -> Any:
        return link_to("orders.orderrecord", record.order_id, record.order_number)

    @column("Provider")
    def provider_(self, record: PaymentRecord) -> Any:
        return words(record.provider)

    @column("Buyer")
    def buyer(self, record: PaymentRecord) -> Any:
        return record.email

    def title_of(self, record: PaymentRecord) -> str:
        return record.reference

    @column("Opened")
    def created(self, record: PaymentRecord) -> Any:
        return record.created_at

    @column("Status")
    def status_(self, record: PaymentRecord) -> Any:
        return badge(record.status, TONES)

    @column("Amount", order="amount_minor")
    def amount(self, record: PaymentRecord) -> Any:
        return Figure(money(record.amount_minor, record.currency))

    @column("Refunded")
    def refunded(self, record: PaymentRecord) -> Any:
        return Figure(money(record.refunded_minor or None, record.currency))

    def sections(self, request: HttpRequest, record: PaymentRecord) -> Iterable[Section]:
        return payment_sections(record)


add_names(PaymentRecord, "reference")
add_panel("orders.orderrecord", payment_of_order, position=20)
