"""A seller's promotion is about that seller's goods: an order of several sellers is split with each one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.offers import coupon, percent, promote
from tests.factories.shop import make_vendor, stock_shelf

from nexus.accounts import facade as accounts
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def market(tenant: Any, api: Any) -> Any:
    """Two sellers with an account each, and a product each."""
    with tenant_scope(tenant.id):
        people = [
            accounts.create_user(f"{name}@example.test", None, verified=True) for name in ("ada", "bob")
        ]
        vendors = [make_vendor(owner_user_id=person.id) for person in people]
        shelves = [stock_shelf(prices=("20.00",), vendor_id=vendor) for vendor in vendors]
        clients = [api.as_user(accounts.open_session(person.id).access) for person in people]
    return vendors, [shelf.variant_ids[0] for shelf in shelves], clients


def test_parts_carry_their_own_promotions_and_add_up_to_the_order(api: Any, tenant: Any, market: Any) -> None:
    (ada, _bob), variants, (ada_client, bob_client) = market
    with tenant_scope(tenant.id):
        promote(percent(25), code="adas", vendor_id=str(ada))
        coupon("ALL", promote(percent(10), code="everybodys", needs_coupon=True, lane=1))
    token = fill_cart(api, variants)
    api.post("/api/cart/cart/coupons/", {"code": "ALL"}, X_Cart_Token=token)
    order = place(api, token, method="manual").json()
    assert [(part["subtotal"], part["discount_total"], part["total"]) for part in order["vendor_orders"]] == [
        ("20.00", "6.50", "13.50"),
        ("20.00", "2.00", "18.00"),
    ]
    assert (order["total"], {one["code"]: one["amount"] for one in order["promotions"]}) == (
        "31.50", {"adas": "5.00", "everybodys": "3.50"},
    )  # fmt: skip
    seen = [client.get(f"/api/orders/{order['id']}/").json() for client in (ada_client, bob_client)]
    assert [{one["code"]: one["amount"] for one in body["promotions"]} for body in seen] == [
        {"adas": "5.00", "everybodys": "1.50"},
        {"everybodys": "2.00"},
    ]
    assert "adas" not in str(seen[1])
    assert not {"credit_total", "amount_due", "explanation_of_others"} & {*seen[0], *seen[1]}


def test_a_sellers_gift_is_a_line_of_that_sellers_part(api: Any, tenant: Any, market: Any) -> None:
    (ada, _bob), variants, _ = market
    with tenant_scope(tenant.id):
        mug = stock_shelf(prices=("4.00",), vendor_id=ada, stock=3).variant_ids[0]
        promote({"type": "gift", "variant": str(mug)}, code="mug", vendor_id=str(ada))
    order = place(api, fill_cart(api, variants)).json()
    assert [(line["vendor"]["id"], line["is_gift"], line["total"]) for line in order["lines"]] == [
        (str(ada), False, "20.00"),
        (str(_bob), False, "20.00"),
        (str(ada), True, "0.00"),
    ]
    assert [(part["subtotal"], part["discount_total"]) for part in order["vendor_orders"]] == [
        ("24.00", "4.00"),
        ("20.00", "0.00"),
    ]
    only_bob = place(api, fill_cart(api.with_headers(), variants[1:])).json()
    assert (len(only_bob["lines"]), UUID(only_bob["lines"][0]["variant_id"])) == (1, variants[1])
