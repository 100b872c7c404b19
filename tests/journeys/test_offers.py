"""A purchase with everything that makes it cheaper: an offer that is nearly won, a gift, a coupon, a gift card; declined, paid,
cancelled."""

from __future__ import annotations

from typing import Any

from tests.factories.buying import fill_cart, place
from tests.live.client import expect
from tests.live.purchase import idle, new_email, pay, settled
from tests.live.shop import Goods, Shop


def test_what_was_promised_is_charged_and_given_back(shop: Shop) -> None:
    mug, goods = shop.sell(stock=5, price="4.00"), shop.sell(stock=9, price="20.00")
    _offers(shop, mug=mug, goods=goods)
    card = expect(shop.owner.post("/api/gift-cards/", {"amount": "12.50"}), 201)["cards"][0]
    email, guest = new_email(), shop.guest()

    token = fill_cart(guest, [goods.variant_id], quantity=2)
    cart = _cart(guest, token)
    [near] = [step for step in cart["explanation"] if step.get("offer") == "mug"]
    assert (near["applied"], near["code"], near["missing"]) == (False, "min_spend", "10.00")
    line = f"/api/cart/cart/items/{cart['items'][0]['id']}/"
    expect(guest.request("PATCH", line, {"quantity": 3}, X_Cart_Token=token), 200)
    expect(guest.post("/api/cart/cart/coupons/", {"code": "only-one"}, X_Cart_Token=token), 200)
    expect(guest.post("/api/cart/cart/gift-cards/", {"code": card["code"]}, X_Cart_Token=token), 200)
    cart = _cart(guest, token)
    assert [(item["is_gift"], item["line_total"]) for item in cart["items"]] == [
        (False, "54.00"),
        (True, "0.00"),
    ]
    assert (cart["total"], cart["credit_total"], cart["amount_due"]) == ("54.00", "12.50", "41.50")

    declined = expect(place(guest, token, email=email), 201)
    assert [declined[name] for name in ("total", "credit_total", "amount_due")] == ["54.00", "12.50", "41.50"]
    taken = shop.guest().post("/api/gift-cards/balance/", {"code": card["code"]})
    assert expect(taken, 200)["balance"] == "0.00"
    pay(guest, declined, outcome="decline")
    settled(shop, declined, status="cancelled")
    assert _cart(guest, token)["amount_due"] == "41.50", "the same cart, coupon and card again"

    bought = expect(place(guest, token, email=email), 201)
    pay(guest, bought)
    settled(shop, bought, status="confirmed")
    assert shop.payment(bought["id"])["amount"] == "41.50"
    assert (shop.stock(goods)[0], shop.stock(mug)[0]) == (6, 4)
    other = fill_cart(shop.guest(), [goods.variant_id])
    refused = shop.guest().post("/api/cart/cart/coupons/", {"code": "ONLYONE"}, X_Cart_Token=other)
    assert expect(refused, 400)["code"] == "coupon_used_up"

    expect(
        shop.owner.post(f"/api/orders/{bought['id']}/transitions/", {"to": "cancelled", "reason": "lost"}),
        200,
    )
    idle(shop.product)
    assert shop.payment(bought["id"])["status"] == "refunded"
    assert (shop.stock(goods), shop.stock(mug)) == ((9, 9), (5, 5))
    given_back = shop.guest().post("/api/gift-cards/balance/", {"code": card["code"]})
    assert expect(given_back, 200)["balance"] == "12.50"
    expect(shop.guest().post("/api/cart/cart/coupons/", {"code": "ONLYONE"}, X_Cart_Token=other), 200)


def _offers(shop: Shop, *, mug: Goods, goods: Goods) -> None:
    """A mug with these goods for 50, and a code for ten percent, once."""
    shop.owner.post(
        "/api/promotions/lanes/", {"position": 1, "name": "Gifts"}
    )  # there from the last run, if refused
    spend = {"type": "min_spend", "amounts": {"EUR": "50.00"}, "of": {"products": [goods.product_id]}}
    gift = {"type": "gift", "variant": mug.variant_id}
    _promotion(shop, code="mug", title="A mug for 50", benefit=gift, conditions=[spend], lane=1)
    ten = {"type": "percentage", "percent": "10"}
    promotion = _promotion(shop, code="ten", title="Ten off", benefit=ten, needs_coupon=True)
    coupon = {"promotion_id": promotion["id"], "code": "ONLY-ONE", "limit_total": 1}
    expect(shop.owner.post("/api/coupons/", coupon), 201)


def _promotion(shop: Shop, **facts: Any) -> dict[str, Any]:
    made: dict[str, Any] = expect(shop.owner.post("/api/promotions/", {"status": "active", **facts}), 201)
    return made


def _cart(guest: Any, token: str | None) -> dict[str, Any]:
    found: dict[str, Any] = expect(guest.get("/api/cart/cart/", X_Cart_Token=token), 200)
    return found
