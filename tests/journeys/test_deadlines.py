"""Payments that come too late or never. Both orders wait side by side, as the deadline takes seconds."""

from typing import Any

import pytest
from tests.live.client import LiveApi, eventually, expect
from tests.live.fixtures import SWIFT_SECONDS
from tests.live.purchase import idle, initiate, new_email, order, press, settled
from tests.live.shop import Goods, Shop

PATIENCE = SWIFT_SECONDS + 40.0


class Waiting:
    """An order whose payment page was answered with `outcome`."""

    def __init__(self, shop: Shop, outcome: str) -> None:
        self.goods: Goods = shop.sell(stock=3)
        self.email = new_email(outcome)
        self.guest: LiveApi = shop.guest()
        self.placed: dict[str, Any] = order(self.guest, self.goods, email=self.email)
        expect(press(self.guest, initiate(self.guest, self.placed)["reference"], outcome), 200)


@pytest.fixture(scope="module")
def waiting(_live_shops: dict[str, Shop]) -> dict[str, Waiting]:
    swift = _live_shops["swift"]
    return {outcome: Waiting(Shop(swift.product, swift.made), outcome) for outcome in ("late", "hang")}


def test_money_after_the_deadline_goes_back_by_itself(swift_shop: Shop, waiting: dict[str, Waiting]) -> None:
    late = waiting["late"]
    cancelled = settled(swift_shop, late.placed, status="cancelled", seconds=PATIENCE)
    assert cancelled["cancel_reason"] == "payment_deadline_passed"

    refunded = eventually(
        lambda: (found := swift_shop.payment(late.placed["id"]))["status"] == "refunded" and found,
        seconds=PATIENCE,
    )

    assert refunded["captured_amount"] == refunded["refunded_amount"] == late.placed["total"]
    idle(swift_shop.product)
    assert swift_shop.order(late.placed["id"])["payment_status"] == "refunded"
    assert swift_shop.stock(late.goods) == (3, 3)
    assert swift_shop.mails(late.email)["refund_completed"] == 1
    assert swift_shop.mails(late.email)["order_confirmed"] == 0


def test_a_bank_that_never_answers_costs_the_shop_nothing(
    swift_shop: Shop, waiting: dict[str, Waiting]
) -> None:
    hanging = waiting["hang"]
    cancelled = settled(swift_shop, hanging.placed, status="cancelled", seconds=PATIENCE)

    assert (cancelled["cancel_reason"], cancelled["payment_status"]) == ("payment_deadline_passed", "voided")
    assert swift_shop.stock(hanging.goods) == (3, 3)
    idle(swift_shop.product)
    assert swift_shop.mails(hanging.email) == {"order_placed": 1, "order_cancelled": 1}


def test_a_forgotten_reservation_is_free_for_the_next_buyer_at_the_instant_it_ends(swift_shop: Shop) -> None:
    goods = swift_shop.sell(stock=1)
    order(swift_shop.guest(), goods)
    assert swift_shop.stock(goods) == (1, 0)

    eventually(lambda: swift_shop.stock(goods) == (1, 1), seconds=PATIENCE)

    order(swift_shop.guest(), goods)
