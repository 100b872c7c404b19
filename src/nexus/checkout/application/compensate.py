"""Undoing a cancelled order: credit, uses of promotions and stock go back, money goes back or is no longer awaited, the cart can
be ordered again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.checkout.application.settle_payment import Processes
from nexus.checkout.domain.process import ProcessState, moved
from nexus.inventory.contracts.dto import StockLine


class ReleaseStock(Protocol):
    def __call__(self, order_id: UUID, /, *, reason: str) -> None: ...


class StopPayment(Protocol):
    """Refund what has arrived, or stop waiting for it."""

    def __call__(self, order_id: UUID, /, *, reason: str) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CompensateCancelled:
    """Runs in the transaction that cancels the order, whoever cancelled it."""

    processes: Processes
    return_credit: Callable[[UUID], object]
    return_uses: Callable[[UUID], object]
    release: ReleaseStock
    restock: Callable[[UUID, Sequence[StockLine]], None]
    stop_payment: StopPayment
    reopen_cart: Callable[[UUID], None]
    now: Callable[[], datetime]

    def __call__(self, order_id: UUID, lines: Sequence[StockLine], /, *, reason: str) -> None:
        process = self.processes.lock(order_id)
        self.return_credit(order_id)
        self.return_uses(order_id)
        if process.state is ProcessState.CONFIRMED:
            self.restock(order_id, lines)
        else:
            self.release(order_id, reason=reason)
            self.reopen_cart(process.cart_id)
        self.processes.move(process, moved(process, ProcessState.CANCELLED), now=self.now())
        self.stop_payment(order_id, reason=reason)
