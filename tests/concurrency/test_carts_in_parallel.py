"""Carts that are changed, merged and ordered at the same time: nothing is lost, doubled, or had without paying."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.factories.buying import fill_cart, place
from tests.live.client import LiveApi, expect
from tests.live.purchase import new_email
from tests.live.shop import Shop

ROUNDS = 6
PASSWORD = "a-long-enough-pass-phrase-7"


def test_what_is_added_while_ordering_is_in_the_order_or_still_in_a_cart(shop: Shop) -> None:
    first, second = shop.sell(stock=100, price="10.00"), shop.sell(stock=100, price="7.00")
    seen = [_add_while_ordering(shop, first.variant_id, second.variant_id) for _ in range(ROUNDS)]

    for ordered, in_cart, order in seen:
        assert ordered + in_cart == 1, (ordered, in_cart)
        due = 10 + 7 * ordered
        assert order["total"] == f"{due}.00"
        assert shop.payment(order["id"])["amount"] == f"{due}.00", "what is in the order is paid for"


def test_a_stale_tab_gets_the_order_that_was_placed_and_changes_nothing(shop: Shop) -> None:
    goods, guest = shop.sell(stock=5), shop.guest()
    token = fill_cart(guest, [goods.variant_id])
    [item] = _cart(guest, token)["items"]
    placed = expect(place(guest, token), 201)

    stale = guest.patch(f"/api/cart/cart/items/{item['id']}/", {"quantity": 5}, X_Cart_Token=token or "")
    again = place(guest, token)

    assert stale.status_code == 404
    assert (again.status_code, again.json()["id"]) == (200, placed["id"])
    assert shop.order(placed["id"])["lines"][0]["quantity"] == 1
    assert shop.stock(goods) == (5, 4)


def test_quantities_added_in_parallel_add_up(shop: Shop) -> None:
    goods, guest = shop.sell(stock=100), shop.guest()
    token = fill_cart(guest, [goods.variant_id]) or ""

    answers = _at_once(*[lambda: _add(shop.guest(), goods.variant_id, token)] * 10)

    assert {answer.status_code for answer in answers} == {201}
    assert _pieces(_cart(guest, token), goods.variant_id) == 11


def test_a_cart_merged_while_it_is_added_to_loses_and_doubles_nothing(shop: Shop) -> None:
    goods = shop.sell(stock=1000)
    for mine, left in [_add_while_merging(shop, goods.variant_id) for _ in range(ROUNDS)]:
        assert mine + left == 3, (mine, left)
        assert mine >= 2, "what was there before the merge is the buyer's now"


def _add_while_merging(shop: Shop, variant: str) -> tuple[int, int]:
    """Pieces in the buyer's cart and in the guest's, after two merges and an addition at once."""
    buyer, token = _new_buyer(shop), fill_cart(shop.guest(), [variant], quantity=2) or ""
    answers = _at_once(
        lambda: _add(shop.guest(), variant, token),
        lambda: buyer.get("/api/cart/cart/", X_Cart_Token=token),
        lambda: buyer.get("/api/cart/cart/", X_Cart_Token=token),
    )
    assert {answer.status_code for answer in answers} <= {200, 201}, [answer.text for answer in answers]
    mine = _pieces(expect(buyer.get("/api/cart/cart/"), 200), variant)
    return mine, _pieces(_cart(shop.guest(), token), variant)


def _add_while_ordering(shop: Shop, first: str, second: str) -> tuple[int, int, dict[str, Any]]:
    """Pieces of the second product in the order, in the cart, and the order."""
    guest = shop.guest()
    token = fill_cart(guest, [first]) or ""
    placed, added = _at_once(
        lambda: place(guest, token, email=new_email()), lambda: _add(shop.guest(), second, token)
    )
    order = expect(placed, 201)
    expect(added, 201)
    ordered = sum(line["quantity"] for line in order["lines"] if line["variant_id"] == second)
    return ordered, _pieces(_cart(guest, token), second), order


def _at_once(*calls: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(calls))

    def call(work: Callable[[], Any]) -> Any:
        start.wait(timeout=30)
        return work()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


def _add(api: LiveApi, variant: str, token: str) -> Any:
    return api.post("/api/cart/cart/items/", {"variant_id": variant, "quantity": 1}, X_Cart_Token=token)


def _cart(api: LiveApi, token: str | None) -> dict[str, Any]:
    found: dict[str, Any] = expect(api.get("/api/cart/cart/", X_Cart_Token=token or ""), 200)
    return found


def _pieces(cart: dict[str, Any], variant: str) -> int:
    return sum(item["quantity"] for item in cart["items"] if item["variant"]["id"] == variant)


def _new_buyer(shop: Shop) -> LiveApi:
    email = new_email("merge")
    expect(shop.guest().post("/api/auth/users/", {"email": email, "password": PASSWORD}), 201)
    return shop.log_in(email, PASSWORD)
