"""How many orders a buyer had placed before a past one: orders know, which pricing does not. The composition root introduces
them."""

from collections.abc import Callable, Collection
from uuid import UUID

type OrderCounts = Callable[[Collection[UUID]], dict[UUID, int]]

_source: OrderCounts | None = None


def register_order_counts(source: OrderCounts, /) -> None:
    """See the facade."""
    global _source
    _source = source


def orders_before_each(order_ids: Collection[UUID], /) -> dict[UUID, int]:
    """By order; unknown ones are absent. One statement."""
    return _source(order_ids) if _source else {}
