"""Deliveries: what events still have to reach, what is parked, and trying again."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from nexus.kernel import clock
from nexus.kernel.errors import Conflict
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.backoffice import (
    Action,
    Asked,
    Code,
    Facts,
    Link,
    RecordAdmin,
    Section,
    Table,
    Text,
    Tile,
    add_digest,
    add_tiles,
    choices,
    column,
    link_to,
)  # fmt: skip
from nexus.platform.backoffice.values import badge
from nexus.platform.events.models import DeliveryRecord, DeliveryStatus, EventRecord
from nexus.platform.events.operations import retry
from nexus.platform.tenancy import current_tenant
from nexus.web.backoffice.events import about, stream_url

_TONES = {"pending": "info", "done": "good", "parked": "bad"}
_EXCERPT = 120


class NotParked(Conflict):
    """Only what gave up waits for a person."""

    code = "not_parked"
    title = "This delivery is not parked; the worker has it"


def retry_delivery(asked: Asked) -> str:
    """Put it back in line with a fresh set of attempts."""
    if asked.id is None or not retry([asked.id]):
        raise NotParked
    return "Back in line; the worker takes it within seconds."


@admin.register(DeliveryRecord)
class DeliveryAdmin(RecordAdmin):
    """Parked ones first in mind: filter by status."""

    list_display = ("handler_", "status_", "attempts", "due", "created", "error")
    list_filter = (choices("status", DeliveryStatus.values),)
    search_help_text = "Handler (its beginning), or the id of an event or delivery"
    record_actions = (
        Action(
            name="retry", label="Try again", run=retry_delivery, bulk=True,
            offered=lambda record: record.status == DeliveryStatus.PARKED,
            about="The handler runs again with the same event. Its database effects happen once, however often this is pressed.",
        ),
    )  # fmt: skip

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        known = parse_id(text)
        if known:
            return queryset.filter(Q(pk=known) | Q(event_id=known))
        return queryset.filter(handler__startswith=text)

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Any]:
        return DeliveryRecord.objects.order_by("-id")

    def title_of(self, record: DeliveryRecord) -> str:
        return record.handler

    @column("Handler")
    def handler_(self, record: DeliveryRecord) -> Any:
        return record.handler

    @column("Status")
    def status_(self, record: DeliveryRecord) -> Any:
        return badge(record.status, _TONES)

    @column("Next try")
    def due(self, record: DeliveryRecord) -> Any:
        return record.due_at if record.status == DeliveryStatus.PENDING else None

    @column("Since")
    def created(self, record: DeliveryRecord) -> Any:
        return record.created_at

    @column("Last error")
    def error(self, record: DeliveryRecord) -> Any:
        return last_line(record.last_error)

    def sections(self, request: HttpRequest, record: DeliveryRecord) -> Iterable[Section]:
        fact = EventRecord.objects.filter(pk=record.event_id).first()
        yield Facts(title="Delivery", rows=[
            ("Handler", Code(record.handler)), ("Status", badge(record.status, _TONES)), ("Attempts", record.attempts),
            ("Next try", record.due_at if record.status == DeliveryStatus.PENDING else None), ("Done", record.done_at),
        ])  # fmt: skip
        yield Facts(title="Event", rows=[
            ("Type", link_to("events.eventrecord", record.event_id, fact.type if fact else "event")),
            ("Stream", fact and Link(f"{fact.stream} #{fact.version}", stream_url(fact.stream_id))),
            ("About", fact and about(fact)), ("Occurred", fact and fact.occurred_at), ("Created", record.created_at),
        ])  # fmt: skip
        yield Text(title="Last error", text=record.last_error, empty="No attempt has failed.")


def last_line(trace: str, /) -> str:
    """What went wrong, without where."""
    lines = trace.strip().splitlines()
    return lines[-1][:_EXCERPT] if lines else ""


def _url(query: str = "") -> str:
    return reverse("admin:events_deliveryrecord_changelist") + query


def queue_tiles() -> list[Tile]:
    """Depth, lag and what gave up. One statement."""
    now = clock.now()
    found = db.row(
        "SELECT count(*) FILTER (WHERE status = 'pending') AS pending, count(*) FILTER (WHERE status = 'parked') AS parked, "
        "min(due_at) FILTER (WHERE status = 'pending') AS oldest FROM events_delivery "
        "WHERE tenant_id = %s AND status IN ('pending', 'parked')",
        [current_tenant()],
    )
    if found is None:
        return []
    lag = max(0, int((now - found.oldest).total_seconds())) if found.oldest else 0
    return [
        Tile(title="Parked deliveries", values=[found.parked], tone="bad" if found.parked else "good",
             note="wait for a person" if found.parked else "nothing gave up", url=_url("?status=parked")),
        Tile(title="Queue", values=[f"{lag} s behind" if lag else "up to date"], tone="warn" if lag > 60 else "good",
             note=f"{found.pending} pending" if found.pending else "nothing pending", url=_url("?status=pending")),
    ]  # fmt: skip


def parked_digest() -> Section:
    """The newest ones that gave up."""
    found = db.rows(
        "SELECT id, handler, attempts, created_at, last_error FROM events_delivery "
        "WHERE tenant_id = %s AND status = 'parked' ORDER BY created_at DESC LIMIT 6",
        [current_tenant()],
    )
    return Table(
        title="Parked deliveries", head=("Handler", "Since", "Attempts", "Error"), wide=False,
        rows=[(link_to("events.deliveryrecord", one.id, one.handler), one.created_at, one.attempts, last_line(one.last_error))
              for one in found],
        empty="None. Every event has reached everybody who listens, or is on its way.", more=_url("?status=parked"),
    )  # fmt: skip


add_tiles(queue_tiles, position=80)
add_digest(parked_digest, position=80)
