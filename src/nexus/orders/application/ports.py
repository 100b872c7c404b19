"""What the use cases need from outside."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from nexus.kernel.errors import ConcurrentUpdate
from nexus.orders.domain.order import Order


class NumberTaken(Exception):
    """Another order of the tenant drew the same number. Nothing was written."""


class OrderChangedMeanwhile(ConcurrentUpdate):
    """Somebody else changed this order between reading and saving. Nothing was written."""


class Orders(Protocol):
    """Where orders are kept. Nothing is visible to others before the caller's transaction commits."""

    def get(self, order_id: UUID, /) -> Order:
        """Raises OrderNotFound."""

    def add(self, order: Order, /) -> None:
        """Store a new order. Raises NumberTaken."""

    def save(self, order: Order, /) -> None:
        """Store what was recorded. Raises OrderChangedMeanwhile, with nothing written."""


type HoldMoney = Callable[[UUID], object]
"""Locks the order's payment until the transaction ends, if there is one.

A payment's news locks the payment, then the order. Cancelling ends at the payment too, so it begins there: whoever
needs both takes them in this order, and two of them never wait for each other.
"""

type Entropy = Callable[[int], int]
"""That many random bits, fit for secrets."""
