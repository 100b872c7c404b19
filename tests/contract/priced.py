"""What pricing keeps of each side of a world."""

from __future__ import annotations

import secrets
from uuid import UUID

from tests.factories.offers import coupon
from tests.fixtures import Api

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing


def price_things(ids: dict[str, str], /) -> None:
    """A receipt, a gift card and one that pays, and a coupon."""
    with tenant_scope():
        coupon_code = f"CODE{secrets.token_hex(6).upper()}"
        coupon(coupon_code)
        issued, paying = pricing.issue_gift_cards(Money(100_000, "EUR"), count=2)
        line = pricing.QuoteLine(variant_id=UUID(ids["variant"]), quantity=1)
        order_id = new_id()
        pricing.keep_receipt(order_id, pricing.quote([line], currency="EUR"))
    ids |= {"priced_order": str(order_id), "gift_card": str(issued.card.id), "gift_code": issued.code}
    ids |= {"paying_card": str(paying.card.id), "paying_code": paying.code, "coupon_code": coupon_code}


def fill_cart_again(buyer: Api, ids: dict[str, str], /, *, variant: str) -> None:
    """Goods, a coupon and a gift card in the buyer's cart: an order that was placed may have taken it along. `ids` learn the
    line."""
    for path, body in (
        ("items/", {"variant_id": variant, "quantity": 1}),
        ("coupons/", {"code": ids["coupon_code"]}),
        ("gift-cards/", {"code": ids["paying_code"]}),
    ):
        answer = buyer.post(f"/api/cart/cart/{path}", body)
        assert answer.status_code < 300, answer.content
        if path == "items/":
            ids["cart_item"] = answer.json()["id"]
