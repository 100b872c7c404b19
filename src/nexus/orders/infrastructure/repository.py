"""Orders in the event log and in their projection rows; both are written in the caller's transaction."""

from collections.abc import Sequence
from uuid import UUID

from nexus.kernel.events import DomainEvent
from nexus.orders.application.ports import NumberTaken, OrderChangedMeanwhile
from nexus.orders.domain.errors import OrderNotFound
from nexus.orders.domain.order import Order
from nexus.orders.infrastructure import placing, updating
from nexus.platform.events import append, load

STREAM = "orders.order"


class EventSourcedOrders:
    """Implements `application.ports.Orders`."""

    def get(self, order_id: UUID, /) -> Order:
        history = load(STREAM, order_id)
        if not history.events:
            raise OrderNotFound
        return Order.fold(order_id, history.events)

    def add(self, order: Order, /) -> None:
        """Three statements whatever the number of lines; the event is buffered until the commit."""
        if not placing.insert_order(order):
            raise NumberTaken
        placing.insert_lines(order)
        placing.insert_parts(order)
        placed_at = order.placed.placed_at  # what the buyer is told: `?as_of=<placed_at>` finds the order
        append(STREAM, order.id, order.pull_events(), expected_version=0, occurred_at=placed_at)

    def save(self, order: Order, /) -> None:
        """The row's version decides between two writers before anything else is written."""
        expected, events = order.stored_version, order.pull_events()
        if not events:
            return
        if not updating.update_order(order, expected_version=expected):
            raise OrderChangedMeanwhile(stream=STREAM, id=str(order.id), expected=expected)
        _project(order, events)
        append(STREAM, order.id, events, expected_version=expected)


def _project(order: Order, events: Sequence[DomainEvent], /) -> None:
    if moved := updating.moved_vendors(order, events):
        updating.update_parts(order, vendor_ids=moved)
    for fact in events:
        updating.project_request(order, fact)
