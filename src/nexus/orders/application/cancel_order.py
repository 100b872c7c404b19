"""An order is called off: by the staff or a process at once, by the buyer at once or on request."""

from dataclasses import dataclass
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.orders.application.describe import describe
from nexus.orders.application.ports import HoldMoney, Orders
from nexus.orders.contracts.dto import OrderInfo


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Cancel, paid or not; who listens to the event gives stock and money back."""

    orders: Orders
    hold_money: HoldMoney

    def __call__(self, order_id: UUID, /, *, reason: str, by: str) -> OrderInfo:
        self.hold_money(order_id)
        order = self.orders.get(order_id)
        order.cancel(reason=reason, by=by, at=clock.now())
        self.orders.save(order)
        return describe(order)


@dataclass(frozen=True, slots=True)
class AskToCancel:
    """The buyer wants out: cancelled at once while unpaid, otherwise a request opens."""

    orders: Orders
    hold_money: HoldMoney

    def __call__(self, order_id: UUID, /, *, reason: str, by: str) -> OrderInfo:
        self.hold_money(order_id)
        order = self.orders.get(order_id)
        order.ask_to_cancel(reason=reason, by=by, at=clock.now(), request_id=new_id())
        self.orders.save(order)
        return describe(order)
