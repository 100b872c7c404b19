"""Use cases with orders kept in a dictionary."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.orders.builders import a_new_order

from nexus.kernel.clock import FixedClock, use_clock
from nexus.kernel.errors import ConcurrentUpdate, Conflict
from nexus.kernel.events import DomainEvent
from nexus.orders.application.cancel_order import AskToCancel, CancelOrder
from nexus.orders.application.confirm_order import ConfirmOrder
from nexus.orders.application.decide_cancellation import ApproveCancellation
from nexus.orders.application.move_order import MoveOrder
from nexus.orders.application.once_more import once_more
from nexus.orders.application.place_order import PlaceOrder
from nexus.orders.application.ports import NumberTaken, OrderChangedMeanwhile
from nexus.orders.application.record_payment_status import RecordPaymentStatus
from nexus.orders.domain.access import hash_of, token_of
from nexus.orders.domain.errors import IllegalTransition, OrderNotFound
from nexus.orders.domain.lifecycle import Status
from nexus.orders.domain.order import Order
from nexus.orders.domain.payment_status import PaymentStatus

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECRET = bytes(range(32))


class OrdersInMemory:
    """Streams in a dictionary; `faster` others get in before that many saves."""

    def __init__(self) -> None:
        self.streams: dict[UUID, list[DomainEvent]] = {}
        self.numbers: set[str] = set()
        self.faster = 0

    def get(self, order_id: UUID, /) -> Order:
        if order_id not in self.streams:
            raise OrderNotFound
        return Order.fold(order_id, self.streams[order_id])

    def add(self, order: Order, /) -> None:
        if order.number in self.numbers:
            raise NumberTaken
        self.numbers.add(order.number)
        self.streams[order.id] = list(order.pull_events())

    def save(self, order: Order, /) -> None:
        if self.faster:
            self.faster -= 1
            raise OrderChangedMeanwhile
        self.streams[order.id].extend(order.pull_events())


def nothing_to_hold(order_id: UUID) -> None:
    """An order without a payment."""


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with use_clock(FixedClock(NOON)):
        yield


@pytest.fixture
def orders() -> OrdersInMemory:
    return OrdersInMemory()


def placing(orders: OrdersInMemory, *draws: int) -> PlaceOrder:
    chances = iter(draws or range(100))
    return PlaceOrder(orders, entropy=lambda bits: next(chances), secret=lambda _order_id: SECRET)


def test_a_guest_gets_the_token_and_the_log_gets_its_hash(orders: OrdersInMemory) -> None:
    placed = placing(orders)(replace(a_new_order(), user_id=None))
    assert placed.token == token_of(SECRET)
    assert placed.access_token_hash == hash_of(token_of(SECRET))
    assert placed.token not in str(orders.streams)


def test_a_registered_buyer_gets_no_token(orders: OrdersInMemory) -> None:
    placed = placing(orders)(a_new_order())
    assert (placed.token, placed.access_token_hash) == (None, "")
    assert (placed.number, placed.placed_at, placed.status) == ("NX-261121-000000", NOON, "pending")


def test_a_number_that_is_taken_is_drawn_again(orders: OrdersInMemory) -> None:
    placing(orders, 7)(a_new_order())
    again = placing(orders, 7, 7, 8)(a_new_order())
    assert again.number == "NX-261121-000008"
    assert orders.streams[again.id][0].number == "NX-261121-000008"


def test_without_a_free_number_nothing_is_placed(orders: OrdersInMemory) -> None:
    placing(orders, 7)(a_new_order())
    with pytest.raises(Conflict):
        placing(orders, *[7] * 9)(a_new_order())
    assert len(orders.streams) == 1


def test_a_given_number_is_kept_or_refused(orders: OrdersInMemory) -> None:
    assert placing(orders)(a_new_order(number="X-1")).number == "X-1"
    with pytest.raises(Conflict):
        placing(orders)(a_new_order(number="X-1"))


def test_confirming_records_the_payment_in_the_same_step(orders: OrdersInMemory) -> None:
    placed = placing(orders)(a_new_order())
    confirmed = ConfirmOrder(orders)(placed.id, payment_status=PaymentStatus.COMPLETED)
    assert (confirmed.status, confirmed.payment_status, confirmed.version) == ("confirmed", "completed", 3)
    with pytest.raises(IllegalTransition):
        ConfirmOrder(orders)(placed.id)
    assert len(orders.streams[placed.id]) == 3


def test_an_unknown_order_is_not_found(orders: OrdersInMemory) -> None:
    with pytest.raises(OrderNotFound):
        CancelOrder(orders, nothing_to_hold)(a_new_order().id, reason="", by="system")


def test_moving_cancelling_and_asking_go_through_the_rules(orders: OrdersInMemory) -> None:
    placed = placing(orders)(a_new_order())
    ConfirmOrder(orders)(placed.id)
    moved = MoveOrder(orders, nothing_to_hold)(placed.id, Status.PROCESSING, by="staff", reason="go")
    assert moved.status == "processing"
    asked = AskToCancel(orders, nothing_to_hold)(placed.id, reason="please", by="buyer")
    assert [(request.status, request.reason) for request in asked.cancellation_requests] == [
        ("open", "please")
    ]
    paid = RecordPaymentStatus(orders)(placed.id, PaymentStatus.COMPLETED)
    assert paid.payment_status == "completed"
    cancelled = CancelOrder(orders, nothing_to_hold)(placed.id, reason="ok", by="staff")
    assert (cancelled.status, cancelled.cancel_reason) == ("cancelled", "ok")


def test_whatever_may_cancel_holds_the_payment_before_it_reads_the_order(orders: OrdersInMemory) -> None:
    held: list[UUID] = []
    unknown = a_new_order().id
    with pytest.raises(OrderNotFound):
        CancelOrder(orders, held.append)(unknown, reason="", by="staff")
    with pytest.raises(OrderNotFound):
        AskToCancel(orders, held.append)(unknown, reason="", by="buyer")
    with pytest.raises(OrderNotFound):
        ApproveCancellation(orders, held.append)(unknown, unknown, reason="", by="staff")
    with pytest.raises(OrderNotFound):
        MoveOrder(orders, held.append)(unknown, Status.CANCELLED, by="staff")
    assert held == [unknown] * 4
    with pytest.raises(OrderNotFound):
        MoveOrder(orders, held.append)(unknown, Status.PROCESSING, by="staff")
    assert held == [unknown] * 4


def test_the_slower_of_two_decides_once_more(orders: OrdersInMemory) -> None:
    placed = placing(orders)(a_new_order())
    orders.faster = 1
    assert once_more(ConfirmOrder(orders))(placed.id).status == "confirmed"
    orders.faster = 2
    with pytest.raises(ConcurrentUpdate):
        once_more(MoveOrder(orders, nothing_to_hold))(placed.id, Status.PROCESSING, by="staff")
    assert orders.get(placed.id).status is Status.CONFIRMED
