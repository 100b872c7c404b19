"""What happened to an order: its events as people read them, and the order as it stood at a moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.kernel.clock import iso
from nexus.orders.application.describe import describe
from nexus.orders.contracts import events as facts
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.history import OrderHistory
from nexus.orders.queries.sight import Sight
from nexus.platform.events import load_envelopes
from nexus.platform.events.log import Envelope

STREAM: Final = "orders.order"

type Summary = Callable[[Any], dict[str, Any]]


def as_of(order_id: UUID, at: datetime, /) -> OrderInfo | None:
    """The order as its history says it stood at that moment; None before it was placed."""
    envelopes = load_envelopes(STREAM, order_id, until=at)
    if not envelopes:
        return None
    return describe(OrderHistory.fold(order_id, (envelope.event for envelope in envelopes)))


def history(order_id: UUID, /, *, sight: Sight) -> list[dict[str, Any]]:
    """Oldest first. A seller sees what concerns its part: neither other sellers' steps nor the buyer's
    requests.
    """
    return [_entry(found, sight) for found in load_envelopes(STREAM, order_id) if _concerns(found, sight)]


def _entry(envelope: Envelope, sight: Sight, /) -> dict[str, Any]:
    fact = envelope.event
    entry = {
        "version": envelope.version,
        "type": envelope.type.split(".")[1],
        "occurred_at": iso(envelope.occurred_at),
        "by": getattr(fact, "by", "system" if envelope.version > 1 else _placed_by(fact)),
        "data": {} if sight.is_partial else _SUMMARIES[type(fact)](fact),
    }
    if sight.is_partial:
        entry["data"] = _partial_data(fact, sight)
    if sight.role == "staff":
        entry |= {"id": str(envelope.id), "actor": envelope.metadata["actor"], "hash": envelope.hash.hex()}
    return entry


def _placed_by(fact: Any, /) -> str:
    return "buyer" if fact.user_id else "guest"


def _concerns(envelope: Envelope, sight: Sight, /) -> bool:
    if not sight.is_partial:
        return True
    fact = envelope.event
    if isinstance(fact, facts.OrderTransitioned):
        return not sight.vendor_ids.isdisjoint(fact.vendor_ids)
    return not isinstance(
        fact, facts.CancellationRequested | facts.CancellationApproved | facts.CancellationRejected
    )


def _partial_data(fact: Any, sight: Sight, /) -> dict[str, Any]:
    if isinstance(fact, facts.OrderPlaced):
        return {"number": fact.number}
    data = _SUMMARIES[type(fact)](fact)
    if isinstance(fact, facts.OrderTransitioned):
        own = [str(vendor) for vendor in fact.vendor_ids if vendor in sight.vendor_ids]
        return {"from": data["from"], "to": data["to"], "vendor_ids": own, "reason": data["reason"]}
    return data


def _placed(fact: facts.OrderPlaced, /) -> dict[str, Any]:
    return {"number": fact.number, "total": str(fact.totals.total), "currency": fact.currency}


def _transitioned(fact: facts.OrderTransitioned, /) -> dict[str, Any]:
    return {
        "from": fact.from_status,
        "to": fact.to_status,
        "order_status": fact.order_status,
        "vendor_ids": [str(vendor) for vendor in fact.vendor_ids],
        "reason": fact.reason,
    }


def _cancelled(fact: facts.OrderCancelled, /) -> dict[str, Any]:
    return {"from": fact.was_status, "payment_status": fact.payment_status, "reason": fact.reason}


def _payment(fact: facts.OrderPaymentChanged, /) -> dict[str, Any]:
    return {"from": fact.previous, "payment_status": fact.payment_status}


def _reason(fact: facts.OrderPutOnHold | facts.OrderHoldReleased, /) -> dict[str, Any]:
    return {"reason": fact.reason}


def _request(
    fact: facts.CancellationRequested | facts.CancellationApproved | facts.CancellationRejected, /
) -> dict[str, Any]:
    return {"request_id": str(fact.request_id), "reason": fact.reason}


_SUMMARIES: Final[Mapping[type, Summary]] = {
    facts.OrderPlaced: _placed,
    facts.OrderConfirmed: lambda _fact: {},
    facts.OrderTransitioned: _transitioned,
    facts.OrderCancelled: _cancelled,
    facts.OrderPaymentChanged: _payment,
    facts.OrderPutOnHold: _reason,
    facts.OrderHoldReleased: _reason,
    facts.CancellationRequested: _request,
    facts.CancellationApproved: _request,
    facts.CancellationRejected: _request,
}
