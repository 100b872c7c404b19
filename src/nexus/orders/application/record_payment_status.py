"""The payment of an order reports something."""

from dataclasses import dataclass
from uuid import UUID

from nexus.kernel import clock
from nexus.orders.application.describe import describe
from nexus.orders.application.ports import Orders
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.payment_status import PaymentStatus


@dataclass(frozen=True, slots=True)
class RecordPaymentStatus:
    """Take note; a late or repeated report records nothing."""

    orders: Orders

    def __call__(self, order_id: UUID, status: PaymentStatus, /) -> OrderInfo:
        order = self.orders.get(order_id)
        order.record_payment(status, at=clock.now())
        self.orders.save(order)
        return describe(order)
