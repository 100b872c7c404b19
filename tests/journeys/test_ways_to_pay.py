"""The same purchase by other ways: as a guest, in the store, declined, by bank transfer."""

from tests.factories.buying import fill_cart, place
from tests.live.client import eventually, expect
from tests.live.purchase import idle, new_email, order, pay, settled
from tests.live.shop import Shop


def test_a_guest_buys_with_the_orders_secret_alone(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    placed = order(guest, goods, quantity=2, email=email)

    assert shop.guest().get(f"/api/orders/{placed['id']}/").status_code == 404, "the id alone opens nothing"
    pay(guest, placed)
    settled(shop, placed, status="confirmed")

    seen = expect(shop.guest().get(f"/api/orders/{placed['id']}/", X_Order_Token=placed["token"]), 200)
    assert (seen["status"], seen["payment_status"]) == ("confirmed", "completed")
    idle(shop.product)
    assert shop.stock(goods) == (3, 3)
    assert shop.mails(email) == {"order_placed": 1, "payment_completed": 1, "order_confirmed": 1}


def test_in_the_store_the_order_is_confirmed_first_and_paid_at_the_counter(shop: Shop) -> None:
    goods, email = shop.sell(stock=5), new_email()
    placed = order(shop.guest(), goods, method="in_store", email=email)

    confirmed = settled(shop, placed, status="confirmed")
    assert confirmed["payment_status"] == "pending"
    assert shop.stock(goods) == (4, 4), "the pieces are set aside"

    expect(shop.owner.post(f"/api/payments/{placed['payment']['id']}/capture/"), 200)

    assert shop.order(placed["id"])["payment_status"] == "completed"
    idle(shop.product)
    assert shop.stock(goods) == (4, 4), "paying takes no second piece"
    assert shop.history(placed["id"]) == ["order_placed", "order_confirmed", "order_payment_changed"]
    assert shop.mails(email) == {"order_placed": 1, "order_confirmed": 1, "payment_completed": 1}


def test_declined_the_stock_is_free_again_and_the_cart_can_be_ordered_again(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    token = fill_cart(guest, [goods.variant_id], quantity=2)
    placed = expect(place(guest, token, email=email), 201)

    pay(guest, placed, outcome="decline")
    cancelled = settled(shop, placed, status="cancelled")

    assert (cancelled["payment_status"], cancelled["cancel_reason"]) == ("failed", "payment_failed")
    assert shop.money_trail(placed["id"])[-2:] == ["payment_failed", "payment_voided"]
    assert shop.stock(goods) == (5, 5)
    again = expect(place(guest, token, email=email), 201)
    assert again["id"] != placed["id"]
    pay(guest, again)
    settled(shop, again, status="confirmed")
    idle(shop.product)
    assert shop.stock(goods) == (3, 3)
    assert shop.mails(email)["order_placed"] == 2
    assert shop.mails(email)["payment_failed"] == 1
    assert shop.mails(email)["payment_completed"] == 1


def test_a_transfer_is_recorded_by_staff_when_it_arrives(shop: Shop) -> None:
    goods, email = shop.sell(stock=5), new_email()
    placed = order(shop.guest(), goods, method="manual", email=email)
    assert shop.order(placed["id"])["status"] == "pending"
    assert shop.guest().post(f"/api/payments/{placed['payment']['id']}/capture/").status_code == 401

    captured = expect(shop.owner.post(f"/api/payments/{placed['payment']['id']}/capture/"), 200)

    assert (captured["status"], captured["captured_amount"]) == ("completed", placed["total"])
    assert shop.order(placed["id"])["status"] == "confirmed", "in the transaction of the capture"
    eventually(lambda: shop.mails(email) == {"order_placed": 1, "payment_completed": 1, "order_confirmed": 1})
    assert shop.stock(goods) == (4, 4)
