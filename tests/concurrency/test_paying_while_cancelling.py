"""Money arrives while the order is cancelled: both take the payment first, so they never wait for each other.

The twins cancel in the old order (the order, then its payment), and meet in a deadlock.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from queue import SimpleQueue
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from tests.concurrency.waiting import until_waiting
from tests.factories.buying import buy
from tests.factories.shop import Shelf, stock_shelf
from tests.fixtures import Api

from nexus.checkout import wiring as checkout
from nexus.inventory import facade as inventory
from nexus.orders import facade as orders
from nexus.orders import wiring
from nexus.orders.application.cancel_order import AskToCancel
from nexus.orders.infrastructure.repository import EventSourcedOrders
from nexus.payments import facade as payments
from nexus.payments.wiring import capture_payment
from nexus.platform.db import row
from nexus.platform.locking import Busy
from nexus.platform.tenancy import tenant_scope

Work = Callable[[UUID], object]


@pytest.fixture
def shelf(tenant: Any) -> Shelf:
    with tenant_scope():
        return stock_shelf(stock=5)


def paid_while(work: Work, order_id: UUID, in_threads: Any, tenant: Any) -> list[Any]:
    """The outcome of the payment, which is locked and not yet taken when `work` begins, and of `work`."""
    held, at_work = Event(), SimpleQueue[int]()

    def pay() -> object:
        with tenant_scope():
            found = payments.locked_payment_of(order_id)
            assert found is not None
            held.set()
            until_waiting(at_work.get(timeout=10))
            return replace(capture_payment(), transaction=nullcontext)(found.id).status

    def meanwhile() -> object:
        with tenant_scope():
            assert held.wait(timeout=10)
            at_work.put(row("SELECT pg_backend_pid() AS pid", []).pid)
            work(order_id)
        return None

    return list(in_threads(2, lambda index: (pay, meanwhile)[index](), tenant_id=tenant.id))


def ask_to_cancel(order_id: UUID) -> object:
    return wiring.ask_to_cancel(order_id, reason="changed my mind", by="buyer")


def ask_in_the_old_order(order_id: UUID) -> object:
    return AskToCancel(EventSourcedOrders(), lambda _: None)(order_id, reason="changed my mind", by="buyer")


def test_a_buyer_who_cancels_while_the_money_arrives_waits_and_then_asks(
    api: Api, tenant: Any, shelf: Shelf, in_threads: Any
) -> None:
    order_id = UUID(buy(api, list(shelf.variant_ids), method="manual")["id"])

    assert paid_while(ask_to_cancel, order_id, in_threads, tenant) == ["completed", None]

    with tenant_scope():
        found = orders.order(order_id)
        assert found is not None
        assert (found.status, found.payment_status) == ("confirmed", "completed")
        assert [request.status for request in found.cancellation_requests] == ["open"]
        assert inventory.available(shelf.variant_ids) == {shelf.variant_ids[0]: 4}


def test_the_twin_that_takes_the_order_first_meets_a_deadlock(
    api: Api, tenant: Any, shelf: Shelf, in_threads: Any
) -> None:
    order_id = UUID(buy(api, list(shelf.variant_ids), method="manual")["id"])

    outcomes = paid_while(ask_in_the_old_order, order_id, in_threads, tenant)

    assert [type(outcome) for outcome in outcomes].count(Busy) == 1, outcomes


def test_staff_who_take_the_money_of_a_pay_later_order_while_its_stock_is_lost(
    api: Api, tenant: Any, shelf: Shelf, in_threads: Any
) -> None:
    """Confirming without stock cancels, so it takes the payment first as well."""
    order_id = UUID(buy(api, list(shelf.variant_ids), method="in_store")["id"])
    with tenant_scope():
        inventory.release(order_id, reason="lost")

    outcomes = paid_while(checkout.confirm_pay_later(), order_id, in_threads, tenant)

    assert outcomes == ["completed", None]
    with tenant_scope():
        found, payment = orders.order(order_id), payments.payment_of(order_id)
        assert found is not None
        assert payment is not None
        assert (found.status, found.cancel_reason) == ("cancelled", "stock_lost")
        assert (payment.status, str(payment.refunded)) == ("refunded", str(payment.amount))


def test_its_twin_that_takes_the_process_first_meets_a_deadlock(
    api: Api, tenant: Any, shelf: Shelf, in_threads: Any
) -> None:
    order_id = UUID(buy(api, list(shelf.variant_ids), method="in_store")["id"])
    with tenant_scope():
        inventory.release(order_id, reason="lost")
    twin = replace(checkout.confirm_pay_later(), lock_payment=lambda _: None)

    outcomes = paid_while(twin, order_id, in_threads, tenant)

    assert [type(outcome) for outcome in outcomes].count(Busy) == 1, outcomes
