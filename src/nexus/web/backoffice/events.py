"""The event log, to be read: by stream, by type, with the proof that a stream was not tampered with."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from unfold.paginator import InfinitePaginator

from nexus.accounts import facade as accounts
from nexus.kernel.errors import Conflict
from nexus.kernel.events import known_types
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Action,
    Asked,
    Code,
    Facts,
    Json,
    Link,
    RecordAdmin,
    Section,
    Table,
    choices,
    column,
    link_to,
    links_to,
)  # fmt: skip
from nexus.platform.backoffice.values import OPERATOR, badge
from nexus.platform.events.chain import GENESIS, link
from nexus.platform.events.log import Envelope, load_envelopes
from nexus.platform.events.models import DeliveryRecord, EventRecord

# Whose page tells more about what a stream is about; a reservation's stream bears the order's id.
_PAGES = {
    "orders.order": "orders.orderrecord", "inventory.reservation": "orders.orderrecord",
    "payments.payment": "payments.paymentrecord", "accounts.user": "accounts.user", "vendors.vendor": "vendors.vendor",
    "catalog.product": "catalog.product", "catalog.category": "catalog.category",
}  # fmt: skip
_TONES = {"pending": "info", "done": "good", "parked": "bad"}


class ChainBroken(Conflict):
    """Somebody changed, removed, reordered or inserted an event. Facts `version`, `event`."""

    code = "chain_broken"
    title = "The hash chain of this stream is broken"


def first_break(envelopes: Iterable[Envelope], /) -> Envelope | None:
    """The first event that does not hang on the one before it, or says something else than its hash covers."""
    previous, expected = GENESIS, 1
    for found in envelopes:
        facts = {name: getattr(found, name) for name in (
            "id", "tenant_id", "stream", "stream_id", "version", "type", "payload", "metadata", "occurred_at",
        )}  # fmt: skip
        sound = (
            found.version == expected
            and found.previous_hash == previous
            and link(previous, **facts) == found.hash
        )
        if not sound:
            return found
        previous, expected = found.hash, expected + 1
    return None


def verify_chain(asked: Asked) -> str:
    """Recompute every hash of the record's stream."""
    envelopes = load_envelopes(asked.record.stream, asked.record.stream_id)
    broken = first_break(envelopes)
    if broken is not None:
        raise ChainBroken(f"Broken at version {broken.version} (event {broken.id}).", version=broken.version)
    return f"The chain holds: {len(envelopes)} events of {asked.record.stream}, each covered by its hash."


@admin.register(EventRecord)
class EventAdmin(RecordAdmin):
    """Newest first, without a count: the log only grows."""

    list_display = ("type_", "stream_", "version", "occurred", "actor")
    list_filter = (choices("type", sorted(known_types())),)
    paginator = InfinitePaginator
    search_help_text = (
        "Id of a stream (an order, a payment, ...) or an event, or the name of a stream: orders.order"
    )
    record_actions = (
        Action(name="verify", label="Verify chain", run=verify_chain,
               about="Recomputes every hash of this stream, from its first event on."),
    )  # fmt: skip

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        known = parse_id(text)
        if known:
            return queryset.filter(Q(pk=known) | Q(stream_id=known))
        return queryset.filter(stream=text)

    @column("Event")
    def type_(self, record: EventRecord) -> Any:
        return record.type

    @column("Stream")
    def stream_(self, record: EventRecord) -> Any:
        return Link(f"{record.stream} {str(record.stream_id)[-8:]}", stream_url(record.stream_id))

    @column("Occurred")
    def occurred(self, record: EventRecord) -> Any:
        return record.occurred_at

    @column("By")
    def actor(self, record: EventRecord) -> Any:
        return record.metadata["actor"]["kind"]

    def sections(self, request: HttpRequest, record: EventRecord) -> Iterable[Section]:
        yield Facts(title="Event", rows=[
            ("Type", Code(record.type)), ("Stream", Link(f"{record.stream} {record.stream_id}", stream_url(record.stream_id))),
            ("Version", record.version), ("About", about(record)), ("Occurred", record.occurred_at),
        ])  # fmt: skip
        yield Facts(title="Origin", rows=_origin(record.metadata))
        yield Json(title="What it says", value=record.payload)
        yield _deliveries(record.pk)
        yield Facts(title="Proof", wide=True, rows=[
            ("Previous hash", Code(bytes(record.previous_hash).hex())), ("Hash", Code(bytes(record.hash).hex())),
        ])  # fmt: skip


def about(fact: EventRecord, /) -> Link | None:
    """The page of what happened to, under its name; None for streams without one."""
    page = _PAGES.get(fact.stream)
    return links_to(page, [fact.stream_id])[fact.stream_id] if page else None


def stream_url(stream_id: UUID, /) -> str:
    """The log of one stream."""
    return f"{reverse('admin:events_eventrecord_changelist')}?q={stream_id}"


def _origin(metadata: dict[str, Any]) -> list[tuple[str, Any]]:
    actor, cause = metadata["actor"], parse_id(metadata.get("causation"))
    is_person = actor["kind"] == "user" and actor["id"]
    person = accounts.user(UUID(actor["id"])) if is_person else None
    return [
        ("By", person.email if person else OPERATOR if is_person else actor["kind"]),
        ("Actor id", actor["id"] and Code(actor["id"])),
        ("Request or chain", Code(metadata["correlation"]) if metadata.get("correlation") else None),
        ("Because of", link_to("events.eventrecord", cause, "another event") if cause else None),
    ]


def _deliveries(event_id: UUID) -> Section:
    found = DeliveryRecord.objects.filter(event_id=event_id).order_by("handler")
    return Table(
        title="Deliveries", head=("Handler", "Status", "Attempts", "Done"),
        rows=[(link_to("events.deliveryrecord", one.pk, one.handler), badge(one.status, _TONES), one.attempts, one.done_at)
              for one in found],
        empty="Nobody listens to this event after the commit, or its deliveries are long done and forgotten.",
    )  # fmt: skip
