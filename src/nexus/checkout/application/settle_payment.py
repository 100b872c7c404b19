"""What a payment's news mean for the order: confirm it, record it, or give the money back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.checkout.domain.process import PaymentAction, Process, ProcessState, moved
from nexus.inventory.contracts.errors import ReservationLost


class Processes(Protocol):
    """Processes of the tenant; `lock` holds the row until the transaction ends."""

    def lock(self, order_id: UUID, /) -> Process: ...
    def move(self, process: Process, state: ProcessState, /, *, now: datetime) -> None: ...


class CancelOrder(Protocol):
    def __call__(self, order_id: UUID, /, *, reason: str, by: str) -> object: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class SettlePayment:
    """Money arrived in full. Runs in the transaction that records it, so a webhook is answered when the order stands."""

    processes: Processes
    commit_stock: Callable[[UUID], None]
    confirm_order: Callable[[UUID, str | None], object]
    mark_payment: Callable[[UUID, str], object]
    cancel_order: CancelOrder
    refund: Callable[[UUID], object]
    now: Callable[[], datetime]

    def __call__(self, order_id: UUID, /) -> None:
        process = self.processes.lock(order_id)
        actions: dict[PaymentAction, Callable[[Process], None]] = {
            PaymentAction.CONFIRM: self._confirm,
            PaymentAction.RECORD: self._record,
            PaymentAction.CANCEL_AND_REFUND: self._too_late,
            PaymentAction.REFUND: self._refund,
        }
        actions[process.on_money(self.now())](process)

    def _confirm(self, process: Process) -> None:
        try:
            self.commit_stock(process.order_id)
        except ReservationLost:
            return self._cancel(process, "stock_lost")
        self.processes.move(process, moved(process, ProcessState.CONFIRMED), now=self.now())
        self.confirm_order(process.order_id, "completed")
        return None

    def _record(self, process: Process) -> None:
        self.mark_payment(process.order_id, "completed")

    def _too_late(self, process: Process) -> None:
        self._cancel(process, "payment_deadline_passed")

    def _cancel(self, process: Process, reason: str) -> None:
        """Cancelling undoes everything, the payment included: see CompensateCancelled."""
        self.mark_payment(process.order_id, "completed")
        self.cancel_order(process.order_id, reason=reason, by="system")

    def _refund(self, process: Process) -> None:
        self.mark_payment(process.order_id, "completed")
        self.refund(process.order_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmPayLater:
    """An order that is paid later (in store) is confirmed without money; its stock leaves the shelf for it.

    The payment is locked first: staff may take the money at this very moment, and lost stock cancels it.
    """

    lock_payment: Callable[[UUID], object]
    processes: Processes
    commit_stock: Callable[[UUID], None]
    confirm_order: Callable[[UUID, str | None], object]
    cancel_order: CancelOrder
    now: Callable[[], datetime]

    def __call__(self, order_id: UUID, /) -> None:
        self.lock_payment(order_id)
        process = self.processes.lock(order_id)
        if process.state is not ProcessState.AWAITING_PAYMENT:
            return  # cancelled, or paid, before we came
        try:
            self.commit_stock(order_id)
        except ReservationLost:
            self.cancel_order(order_id, reason="stock_lost", by="system")
            return
        self.processes.move(process, moved(process, ProcessState.CONFIRMED), now=self.now())
        self.confirm_order(order_id, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class FailPayment:
    """The payment was declined: the order is cancelled at once, and its cart can be ordered again."""

    processes: Processes
    mark_payment: Callable[[UUID, str], object]
    cancel_order: CancelOrder

    def __call__(self, order_id: UUID, /) -> None:
        process = self.processes.lock(order_id)
        if process.state is ProcessState.CANCELLED:
            return
        self.mark_payment(order_id, "failed")
        if process.state is ProcessState.AWAITING_PAYMENT:
            self.cancel_order(order_id, reason="payment_failed", by="system")


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveUpPayment:
    """The payment takes no money any more: an order that waits for it would hold its stock until the deadline for nothing."""

    processes: Processes
    cancel_order: CancelOrder

    def __call__(self, order_id: UUID, /) -> None:
        if self.processes.lock(order_id).state is ProcessState.AWAITING_PAYMENT:
            self.cancel_order(order_id, reason="payment_voided", by="staff")


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpireOrder:
    """The deadline passed without money. Harmless when somebody was faster.

    The payment is locked first, as a webhook does it: two that need both never wait for each other.
    """

    lock_payment: Callable[[UUID], object]
    processes: Processes
    cancel_order: CancelOrder
    now: Callable[[], datetime]

    def __call__(self, order_id: UUID, /) -> bool:
        self.lock_payment(order_id)
        process = self.processes.lock(order_id)
        if not process.is_overdue(self.now()):
            return False
        self.cancel_order(order_id, reason="payment_deadline_passed", by="system")
        return True
