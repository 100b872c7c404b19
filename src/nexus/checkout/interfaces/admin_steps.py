"""The steps of a process, as its events tell them, and those that are still ahead."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from nexus.checkout.domain.process import ProcessState
from nexus.checkout.models import ProcessRecord
from nexus.kernel import clock
from nexus.platform.backoffice import Moment, Section, Timeline, link_to, words
from nexus.platform.backoffice.values import Tone
from nexus.platform.events.models import EventRecord

# What belongs to placing an order; what happens to it later is on the order's page.
_STEPS: Final[dict[str, tuple[str, Tone]]] = {
    "orders.order_placed": ("Order placed", "info"),
    "inventory.stock_reserved": ("Stock reserved", "info"),
    "inventory.stock_committed": ("Stock taken", "good"),
    "inventory.stock_released": ("Stock released", "idle"),
    "inventory.reservation_expired": ("Reservation ran out", "warn"),
    "orders.order_confirmed": ("Order confirmed", "good"),
    "orders.order_cancelled": ("Order cancelled", "bad"),
}
_PAYMENT_TONES: Final[dict[str, Tone]] = {
    "completed": "good",
    "failed": "bad",
    "voided": "idle",
    "opened": "info",
}


def steps(record: ProcessRecord, /, *, awaited: str) -> Section:
    """Oldest first; one statement. While the process is open: what it waits for, and how it may end."""
    ids = (record.order_id, record.payment_id)
    found = EventRecord.objects.filter(stream_id__in=ids).order_by("occurred_at", "id")
    told = [moment for fact in found if (moment := _moment(fact))]
    return Timeline(title="Steps", wide=False, moments=[*told, *_ahead(record, awaited)])


def _moment(fact: EventRecord) -> Moment | None:
    name = fact.type.rpartition(".v")[0]
    known = _STEPS.get(name)
    if known is None and fact.stream == "payments.payment":
        what = words(name.rpartition(".")[2])
        known = (what.capitalize(), _PAYMENT_TONES.get(what.rpartition(" ")[2], "idle"))
    if known is None:
        return None
    url = link_to("events.eventrecord", fact.pk, "").url
    return Moment(
        at=fact.occurred_at, what=known[0], tone=known[1], by=fact.metadata["actor"]["kind"], url=url
    )


def _ahead(record: ProcessRecord, awaited: str) -> Iterable[Moment]:
    if record.state != ProcessState.AWAITING_PAYMENT:
        return
    until: list[tuple[str, Any]] = (
        [("until", record.deadline), ("", left(record.deadline))] if record.deadline else []
    )
    yield Moment(at=None, what=f"Waits for {awaited}", tone="warn", now=True, facts=until)
    yield Moment(at=None, what="Then: stock taken, order confirmed")
    if record.deadline:
        yield Moment(at=None, what="Or, when the deadline passes: order cancelled, stock released")


def left(deadline: datetime, /) -> str:
    """How much time is left, in the largest unit that says something."""
    rest = deadline - clock.now()
    if rest <= timedelta(0):
        return "overdue"
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        many = int(rest.total_seconds() // size)
        if many >= (2 if unit != "minute" else 1):
            return f"{many} {unit}{'s' if many > 1 else ''} left"
    return "less than a minute left"
