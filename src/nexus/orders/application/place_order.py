"""A buyer places an order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.errors import Conflict
from nexus.kernel.ids import new_id
from nexus.orders.application.describe import describe
from nexus.orders.application.ports import Entropy, NumberTaken, Orders
from nexus.orders.contracts.dto import NewOrder, OrderInfo
from nexus.orders.contracts.events import OrderPlaced
from nexus.orders.domain.access import hash_of, token_of
from nexus.orders.domain.agreement import agree
from nexus.orders.domain.number import ENTROPY_BITS, order_number
from nexus.orders.domain.order import Order

DRAWS: Final = 5


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Write down what was agreed. A guest's secret token is returned here and kept as a hash."""

    orders: Orders
    entropy: Entropy
    secret: Callable[[UUID], bytes]

    def __call__(self, new: NewOrder, /) -> OrderInfo:
        token = token_of(self.secret(new.id)) if new.user_id is None else None
        agreed = agree(
            new,
            number=new.number or self._draw(),
            at=clock.now(),
            access_token_hash=hash_of(token) if token else "",
            new_id=new_id,
        )
        return describe(self._add(agreed, is_free=new.number is None), token=token)

    def _add(self, agreed: OrderPlaced, /, *, is_free: bool) -> Order:
        """Two orders of a tenant may draw the same number on one day; then the later one draws again."""
        for _ in range(DRAWS if is_free else 1):
            order = Order.place(agreed)
            try:
                self.orders.add(order)
            except NumberTaken:
                agreed = replace(agreed, number=self._draw())
            else:
                return order
        raise Conflict("No free order number was found; try again.")

    def _draw(self) -> str:
        return order_number(clock.now(), entropy=self.entropy(ENTROPY_BITS))
