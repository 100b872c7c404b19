"""What the lock is for: the whole place-order use case over a shelf that is read without one sells pieces twice."""

from collections import Counter
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import UUID

from tests.concurrency.stock_twins import AbsoluteReservations, UnlockedShelf, twin
from tests.factories.shop import stock_shelf
from tests.fixtures import run_in_threads

from nexus.checkout import wiring
from nexus.checkout.application.place_order import PlaceOrder, PlaceOrderCommand
from nexus.checkout.contracts.guests import new_token
from nexus.checkout.domain.cart import CartKey
from nexus.inventory import facade as inventory
from nexus.inventory.contracts.errors import OutOfStock
from nexus.orders.contracts.dto import Address, Buyer
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope

BUYERS = 6
ADDRESS = Address(
    name="Ada",
    address_line="1 Main St",
    city="Berlin",
    postal_code="10115",
    region="",
    country="DE",
    phone="",
)


def test_without_the_lock_one_piece_is_sold_to_everybody(tenant: Any) -> None:
    variant = _one_piece(tenant)
    meeting = Barrier(BUYERS)
    unlocked = twin(UnlockedShelf(meeting), AbsoluteReservations())

    outcomes = _buy(tenant, variant, lambda: replace(wiring.place_order(), reserve=unlocked))

    assert outcomes == {"placed": BUYERS}, outcomes
    assert _promised(tenant, variant) == BUYERS, "six buyers were promised the only piece"


def test_with_the_lock_one_piece_is_sold_once(tenant: Any) -> None:
    variant = _one_piece(tenant)

    outcomes = _buy(tenant, variant, wiring.place_order)

    assert outcomes == {"placed": 1, "OutOfStock": BUYERS - 1}, outcomes
    assert _promised(tenant, variant) == 1
    with tenant_scope(tenant.id):
        assert inventory.available([variant]) == {variant: 0}


def _one_piece(tenant: Any) -> UUID:
    with tenant_scope(tenant.id):
        return stock_shelf(stock=1).variant_ids[0]


def _buy(tenant: Any, variant: UUID, use_case: Any) -> Counter[str]:
    carts = [_cart(tenant, variant) for _ in range(BUYERS)]

    def buy(index: int) -> None:
        with tenant_scope(tenant.id):
            made: PlaceOrder = use_case()
            made(_command(carts[index]))

    results = run_in_threads(BUYERS, buy, tenant_id=tenant.id)
    unexpected = [result for result in results if result is not None and not isinstance(result, OutOfStock)]
    assert not unexpected, unexpected
    return Counter("placed" if result is None else type(result).__name__ for result in results)


def _cart(tenant: Any, variant: UUID) -> CartKey:
    key = CartKey(token=new_token())
    with tenant_scope(tenant.id):
        wiring.add_to_cart()(key, variant_id=variant, quantity=1)
    return key


def _command(key: CartKey) -> PlaceOrderCommand:
    buyer = Buyer(email="ada@example.com", name="Ada", shipping_address=ADDRESS, billing_address=None)
    return PlaceOrderCommand(
        cart=key, user_id=None, buyer=buyer, payment_method="manual", shipping_method=None, currency="EUR"
    )


def _promised(tenant: Any, variant: UUID) -> int:
    with tenant_scope(tenant.id):
        found = db.row(
            "SELECT coalesce(sum(quantity), 0)::int AS pieces FROM inventory_reservation "
            "WHERE tenant_id = %s AND variant_id = %s AND state = 'open'",
            [current_tenant(), variant],
        )
    return int(found.pieces)
