"""The same thing said twice, five or fifty times: one effect of each kind."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from tests.factories.buying import fill_cart, place
from tests.live.client import expect
from tests.live.purchase import idle, initiate, new_email, order, pay, press, settled, signed_message
from tests.live.shop import Goods, Shop

ONCE = {"order_placed": 1, "payment_completed": 1, "order_confirmed": 1}
HISTORY = ["order_placed", "order_payment_changed", "order_confirmed"]


def test_a_provider_that_repeats_everything_five_times(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    placed = order(guest, goods, email=email)

    pay(guest, placed, outcome="duplicate")
    settled(shop, placed, status="confirmed")

    _one_effect(shop, placed, goods, email)


def test_the_same_webhook_fifty_times_in_parallel(shop: Shop) -> None:
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    placed = order(guest, goods, email=email)
    reference = initiate(guest, placed)["reference"]
    body, headers = signed_message(shop.product, reference)

    with ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda _: _tell(shop, body, headers), range(50)))

    assert {answer.status_code for answer in answers} == {200}, {answer.text for answer in answers}
    settled(shop, placed, status="confirmed")
    expect(press(guest, reference, "duplicate"), 200)  # and then the provider says it in its own words
    _one_effect(shop, placed, goods, email)


def test_a_tampered_webhook_moves_nothing(shop: Shop) -> None:
    guest = shop.guest()
    placed = order(guest, shop.sell())
    body, headers = signed_message(shop.product, initiate(guest, placed)["reference"])

    refused = _tell(shop, body.replace(b'"20.00"', b'"02.00"'), headers)

    assert refused.status_code == 401
    assert shop.order(placed["id"])["status"] == "pending"


def test_a_double_click_makes_one_order(shop: Shop) -> None:
    """Twenty clicks, each with a key of its own: two tabs of a browser know nothing of each other's key."""
    goods, email, guest = shop.sell(stock=5), new_email(), shop.guest()
    token = fill_cart(guest, [goods.variant_id])

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: place(shop.guest(), token, email=email), range(20)))

    assert sorted({answer.status_code for answer in answers}) == [200, 201]
    assert [answer.status_code for answer in answers].count(201) == 1
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert shop.stock(goods) == (5, 4)
    idle(shop.product)
    assert shop.mails(email) == {"order_placed": 1}


def test_a_retry_with_the_same_key_gets_the_same_answer(shop: Shop) -> None:
    goods, guest, key = shop.sell(stock=5), shop.guest(), secrets.token_hex(8)
    token = fill_cart(guest, [goods.variant_id])

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: place(guest, token, key=key), range(10)))

    done = [answer for answer in answers if answer.status_code == 201]
    in_flight = [answer for answer in answers if answer.status_code == 409]
    assert done
    assert len(done) + len(in_flight) == 10, [answer.text for answer in answers]
    replay = place(guest, token, key=key)
    assert {answer.text for answer in (*done, replay)} == {done[0].text}
    assert shop.stock(goods) == (5, 4)
    other = place(guest, token, key=key, method="manual")
    assert other.status_code == 422, "the same key for something else"


def _tell(shop: Shop, body: bytes, headers: dict[str, str]) -> httpx.Response:
    path = f"{shop.product.base}/api/payments/webhook/sandbox/"
    return httpx.post(
        path, content=body, headers=headers | {"X-Tenant": shop.slug}, timeout=30, trust_env=False
    )


def _one_effect(shop: Shop, placed: dict[str, Any], goods: Goods, email: str) -> None:
    idle(shop.product)
    assert shop.money_trail(placed["id"]).count("payment_completed") == 1
    assert shop.history(placed["id"]) == HISTORY
    assert shop.stock(goods) == (4, 4)
    assert shop.mails(email) == ONCE
    assert shop.payment(placed["id"])["captured_amount"] == placed["total"]
