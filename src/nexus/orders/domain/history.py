"""What an order remembers: its state as the fold of its events. Nothing here refuses; the rules are in
`order`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from nexus.kernel.entity import Aggregate
from nexus.kernel.events import DomainEvent
from nexus.orders.contracts import events as facts
from nexus.orders.domain.lifecycle import Fulfilment, Status, fulfilment_status, order_status
from nexus.orders.domain.payment_status import PaymentStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class CancellationRequest:
    """A wish to cancel and what became of it: open, approved or rejected."""

    id: UUID
    reason: str
    requested_at: datetime
    status: str = "open"
    decided_at: datetime | None = None
    decision_reason: str = ""


class OrderHistory(Aggregate):
    """Where each seller's part stands and what else happened; the order's own status is derived, never
    stored.
    """

    placed: facts.OrderPlaced

    def __init__(self, id: UUID, /) -> None:  # noqa: A002 - the identity is called id everywhere
        super().__init__(id)
        self.parts: dict[UUID, Status] = {}  # by vendor
        self.is_held = False
        self.payment_status = PaymentStatus.PENDING
        self.cancel_reason = ""
        self.requests: dict[UUID, CancellationRequest] = {}

    @property
    def number(self) -> str:
        return self.placed.number

    @property
    def status(self) -> Status:
        return order_status(self.parts.values(), on_hold=self.is_held)

    @property
    def fulfilment(self) -> Fulfilment:
        return fulfilment_status(self.parts.values())

    @property
    def open_request(self) -> CancellationRequest | None:
        return next((request for request in self.requests.values() if request.status == "open"), None)

    def _apply(self, fact: DomainEvent, /) -> None:
        self._FOLD[type(fact)](self, fact)

    def _on_placed(self, fact: facts.OrderPlaced, /) -> None:
        self.placed = fact
        self.parts = {part.vendor_id: Status.PENDING for part in fact.vendor_parts}

    def _on_confirmed(self, _fact: facts.OrderConfirmed, /) -> None:
        self.parts = dict.fromkeys(self.parts, Status.CONFIRMED)

    def _on_transitioned(self, fact: facts.OrderTransitioned, /) -> None:
        self.parts.update(dict.fromkeys(fact.vendor_ids, Status(fact.to_status)))

    def _on_cancelled(self, fact: facts.OrderCancelled, /) -> None:
        self.parts = dict.fromkeys(self.parts, Status.CANCELLED)
        self.is_held = False
        self.cancel_reason = fact.reason

    def _on_payment_changed(self, fact: facts.OrderPaymentChanged, /) -> None:
        self.payment_status = PaymentStatus(fact.payment_status)

    def _on_held(self, _fact: facts.OrderPutOnHold, /) -> None:
        self.is_held = True

    def _on_released(self, _fact: facts.OrderHoldReleased, /) -> None:
        self.is_held = False

    def _on_requested(self, fact: facts.CancellationRequested, /) -> None:
        self.requests[fact.request_id] = CancellationRequest(
            id=fact.request_id, reason=fact.reason, requested_at=fact.requested_at
        )

    def _on_decided(self, fact: facts.CancellationApproved | facts.CancellationRejected, /) -> None:
        verdict = "approved" if isinstance(fact, facts.CancellationApproved) else "rejected"
        self.requests[fact.request_id] = replace(
            self.requests[fact.request_id],
            status=verdict,
            decided_at=fact.decided_at,
            decision_reason=fact.reason,
        )

    _FOLD: ClassVar[dict[type[DomainEvent], Callable[[OrderHistory, Any], None]]] = {
        facts.OrderPlaced: _on_placed,
        facts.OrderConfirmed: _on_confirmed,
        facts.OrderTransitioned: _on_transitioned,
        facts.OrderCancelled: _on_cancelled,
        facts.OrderPaymentChanged: _on_payment_changed,
        facts.OrderPutOnHold: _on_held,
        facts.OrderHoldReleased: _on_released,
        facts.CancellationRequested: _on_requested,
        facts.CancellationApproved: _on_decided,
        facts.CancellationRejected: _on_decided,
    }
