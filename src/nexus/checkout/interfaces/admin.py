"""Place-order processes in the back office: where each order is, what it waits for, and ending one that is overdue."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from nexus.checkout import wiring
from nexus.checkout.domain.process import ProcessState
from nexus.checkout.interfaces.admin_steps import steps
from nexus.checkout.models import ProcessRecord
from nexus.kernel import clock
from nexus.kernel.errors import Conflict
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.backoffice import (
    Action,
    Asked,
    Badge,
    Facts,
    RecordAdmin,
    Section,
    Table,
    Text,
    Tile,
    add_digest,
    add_panel,
    add_tiles,
    choices,
    column,
    link_to,
    links_to,
    words,
)  # fmt: skip
from nexus.platform.backoffice.values import badge
from nexus.platform.tenancy import current_tenant

_LOOK_AGAIN: Final = 3
"""Seconds between two looks of an open page."""
_TONES: Final = {"awaiting_payment": "warn", "confirmed": "good", "cancelled": "bad"}


class NotOverdue(Conflict):
    """The deadline has not passed, or the process is over."""

    code = "not_overdue"
    title = "This process is not overdue: somebody was faster, or its deadline is still ahead"


def expire_now(asked: Asked) -> str:
    """What the schedule does within seconds, at once; its refusals are seen here."""
    if not wiring.expire_order()(asked.record.order_id):
        raise NotOverdue
    return f"{asked.record.order_number} is cancelled: its deadline had passed. Stock is free, no money is expected."


def is_overdue(record: ProcessRecord, /) -> bool:
    """Waits for money that may no longer come."""
    waits = record.state == ProcessState.AWAITING_PAYMENT
    return waits and record.deadline is not None and record.deadline <= clock.now()


def awaited(record: ProcessRecord, /) -> str:
    """What has to come next. A process without a deadline expects no money: the worker confirms it."""
    pays_later = record.waiting_for == "payment" and record.deadline is None
    return "confirmation by the worker" if pays_later else record.waiting_for


@admin.register(ProcessRecord)
class ProcessAdmin(RecordAdmin):
    """Newest first."""

    list_display = ("order_number", "state_", "waits", "deadline_", "failed", "error", "method", "changed")
    list_filter = (choices("state", [state.value for state in ProcessState]),)
    stacked = True
    search_help_text = "Order number (its beginning), or id of an order or process"
    record_actions = (
        Action(name="expire", label="Expire now", run=expire_now, offered=is_overdue, danger=True, bulk=True,
               about="The deadline has passed without money: the order is cancelled and its stock released."),
    )  # fmt: skip

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            return queryset.filter(Q(pk=known) | Q(order_id=known))
        return queryset.filter(order_number__startswith=text.upper())

    @column("State")
    def state_(self, record: ProcessRecord) -> Any:
        return badge(record.state, _TONES)

    @column("Waits for")
    def waits(self, record: ProcessRecord) -> Any:
        return awaited(record)

    @column("Deadline")
    def deadline_(self, record: ProcessRecord) -> Any:
        return _deadline(record) if record.state == ProcessState.AWAITING_PAYMENT else None

    @column("Failed attempts")
    def failed(self, record: ProcessRecord) -> Any:
        return record.attempts or None

    @column("Last error")
    def error(self, record: ProcessRecord) -> Any:
        return record.last_error[:100]

    @column("Pays by")
    def method(self, record: ProcessRecord) -> Any:
        return words(record.payment_method)

    @column("Changed")
    def changed(self, record: ProcessRecord) -> Any:
        return record.updated_at

    def title_of(self, record: ProcessRecord) -> str:
        return record.order_number

    def live(self, record: ProcessRecord) -> int:
        return _LOOK_AGAIN if record.state == ProcessState.AWAITING_PAYMENT else 0

    def sections(self, request: HttpRequest, record: ProcessRecord) -> Iterable[Section]:
        yield _where(record, title=f"Process of {record.order_number}")
        yield steps(record, awaited=awaited(record))
        if record.last_error:
            yield Text(title="Last error", text=record.last_error)


def _deadline(record: ProcessRecord) -> Any:
    return (record.deadline, Badge("overdue", "bad")) if is_overdue(record) else record.deadline


def _where(record: ProcessRecord, *, title: str) -> Section:
    return Facts(title=title, rows=[
        ("State", badge(record.state, _TONES)), ("Waits for", awaited(record)),
        ("Deadline", _deadline(record)),
        ("Pays by", words(record.payment_method)), ("Order", link_to("orders.orderrecord", record.order_id, record.order_number)),
        ("Payment", links_to("payments.paymentrecord", [record.payment_id])[record.payment_id]),
        ("Begun", record.created_at), ("Changed", record.updated_at), *_failing(record),
    ])  # fmt: skip


def _failing(record: ProcessRecord) -> list[tuple[str, Any]]:
    """A step that does not work is tried again; when, and how often it was."""
    if not record.attempts:
        return []
    return [("Failed attempts", Badge(str(record.attempts), "bad")), ("Next attempt", record.next_attempt_at)]


def process_of_order(order: Any, /) -> Iterable[Section]:
    """On an order's page."""
    record = ProcessRecord.objects.filter(order_id=order.pk).first()
    if record is not None:
        failing = (
            [("Failed attempts", record.attempts), ("Last error", record.last_error[:200])]
            if record.attempts
            else []
        )
        page = link_to("checkout.processrecord", record.pk, badge(record.state, _TONES))
        yield Facts(title="Place-order process", rows=[
            ("State", page), ("Waits for", awaited(record)),
            ("Deadline", _deadline(record)), *failing,
        ])  # fmt: skip


