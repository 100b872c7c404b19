"""Orders that want the same coupon, gift card and goods at once, through the whole of placing and cancelling."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from tests.factories.buying import fill_cart, place
from tests.factories.offers import coupon, gift_card, promote
from tests.factories.shop import stock_shelf
from tests.fixtures import Api, run_in_threads

from nexus.checkout import wiring
from nexus.checkout.application.place_order import PlaceOrderCommand
from nexus.checkout.domain.cart import CartKey
from nexus.config.verification import all_checks
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import Address, Buyer
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing

LIMIT = 2
HOME = Address(address_line="1 Main St", city="Berlin", postal_code="10115", country="DE")


@pytest.fixture
def variant(tenant: Any) -> UUID:
    with tenant_scope(tenant.id):
        made: UUID = stock_shelf(prices=("10.00",), stock=500).variant_ids[0]
    return made


def carts_with(tenant: Any, variant: UUID, code: str, count: int) -> list[str]:
    tokens = []
    for _ in range(count):
        token = fill_cart(Api(tenant), [variant])
        assert token is not None
        given = Api(tenant).post("/api/cart/cart/coupons/", {"code": code}, X_Cart_Token=token)
        assert given.status_code == 200, given.content
        tokens.append(token)
    return tokens


def used(tenant: Any) -> int:
    with tenant_scope(tenant.id):
        sql = "SELECT coalesce(sum(used), 0) AS found FROM pricing_use WHERE tenant_id = %s AND buyer = ''"
        return int(db.row(sql, [tenant.id]).found)


def findings(tenant: Any) -> list[str]:
    with tenant_scope(tenant.id):
        return [str(finding) for check in all_checks() for finding in check.run()]


def test_ten_times_as_many_orders_as_a_coupon_allows_place_exactly_as_many_as_it_allows(
    tenant: Any, variant: UUID
) -> None:
    with tenant_scope(tenant.id):
        coupon("FEW", promote(needs_coupon=True), limit_total=LIMIT)
    tokens = carts_with(tenant, variant, "FEW", 10 * LIMIT)

    answers = run_in_threads(10 * LIMIT, lambda index: place(Api(tenant), tokens[index]))

    told = Counter(
        (answer.status_code, answer.json().get("code", answer.json().get("total"))) for answer in answers
    )
    assert told == {(201, "9.00"): LIMIT, (409, "coupon_used_up"): 9 * LIMIT}, told
    assert (used(tenant), findings(tenant)) == (LIMIT, [])
    winner = next(answer.json()["id"] for answer in answers if answer.status_code == 201)
    with tenant_scope(tenant.id):
        orders.cancel(UUID(winner), reason="changed")
    assert used(tenant) == LIMIT - 1
    loser = next(index for index, answer in enumerate(answers) if answer.status_code == 409)
    assert place(Api(tenant), tokens[loser]).json()["total"] == "9.00"
    assert (used(tenant), findings(tenant)) == (LIMIT, [])


def test_without_the_claim_everybody_orders_with_the_last_coupon(tenant: Any, variant: UUID) -> None:
    with tenant_scope(tenant.id):
        coupon("LAST", promote(needs_coupon=True), limit_total=1)
    tokens, meeting = carts_with(tenant, variant, "LAST", 4), Barrier(4)

    def unclaimed(order_id: UUID, quote: Any, /, *, buyer: Any) -> None:
        meeting.wait(timeout=20)

    def buy(index: int) -> str:
        with tenant_scope(tenant.id):
            use_case = replace(wiring.place_order(), claim_uses=unclaimed)
            placed = use_case(
                PlaceOrderCommand(
                    cart=CartKey(token=tokens[index]), user_id=None, payment_method="manual", shipping_method=None,
                    buyer=Buyer(email=f"b{index}@example.test", shipping_address=HOME), currency="EUR",
                )
            )  # fmt: skip
            return str(placed.order.totals.total)

    assert run_in_threads(4, buy, tenant_id=tenant.id) == ["9.00"] * 4
    assert "an order and what it redeemed differ" in " ".join(findings(tenant))


def test_one_gift_card_pays_its_balance_once(tenant: Any, variant: UUID) -> None:
    with tenant_scope(tenant.id):
        code = gift_card("25.00")
    tokens = [fill_cart(Api(tenant), [variant]) for _ in range(10)]

    answers = run_in_threads(10, lambda index: place(Api(tenant), tokens[index], gift_cards=[code]))

    bodies = [answer.json() for answer in answers]
    spent = Counter(body.get("credit_total", body.get("code")) for body in bodies)
    assert spent == {"10.00": 2, "5.00": 1, "gift_card_empty": 7}, spent
    with tenant_scope(tenant.id):
        assert str(pricing.gift_card(code).balance) == "0.00"
    assert findings(tenant) == []


def test_placing_and_cancelling_the_same_things_wait_in_line_for_each_other(
    tenant: Any, variant: UUID
) -> None:
    with tenant_scope(tenant.id):
        coupon("MANY", promote(needs_coupon=True), limit_total=1000)
        code = gift_card("500.00")
    tokens = carts_with(tenant, variant, "MANY", 12)
    first = [place(Api(tenant), token, gift_cards=[code]).json() for token in tokens[:6]]

    def work(index: int) -> int:
        if index % 2:
            return int(place(Api(tenant), tokens[6 + index // 2], gift_cards=[code]).status_code)
        with tenant_scope(tenant.id):
            orders.cancel(UUID(first[index // 2]["id"]), reason="changed")
        return 204

    assert Counter(run_in_threads(12, work, tenant_id=tenant.id)) == {201: 6, 204: 6}
    assert (used(tenant), findings(tenant)) == (6, [])
    with tenant_scope(tenant.id):
        assert str(pricing.gift_card(code).balance) == "446.00"
