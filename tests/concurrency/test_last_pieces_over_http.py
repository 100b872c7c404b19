"""The last pieces and many more buyers than pieces, each with a connection of its own to a live product."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from tests.factories.buying import fill_cart, place
from tests.live.client import LiveApi, expect
from tests.live.purchase import new_email
from tests.live.shop import Goods, Shop

CROWD, AT_ONCE = 20, 20


@pytest.mark.parametrize("pieces", [1, 3, 10])
def test_exactly_as_many_orders_as_pieces(shop: Shop, pieces: int) -> None:
    goods = shop.sell(stock=pieces)

    answers = _rush(shop, goods, buyers=pieces * CROWD)

    assert Counter(answer.status_code for answer in answers) == {201: pieces, 409: pieces * (CROWD - 1)}
    for refused in (answer.json() for answer in answers if answer.status_code == 409):
        assert refused["code"] == "out_of_stock"
        assert refused["lines"] == [{"variant_id": goods.variant_id, "asked": 1, "available": 0}]
    assert shop.stock(goods) == (pieces, 0)


def test_a_basket_that_is_short_of_two_things_names_both(shop: Shop) -> None:
    plenty, short, gone = shop.sell(stock=9), shop.sell(stock=1), shop.sell(stock=2)
    guest = shop.guest()
    token = fill_cart(guest, [plenty.variant_id, short.variant_id, gone.variant_id], quantity=3)

    refused = expect(place(guest, token), 409)

    short_lines = {line["variant_id"]: (line["asked"], line["available"]) for line in refused["lines"]}
    assert short_lines == {short.variant_id: (3, 1), gone.variant_id: (3, 2)}
    assert shop.stock(plenty) == (9, 9), "nothing of a refused order stays reserved"


def _rush(shop: Shop, goods: Goods, *, buyers: int) -> list[httpx.Response]:
    """Everybody fills a cart; then, `AT_ONCE` at a time, everybody orders."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        carts = list(pool.map(lambda _: _with_cart(shop, goods), range(buyers)))
        start = Barrier(AT_ONCE)
        answers = list(pool.map(lambda cart: _order(cart, start), carts))
    for guest, _token in carts:
        guest.close()
    return answers


def _with_cart(shop: Shop, goods: Goods) -> tuple[LiveApi, str | None]:
    guest = shop.guest()
    return guest, fill_cart(guest, [goods.variant_id])


def _order(cart: tuple[LiveApi, str | None], start: Barrier) -> httpx.Response:
    start.wait(timeout=60)
    guest, token = cart
    answer: httpx.Response = place(guest, token, email=new_email())
    return answer
