"""The staff answers a buyer who wants to cancel."""

from dataclasses import dataclass
from uuid import UUID

from nexus.kernel import clock
from nexus.orders.application.describe import describe
from nexus.orders.application.ports import HoldMoney, Orders
from nexus.orders.contracts.dto import OrderInfo


@dataclass(frozen=True, slots=True)
class ApproveCancellation:
    """Agree: the order is cancelled in the same step."""

    orders: Orders
    hold_money: HoldMoney

    def __call__(self, order_id: UUID, request_id: UUID, /, *, reason: str, by: str) -> OrderInfo:
        self.hold_money(order_id)
        order = self.orders.get(order_id)
        order.approve_cancellation(request_id, reason=reason, by=by, at=clock.now())
        self.orders.save(order)
        return describe(order)


@dataclass(frozen=True, slots=True)
class RejectCancellation:
    """Decline: the order goes on."""

    orders: Orders

    def __call__(self, order_id: UUID, request_id: UUID, /, *, reason: str, by: str) -> OrderInfo:
        order = self.orders.get(order_id)
        order.reject_cancellation(request_id, reason=reason, by=by, at=clock.now())
        self.orders.save(order)
        return describe(order)
