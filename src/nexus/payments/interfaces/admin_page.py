"""A payment as staff read it, on its own page and on its order's."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.kernel.ids import parse_id
from nexus.payments.domain.payment import STREAM
from nexus.payments.models import AttemptRecord, PaymentRecord
from nexus.payments.queries import transaction_log
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    Moment,
    Section,
    Table,
    Timeline,
    link_to,
    money,
    words,
)
from nexus.platform.backoffice.values import OPERATOR, Tone, badge
from nexus.platform.events import load_envelopes

TONES: Final[Mapping[str, Tone]] = {
    "pending": "warn", "authorized": "info", "completed": "good", "partially_refunded": "warn", "refunded": "idle",
    "failed": "bad", "voided": "idle",
}  # fmt: skip
_MOMENT_TONES: Final[Mapping[str, Tone]] = {
    "payment_opened": "info", "payment_completed": "good", "payment_failed": "bad", "refund_failed": "bad",
    "unexpected_money_received": "warn", "refund_requested": "warn", "attempt_outcome_unknown": "warn",
}  # fmt: skip


def payment_sections(record: PaymentRecord, /) -> Iterable[Section]:
    """The page: attempts by one statement, history by one."""
    yield _facts(record, title=f"Payment {record.reference}")
    yield _money(record)
    yield _attempts(record)
    yield timeline(record, title="What happened")


def payment_of_order(order: Any, /) -> Iterable[Section]:
    """On an order's page: what became of its money."""
    record = PaymentRecord.objects.filter(order_id=order.pk).first()
    if record is None:
        yield Facts(title="Payment", rows=[("Payment", "There is no payment for this order.")])
        return
    yield _facts(record, title="Payment")
    yield timeline(record, title="What happened to its payment", wide=False)


def _facts(record: PaymentRecord, *, title: str) -> Section:
    return Facts(title=title, rows=[
        ("Payment", link_to("payments.paymentrecord", record.pk, record.reference)),
        ("Status", badge(record.status, TONES)), ("Provider", words(record.provider)),
        ("Order", link_to("orders.orderrecord", record.order_id, record.order_number)),
        ("Amount", money(record.amount_minor, record.currency)),
        ("Refunded", money(record.refunded_minor or None, record.currency)),
        ("Accepts money until", record.expires_at or "no limit"), ("Opened", record.created_at),
    ])  # fmt: skip


def _money(record: PaymentRecord) -> Section:
    left = record.captured_minor - record.refunded_minor - record.refunding_minor
    buyer = (
        link_to("accounts.user", record.user_id, record.email)
        if record.user_id
        else (record.email, Badge("guest"))
    )
    return Facts(title="Money", rows=[
        ("Asked", money(record.amount_minor, record.currency)), ("Arrived", money(record.captured_minor, record.currency)),
        ("Refunded", money(record.refunded_minor, record.currency)),
        ("On its way back", money(record.refunding_minor, record.currency)), ("Can be refunded", money(left, record.currency)),
        ("Buyer", buyer), ("Id", Code(str(record.pk))),
    ])  # fmt: skip


def _attempts(record: PaymentRecord) -> Section:
    found = AttemptRecord.objects.filter(payment_id=record.pk).order_by("number")
    return Table(
        title="Attempts at gateways", head=("#", "Provider", "State", "Our reference", "Their reference", "Changed"),
        rows=[(one.number, words(one.provider), badge(one.state, TONES), Code(one.merchant_reference),
               Code(one.gateway_reference) if one.gateway_reference else None, one.updated_at) for one in found],
        empty="None: no gateway was asked.",
    )  # fmt: skip


def timeline(record: PaymentRecord, /, *, title: str, wide: bool = True) -> Section:
    """The payment's stream as people read it."""
    names = _names_of_actors(record.pk)
    moments = [_moment(entry, names) for entry in transaction_log.of_payment(record.pk)]
    return Timeline(title=title, wide=wide, moments=moments)


def _names_of_actors(payment_id: UUID) -> dict[UUID, str]:
    """Who was behind each event, for those that people caused."""
    actors = {one.id: one.metadata["actor"] for one in load_envelopes(STREAM, payment_id)}
    ids = {
        event: known
        for event, actor in actors.items()
        if (known := parse_id(actor["id"])) and actor["kind"] == "user"
    }
    people = accounts.users(ids.values()) if ids else {}
    return {event: people[known].email if known in people else OPERATOR for event, known in ids.items()}


def _moment(entry: dict[str, Any], names: Mapping[UUID, str]) -> Moment:
    told = {name: value for name, value in entry.items() if name not in {"id", "type", "at", "by"}}
    if "provider" in told:
        told["provider"] = words(told["provider"])
    if "amount" in told:
        told["amount"] = f"{told['amount']} {told.pop('currency')}"
    event = link_to("events.eventrecord", entry["id"], "")
    return Moment(
        at=entry["at"],
        what=entry["type"].replace("_", " ").capitalize(),
        by=names.get(entry["id"], entry["by"]),
        facts=[(name.replace("_", " "), value) for name, value in told.items()],
        tone=_MOMENT_TONES.get(entry["type"], "idle"),
        url=event.url,
    )
