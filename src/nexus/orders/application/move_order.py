"""The staff or a seller moves an order, or its part of one, along its life."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from nexus.kernel import clock
from nexus.orders.application.describe import describe
from nexus.orders.application.ports import HoldMoney, Orders
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.lifecycle import Status


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """One step: forward, cancelled, on hold, or back from hold. `vendor_ids` None means the whole order."""

    orders: Orders
    hold_money: HoldMoney

    def __call__(
        self,
        order_id: UUID,
        to: Status,
        /,
        *,
        by: str,
        reason: str = "",
        vendor_ids: Collection[UUID] | None = None,
    ) -> OrderInfo:
        if to is Status.CANCELLED:
            self.hold_money(order_id)
        order = self.orders.get(order_id)
        order.move(to, by=by, reason=reason, vendor_ids=vendor_ids, at=clock.now())
        self.orders.save(order)
        return describe(order)
