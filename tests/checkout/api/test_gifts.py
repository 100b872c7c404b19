"""Gifts that promotions put into a cart: shown, ordered and reserved like anything else, and changed by nobody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.offers import promote
from tests.factories.shop import stock_shelf

from nexus.checkout.interfaces.verification import CHECKS
from nexus.inventory import facade as inventory
from nexus.orders import facade as orders
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def shelf(tenant: Any) -> Any:
    """Something to buy, and a gift of which there are three."""
    with tenant_scope(tenant.id):
        made = stock_shelf(prices=("30.00", "4.00"), stock=3)
        condition = {"type": "min_spend", "amounts": {"EUR": "50.00"}}
        gift = {"type": "gift", "variant": str(made.variant_ids[1])}
        promote(gift, conditions=[condition], code="mug", title="A mug for 50")
    return made


def left(tenant: Any, shelf: Any) -> list[int]:
    with tenant_scope(tenant.id):
        free = inventory.available(shelf.variant_ids)
    return [free[variant] for variant in shelf.variant_ids]


def test_a_gift_stands_in_the_cart_and_cannot_be_changed(api: Any, shelf: Any) -> None:
    token = fill_cart(api, shelf.variant_ids[:1], quantity=2)
    body = api.get("/api/cart/cart/", X_Cart_Token=token).json()
    bought, gift = body["items"]
    assert (bought["is_gift"], gift["is_gift"], gift["id"]) == (False, True, str(shelf.variant_ids[1]))
    assert (gift["unit_price"], gift["discount"], gift["line_total"], gift["quantity"]) == (
        "4.00",
        "4.00",
        "0.00",
        1,
    )
    assert (body["subtotal"], body["discount_total"], body["total"]) == ("64.00", "4.00", "60.00")
    path = f"/api/cart/cart/items/{gift['id']}/"
    assert api.patch(path, {"quantity": 3}, X_Cart_Token=token).status_code == 404
    assert api.delete(path, X_Cart_Token=token).status_code == 404
    api.patch(f"/api/cart/cart/items/{bought['id']}/", {"quantity": 1}, X_Cart_Token=token)
    assert len(api.get("/api/cart/cart/", X_Cart_Token=token).json()["items"]) == 1


def test_a_gift_is_ordered_reserved_and_goes_back_with_a_cancelled_order(
    api: Any, tenant: Any, shelf: Any
) -> None:
    order = place(api, fill_cart(api, shelf.variant_ids[:1], quantity=2)).json()
    assert [(line["is_gift"], line["total"]) for line in order["lines"]] == [(False, "60.00"), (True, "0.00")]
    assert (order["total"], [one["amount"] for one in order["promotions"]]) == ("60.00", ["4.00"])
    assert left(tenant, shelf) == [1, 2]
    with tenant_scope(tenant.id):
        orders.cancel(UUID(order["id"]), reason="changed")
    assert left(tenant, shelf) == [3, 3]


def test_who_buys_the_gift_too_gets_one_more_and_the_sum_is_reserved_and_restocked(
    api: Any, tenant: Any, shelf: Any, drain: Any
) -> None:
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    body = api.get("/api/cart/cart/", X_Cart_Token=token).json()
    assert [(item["is_gift"], item["quantity"]) for item in body["items"]] == [
        (False, 2),
        (False, 2),
        (True, 1),
    ]
    order = place(api, token, method="in_store").json()
    assert left(tenant, shelf) == [1, 0]
    drain()
    with tenant_scope(tenant.id):
        assert orders.order(UUID(order["id"])).status == "confirmed"
        orders.cancel(UUID(order["id"]), reason="changed")
    assert left(tenant, shelf) == [3, 3]
    with tenant_scope(tenant.id):
        assert [str(finding) for check in CHECKS for finding in check.run()] == []


def test_a_gift_that_is_not_there_is_not_given_and_the_order_is_placed_without(
    api: Any, tenant: Any, shelf: Any
) -> None:
    with tenant_scope(tenant.id):
        inventory.set_level(shelf.variant_ids[1], 0)
    token = fill_cart(api, shelf.variant_ids[:1], quantity=2)
    body = api.get("/api/cart/cart/", X_Cart_Token=token).json()
    assert [item["is_gift"] for item in body["items"]] == [False]
    told = [step for step in body["explanation"] if step.get("offer") == "mug"]
    assert [(step["applied"], step["amount"]) for step in told] == [(False, "0.00")], body["explanation"]
    order = place(api, token).json()
    assert (order["total"], len(order["lines"])) == ("60.00", 1)


def test_a_gift_that_all_pieces_of_are_bought_is_not_given(api: Any, tenant: Any, shelf: Any) -> None:
    with tenant_scope(tenant.id):
        inventory.set_level(shelf.variant_ids[1], 2)
    token = fill_cart(api, shelf.variant_ids, quantity=2)
    body = api.get("/api/cart/cart/", X_Cart_Token=token).json()
    assert [item["is_gift"] for item in body["items"]] == [False, False]
    assert place(api, token).status_code == 201
    assert left(tenant, shelf) == [1, 0]
