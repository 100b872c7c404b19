"""Buyers who cancel, staff who refund: stock and money go back, once."""

from typing import Any

from tests.live.client import eventually, expect
from tests.live.purchase import idle, new_email, order, pay, settled
from tests.live.shop import Goods, Shop


def test_cancelled_while_unpaid_the_stock_is_free_at_once(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    placed = order(guest, goods, quantity=2, email=email)

    answer = guest.post(
        f"/api/orders/{placed['id']}/cancel/", {"reason": "too dear"}, X_Order_Token=placed["token"]
    )

    cancelled = expect(answer, 200)
    assert (cancelled["status"], cancelled["payment_status"]) == ("cancelled", "voided")
    assert shop.stock(goods) == (5, 5)
    idle(shop.product)
    assert shop.mails(email) == {"order_placed": 1, "order_cancelled": 1}


def test_cancelled_after_payment_staff_agrees_and_everything_goes_back(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    placed = _paid(shop, goods, email, guest)
    asked = expect(
        guest.post(
            f"/api/orders/{placed['id']}/cancel/",
            {"reason": "changed my mind"},
            X_Order_Token=placed["token"],
        ),
        202,
    )
    assert asked["status"] == "confirmed", "nothing happens before staff has looked"
    assert shop.stock(goods) == (4, 4)

    wishes = expect(shop.owner.get("/api/orders/cancellation-requests/?status=open"), 200)["results"]
    [wish] = [found for found in wishes if found["order"]["id"] == placed["id"]]
    path = f"/api/orders/cancellation-requests/{wish['id']}/approve/"
    assert expect(shop.owner.post(path, {"reason": "of course"}), 200)["status"] == "cancelled"

    eventually(lambda: shop.payment(placed["id"])["status"] == "refunded")
    idle(shop.product)
    assert shop.stock(goods) == (5, 5)
    assert shop.order(placed["id"])["payment_status"] == "refunded"
    assert shop.mails(email)["refund_completed"] == 1
    assert shop.owner.post(path, {"reason": "again"}).status_code == 409
    assert shop.money_trail(placed["id"]).count("refund_completed") == 1


def test_staff_gives_part_of_the_money_back_and_then_the_rest_but_never_more(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5, price="20.00"), new_email(), shop.guest()
    placed = _paid(shop, goods, email, guest)
    refunds = f"/api/payments/{placed['payment']['id']}/refunds/"

    expect(
        shop.owner.post(refunds, {"amount": "5.00", "reason": "a scratch"}, Idempotency_Key="scratch-1"), 201
    )
    expect(
        shop.owner.post(refunds, {"amount": "5.00", "reason": "a scratch"}, Idempotency_Key="scratch-1"), 201
    )
    eventually(lambda: shop.payment(placed["id"])["status"] == "partially_refunded")
    assert shop.payment(placed["id"])["refunded_amount"] == "5.00", "the second click asked for nothing new"

    too_much = shop.owner.post(refunds, {"amount": "15.01", "reason": "more"})
    assert too_much.status_code in (400, 409), too_much.text
    expect(shop.owner.post(refunds, {"reason": "the rest"}), 201)
    eventually(lambda: shop.payment(placed["id"])["status"] == "refunded")

    idle(shop.product)
    order_ = shop.order(placed["id"])
    assert (order_["status"], order_["payment_status"]) == ("confirmed", "refunded")
    assert shop.stock(goods) == (4, 4), "a refund alone brings no piece back"
    assert shop.mails(email)["refund_completed"] == 2


def _paid(shop: Shop, goods: Goods, email: str, guest: Any) -> dict[str, Any]:
    placed = order(guest, goods, email=email)
    pay(guest, placed)
    settled(shop, placed, status="confirmed")
    return placed
