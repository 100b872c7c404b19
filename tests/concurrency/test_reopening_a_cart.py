"""A cart comes back while its owner begins another one: the new one stays, and cancelling succeeds."""

from hashlib import sha256
from queue import SimpleQueue
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from tests.concurrency.waiting import until_waiting
from tests.factories.buying import fill_cart, place
from tests.factories.shop import Shelf, stock_shelf
from tests.fixtures import Api

from nexus.checkout import wiring as checkout
from nexus.checkout.domain.cart import CartKey
from nexus.inventory import facade as inventory
from nexus.orders import facade as orders
from nexus.platform.db import row, rows
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def shelf(tenant: Any) -> Shelf:
    with tenant_scope():
        return stock_shelf(prices=("10.00", "7.00"), stock=5)


def carts_of(token: str, tenant: Any) -> list[tuple[str, int | None]]:
    """Status and pieces of each cart of the token's holder."""
    with tenant_scope():
        found = rows(
            "SELECT c.status, (SELECT sum(l.quantity)::int FROM checkout_cart_line l WHERE l.tenant_id = %s"
            " AND l.cart_id = c.id) AS pieces FROM checkout_cart c WHERE c.tenant_id = %s AND c.token_hash = %s ORDER BY c.id",
            [tenant.id, tenant.id, sha256(token.encode()).hexdigest()],
        )
    return [(cart.status, cart.pieces) for cart in found]


def test_cancelling_while_a_new_cart_begins(api: Api, tenant: Any, shelf: Shelf, in_threads: Any) -> None:
    first, second = shelf.variant_ids
    token = fill_cart(api, [first], quantity=2) or ""
    order_id = UUID(place(api, token).json()["id"])
    begun, at_work = Event(), SimpleQueue[int]()

    def begin_another() -> None:
        with tenant_scope():
            checkout.add_to_cart()(CartKey(token=token), variant_id=second, quantity=1)
            begun.set()
            until_waiting(at_work.get(timeout=10))

    def cancel() -> str:
        with tenant_scope():
            assert begun.wait(timeout=10)
            at_work.put(row("SELECT pg_backend_pid() AS pid", []).pid)
            return orders.cancel(order_id, reason="payment_failed").status

    assert in_threads(2, lambda index: (begin_another, cancel)[index](), tenant_id=tenant.id) == [
        None,
        "cancelled",
    ]
    assert carts_of(token, tenant) == [("ordered", 2), ("open", 1)]
    with tenant_scope():
        assert inventory.available([first]) == {first: 5}
