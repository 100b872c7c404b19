"""The place-order process as a table: its states, the moves between them, and what a payment means in each.

Stock is reserved and the payment record exists when the process begins (one transaction). `confirmed` is the pivot: after
it we only go forward; before it everything is undone by cancelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from nexus.kernel.errors import Conflict


class ProcessState(StrEnum):
    """Where an order's process is."""

    AWAITING_PAYMENT = "awaiting_payment"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


TRANSITIONS: Final[Mapping[ProcessState, frozenset[ProcessState]]] = {
    ProcessState.AWAITING_PAYMENT: frozenset({ProcessState.CONFIRMED, ProcessState.CANCELLED}),
    ProcessState.CONFIRMED: frozenset({ProcessState.CANCELLED}),
    ProcessState.CANCELLED: frozenset(),
}
WAITING_FOR: Final[Mapping[ProcessState, str]] = {
    ProcessState.AWAITING_PAYMENT: "payment",
    ProcessState.CONFIRMED: "",
    ProcessState.CANCELLED: "",
}


class IllegalProcessMove(Conflict):
    """The process cannot go there from where it is."""

    code = "illegal_process_move"
    title = "The place-order process cannot make this move"


class PaymentAction(StrEnum):
    """What to do with money that arrived."""

    CONFIRM = "confirm"  # it was expected: commit the stock and confirm the order
    RECORD = "record"  # the order was confirmed before it was paid
    CANCEL_AND_REFUND = "cancel_and_refund"  # the deadline has passed
    REFUND = "refund"  # the order is cancelled already


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """A process as it stands. `deadline` None: it waits without limit."""

    id: UUID
    order_id: UUID
    payment_id: UUID
    cart_id: UUID
    payment_method: str
    state: ProcessState
    deadline: datetime | None

    def may_move_to(self, state: ProcessState, /) -> bool:
        return state in TRANSITIONS[self.state]

    def is_overdue(self, now: datetime, /) -> bool:
        """Whether it waits for money that may no longer come."""
        waits = self.state is ProcessState.AWAITING_PAYMENT
        return waits and self.deadline is not None and self.deadline <= now

    def on_money(self, now: datetime, /) -> PaymentAction:
        """What completed payment means now. The deadline decides, whether or not anybody has swept it yet."""
        if self.state is ProcessState.CANCELLED:
            return PaymentAction.REFUND
        if self.state is ProcessState.CONFIRMED:
            return PaymentAction.RECORD
        return PaymentAction.CANCEL_AND_REFUND if self.is_overdue(now) else PaymentAction.CONFIRM


def moved(process: Process, to: ProcessState, /) -> ProcessState:
    """The state to store. Raises IllegalProcessMove."""
    if not process.may_move_to(to):
        raise IllegalProcessMove(order_id=str(process.order_id), state=process.state.value, to=to.value)
    return to
