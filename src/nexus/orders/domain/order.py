"""The order: an agreement that several sellers fulfil, and the rules by which it may change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.orders.contracts import events as facts
from nexus.orders.domain import errors
from nexus.orders.domain.history import CancellationRequest, OrderHistory
from nexus.orders.domain.lifecycle import (
    BY_PROCESS_ONLY,
    Status,
    can_move,
    common_moves,
    in_order,
    order_status,
)
from nexus.orders.domain.payment_status import UNPAID, PaymentStatus, derived


class Order(OrderHistory):
    """Rules first, then a recorded fact. Sellers move at their own pace; the order's status follows from
    them.
    """

    @classmethod
    def place(cls, agreed: facts.OrderPlaced, /) -> Order:
        """Begin a stream. `agreement.agree` composes the fact and checks it."""
        order = cls(agreed.order_id)
        order._record(agreed)
        return order

    @property
    def can_be_cancelled_at_once(self) -> bool:
        """A buyer may leave without asking while no money was taken and no seller has begun."""
        begun = set(self.parts.values()) - {Status.PENDING, Status.CONFIRMED}
        return self.payment_status in UNPAID and not begun

    def legal_moves(self, vendor_ids: Collection[UUID] | None = None, /) -> tuple[Status, ...]:
        """What `move` allows now, for the whole order (None) or for the parts of these sellers only.

        A part cannot be cancelled while others stand: money and goods of the rest would have to be agreed
        anew.
        """
        parts = self._parts_of(vendor_ids)
        if self.is_held:
            return self._moves_from_hold() if vendor_ids is None else ()
        moves = common_moves(list(parts.values())) - BY_PROCESS_ONLY - {Status.ON_HOLD}
        if vendor_ids is None and can_move(self.status, to=Status.ON_HOLD):
            moves |= {Status.ON_HOLD}
        return in_order(moves if len(parts) == len(self.parts) else moves - {Status.CANCELLED})

    def confirm(self, *, at: datetime) -> None:
        """The payment allows it. Raises IllegalTransition unless every part is pending; a hold stays."""
        if set(self.parts.values()) != {Status.PENDING}:
            raise errors.IllegalTransition(self.status, to=Status.CONFIRMED, legal=self.legal_moves())
        self._record(facts.OrderConfirmed(**self._heading(), confirmed_at=at))

    def record_payment(self, reported: PaymentStatus, /, *, at: datetime) -> None:
        """Take note of what the payment reports; a late or repeated report changes nothing."""
        now = derived(self.payment_status, reported=reported)
        if now is self.payment_status:
            return
        self._record(
            facts.OrderPaymentChanged(
                **self._heading(), payment_status=now, previous=self.payment_status, changed_at=at
            )
        )

    def move(
        self,
        to: Status,
        /,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        vendor_ids: Collection[UUID] | None = None,
    ) -> None:
        """Move the whole order or some sellers' parts one step. Raises IllegalTransition, NoSuchPart."""
        self._must_allow(to, vendor_ids)
        if to is Status.CANCELLED:
            self._cancel(reason=reason, by=by, at=at)
        elif to is Status.ON_HOLD:
            self._record(facts.OrderPutOnHold(**self._label(), reason=reason, by=by, held_at=at))
        elif self.is_held:
            self._record(facts.OrderHoldReleased(**self._label(), reason=reason, by=by, released_at=at))
        else:
            self._step(to, vendors=self._parts_of(vendor_ids), reason=reason, by=by, at=at)

    def cancel(self, *, reason: str, by: str, at: datetime) -> None:
        """Cancel the whole order, paid or not. Raises IllegalTransition once something has shipped or it is
        over.
        """
        self._must_allow(Status.CANCELLED, None)
        self._cancel(reason=reason, by=by, at=at)

    def ask_to_cancel(self, *, reason: str, by: str, at: datetime, request_id: UUID) -> None:
        """The buyer wants out: at once while that is allowed, otherwise a request opens that the staff
        decides.

        Raises IllegalTransition, CancellationAlreadyRequested.
        """
        self._must_allow(Status.CANCELLED, None)
        if self.can_be_cancelled_at_once:
            self._cancel(reason=reason, by=by, at=at)
            return
        if self.open_request:
            raise errors.CancellationAlreadyRequested(request_id=str(self.open_request.id))
        self._record(
            facts.CancellationRequested(
                **self._heading(), request_id=request_id, reason=reason, by=by, requested_at=at
            )
        )

    def approve_cancellation(self, request_id: UUID, /, *, reason: str, by: str, at: datetime) -> None:
        """Agree and cancel. Raises CancellationAlreadyDecided, CancellationRequestNotFound,
        IllegalTransition.
        """
        self._open_request(request_id)
        self._must_allow(Status.CANCELLED, None)
        self._cancel(reason=reason or self.requests[request_id].reason, by=by, at=at)

    def reject_cancellation(self, request_id: UUID, /, *, reason: str, by: str, at: datetime) -> None:
        """Decline. Raises CancellationAlreadyDecided, CancellationRequestNotFound."""
        self._open_request(request_id)
        self._record(facts.CancellationRejected(**self._decision(request_id, reason=reason, by=by, at=at)))

    # -- what the rules are made of --------------------------------------------------------------------------

    def _heading(self) -> dict[str, Any]:
        return {**self._label(), "user_id": self.placed.user_id}

    def _label(self) -> dict[str, Any]:
        return {"order_id": self.id, "number": self.number}

    def _parts_of(self, vendor_ids: Collection[UUID] | None, /) -> dict[UUID, Status]:
        if vendor_ids is None:
            return self.parts
        for vendor_id in vendor_ids:
            if vendor_id not in self.parts:
                raise errors.NoSuchPart(vendor_id=str(vendor_id))
        return {vendor: status for vendor, status in self.parts.items() if vendor in set(vendor_ids)}

    def _moves_from_hold(self) -> tuple[Status, ...]:
        before = order_status(self.parts.values(), on_hold=False)
        return in_order({before} | (common_moves(list(self.parts.values())) & {Status.CANCELLED}))

    def _must_allow(self, to: Status, vendor_ids: Collection[UUID] | None, /) -> None:
        legal = self.legal_moves(vendor_ids)
        if to not in legal:
            parts = self._parts_of(vendor_ids).values()
            raise errors.IllegalTransition(order_status(parts, on_hold=self.is_held), to=to, legal=legal)

    def _step(
        self, to: Status, /, *, vendors: Mapping[UUID, Status], reason: str, by: str, at: datetime
    ) -> None:
        moving = {vendor: status for vendor, status in vendors.items() if can_move(status, to=to)}
        after = [to if vendor in moving else status for vendor, status in self.parts.items()]
        self._record(
            facts.OrderTransitioned(
                **self._heading(),
                vendor_ids=tuple(moving),
                from_status=next(iter(moving.values())),
                to_status=to,
                order_status=order_status(after, on_hold=False),
                reason=reason,
                by=by,
                transitioned_at=at,
            )
        )

    def _cancel(self, *, reason: str, by: str, at: datetime) -> None:
        if request := self.open_request:
            self._record(
                facts.CancellationApproved(**self._decision(request.id, reason=reason, by=by, at=at))
            )
        lines = tuple(
            facts.LineQuantity(variant_id=line.variant_id, quantity=line.quantity)
            for line in self.placed.lines
        )
        self._record(
            facts.OrderCancelled(
                **self._heading(),
                lines=lines,
                was_status=self.status,
                payment_status=self.payment_status,
                reason=reason,
                by=by,
                cancelled_at=at,
            )
        )

    def _open_request(self, request_id: UUID, /) -> CancellationRequest:
        request = self.requests.get(request_id)
        if request is None:
            raise errors.CancellationRequestNotFound
        if request.status != "open":
            raise errors.CancellationAlreadyDecided(decision=request.status)
        return request

    def _decision(self, request_id: UUID, /, *, reason: str, by: str, at: datetime) -> dict[str, Any]:
        return {**self._heading(), "request_id": request_id, "reason": reason, "by": by, "decided_at": at}