def waiting_tiles() -> list[Tile]:
    """Orders without money yet, and processes that fail. One statement."""
    found = db.row(
        "SELECT count(*) AS waiting, count(*) FILTER (WHERE deadline <= %s) AS overdue, count(*) FILTER (WHERE attempts > 0) "
        "AS failing FROM checkout_process WHERE tenant_id = %s AND state = 'awaiting_payment'",
        [clock.now(), current_tenant()],
    )
    waiting, overdue, failing = (found.waiting, found.overdue, found.failing) if found else (0, 0, 0)
    url = reverse("admin:checkout_processrecord_changelist") + "?state=awaiting_payment"
    return [
        Tile(title="Awaiting payment", values=[waiting], note=f"{overdue} past their deadline" if overdue else "all in time",
             tone="warn" if overdue else "info", url=url),
        Tile(title="Failing processes", values=[failing], note="see their last error" if failing else "every step works",
             tone="bad" if failing else "good", url=url),
    ]  # fmt: skip


def waiting_digest() -> Section:
    """Those whose deadline comes first, failing ones on top. One statement."""
    found = db.rows(
        "SELECT id, order_id, order_number, payment_method, deadline, attempts, last_error FROM checkout_process "
        "WHERE tenant_id = %s AND state = 'awaiting_payment' ORDER BY (attempts > 0) DESC, deadline, id LIMIT 6",
        [current_tenant()],
    )
    return Table(
        title="Orders awaiting payment", head=("Order", "Pays by", "Deadline", "Failed attempts"), wide=False,
        rows=[(link_to("orders.orderrecord", one.order_id, one.order_number), words(one.payment_method), one.deadline,
               link_to("checkout.processrecord", one.id, Badge(str(one.attempts), "bad")) if one.attempts else 0)
              for one in found],
        empty="None. Every order is paid, confirmed or cancelled.",
        more=reverse("admin:checkout_processrecord_changelist") + "?state=awaiting_payment",
    )  # fmt: skip


add_panel("orders.orderrecord", process_of_order, position=30)
add_tiles(waiting_tiles, position=20)
add_digest(waiting_digest, position=20)
