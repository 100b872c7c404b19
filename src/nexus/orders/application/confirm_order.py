"""The payment allows the order to go ahead."""

from dataclasses import dataclass
from uuid import UUID

from nexus.kernel import clock
from nexus.orders.application.describe import describe
from nexus.orders.application.ports import Orders
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.payment_status import PaymentStatus


@dataclass(frozen=True, slots=True)
class ConfirmOrder:
    """Confirm, and record what the payment came to in the same step when that is known."""

    orders: Orders

    def __call__(self, order_id: UUID, /, *, payment_status: PaymentStatus | None = None) -> OrderInfo:
        order = self.orders.get(order_id)
        if payment_status is not None:
            order.record_payment(payment_status, at=clock.now())
        order.confirm(at=clock.now())
        self.orders.save(order)
        return describe(order)
