"""Who bought what."""

from __future__ import annotations

from typing import Any

from tests.factories.shop import stock_shelf

from nexus.accounts import facade as accounts
from nexus.checkout import facade as checkout
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import Address, Buyer
from nexus.platform.tenancy import tenant_scope

ADDRESS = Address(address_line="1 Main St", city="Berlin", postal_code="10115", country="DE")


def test_only_a_confirmed_order_of_the_user_counts(tenant: Any) -> None:
    with tenant_scope():
        shelf = stock_shelf(prices=("5.00", "6.00"))
        buyer, other = (accounts.create_user(f"{name}@example.com", None) for name in ("buyer", "other"))
        asked = Buyer(email="buyer@example.com", shipping_address=ADDRESS)
        wanted = {shelf.variant_ids[0]: 1}
        placed = checkout.order_now(buyer.id, wanted, buyer=asked, payment_method="manual", currency="EUR")
    with tenant_scope():
        assert orders.has_bought(buyer.id, shelf.product_ids[0]) is False
        orders.confirm(placed.order.id)
    with tenant_scope():
        assert orders.has_bought(buyer.id, shelf.product_ids[0]) is True
        assert orders.has_bought(buyer.id, shelf.product_ids[1]) is False
        assert orders.has_bought(other.id, shelf.product_ids[0]) is False
