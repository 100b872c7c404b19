"""What is bought together: counted exactly once from orders as they are, shown with reasons, and better than best sellers."""

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

import pytest
from tests.catalog.marketplace import Market
from tests.fixtures import Api
from tests.orders.builders import a_line, a_new_order, an_address
from tests.search.planted import baskets, remember, stock_themes

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import bind_tenant, tenant_scope

PRODUCTS = "/api/catalog/products/"


def _buy(market: Market, *products: Any, pay: bool = True) -> UUID:
    """An order of one piece of each, confirmed unless told otherwise."""
    from nexus.orders import facade as orders

    lines = [a_line(product_id=product.id, variant_id=product.variants[0].id) for product in products]
    with tenant_scope(market.tenant.id):
        placed = orders.place(a_new_order(*lines, user_id=new_id()))
        if pay:
            orders.confirm(placed.id)
    return placed.id


def _check_out(market: Market, *products: Any) -> UUID:
    """The same through the checkout, so that it can be cancelled."""
    from nexus.checkout import facade as checkout
    from nexus.orders.contracts.dto import Buyer
    from nexus.payments import facade as payments

    with tenant_scope(market.tenant.id):
        placed = checkout.order_now(
            new_id(),
            {product.variants[0].id: 1 for product in products},
            buyer=Buyer(email="ada@example.org", shipping_address=an_address()),
            payment_method="manual",
            currency=market.tenant.currency,
        )
    assert placed.payment is not None
    payments.capture(placed.payment.id)
    return placed.order.id


def _pairs(market: Market) -> dict[tuple[UUID, UUID], int]:
    with tenant_scope(market.tenant.id):
        found = db.rows(
            "SELECT product_id, other_id, together FROM search_companion WHERE tenant_id = %s",
            [market.tenant.id],
        )
    return {(row.product_id, row.other_id): row.together for row in found}


def _demand(market: Market) -> dict[UUID, int]:
    with tenant_scope(market.tenant.id):
        found = db.rows(
            "SELECT product_id, orders FROM search_demand WHERE tenant_id = %s", [market.tenant.id]
        )
    return {row.product_id: row.orders for row in found}


def _miscounted(market: Market) -> list[Any]:
    from nexus.search.interfaces.verification import CHECKS

    with tenant_scope(market.tenant.id):
        return [finding for check in CHECKS for finding in check.run()]


def _related(api: Api, slug: str) -> list[tuple[str, str]]:
    answer = api.get(f"{PRODUCTS}{slug}/related/")
    assert answer.status_code == 200, answer.content
    return [(item["title"], item["reason"]) for item in answer.json()["results"]]


def _both(one: UUID, other: UUID, many: int) -> dict[tuple[UUID, UUID], int]:
    return {(one, other): many, (other, one): many}


def test_orders_are_counted_once_and_taken_back(market: Market, drain: Callable[[], int]) -> None:
    from nexus.orders import facade as orders

    lamp, bulb, rug = (market.product(title) for title in ("Lamp", "Bulb", "Rug"))
    first, second = _check_out(market, lamp, bulb), _buy(market, lamp, bulb)
    third = _buy(market, lamp, bulb, rug)
    unpaid = _buy(market, lamp, rug, pay=False)
    drain()

    counted = _both(lamp.id, bulb.id, 3) | _both(lamp.id, rug.id, 1) | _both(bulb.id, rug.id, 1)
    assert _pairs(market) == counted
    assert _demand(market) == {lamp.id: 3, bulb.id: 3, rug.id: 1}

    with tenant_scope(market.tenant.id):
        orders.cancel(first, reason="changed_my_mind", by="buyer")
    for status in ("processing", "shipped", "delivered", "returned"):
        with tenant_scope(market.tenant.id):
            orders.move(third, status, by="staff")
    drain()
    assert _pairs(market) == _both(lamp.id, bulb.id, 1)
    assert _demand(market) == {lamp.id: 1, bulb.id: 1, rug.id: 0}

    from nexus.search.services.baskets import recount

    with tenant_scope(market.tenant.id):
        recount([first, second, third, unpaid, new_id()])
    assert _pairs(market) == _both(lamp.id, bulb.id, 1), "said again, counted once"
    assert _miscounted(market) == []


def test_counting_anew_mends_what_was_damaged(market: Market, drain: Callable[[], int]) -> None:
    from nexus.search import facade as search

    lamp, bulb = market.product("Lamp"), market.product("Bulb")
    for _ in range(2):
        _buy(market, lamp, bulb)
    drain()
    with tenant_scope(market.tenant.id):
        db.execute(
            "UPDATE search_companion SET together = 9 WHERE tenant_id = %s AND product_id = %s",
            [market.tenant.id, lamp.id],
        )
        db.execute("UPDATE search_demand SET orders = 9 WHERE tenant_id = %s", [market.tenant.id])
    assert [finding.detail for finding in _miscounted(market)] == ["bought together 2, counted 9"]

    assert list(search.rebuild_recommendations()) == [("orders", 2), ("products", 2)]

    assert _pairs(market) == _both(lamp.id, bulb.id, 2)
    assert _demand(market) == {lamp.id: 2, bulb.id: 2}
    assert _miscounted(market) == []
    with tenant_scope(market.tenant.id):
        for table in ("search_companion", "search_demand", "search_purchase"):
            db.execute(f"DELETE FROM {table} WHERE tenant_id = %s", [market.tenant.id])
    list(search.rebuild_recommendations())
    assert _pairs(market) == _both(lamp.id, bulb.id, 2), "from nothing, out of the orders"


def test_related_says_why_and_shows_what_can_be_had(
    market: Market, other_market: Market, drain: Callable[[], int]
) -> None:
    light, floor = market.category("Light"), market.category("Floor")
    lamp = market.product("Brass Lamp", category=light, price="50.00")
    bulb = market.product("Warm Bulb", category=floor)
    gone = market.product("Silk Shade", category=floor)
    hidden = market.product("Secret Cord", category=floor)
    market.product("Brass Lantern", category=light, price="45.00")
    market.product("Candle", category=light)
    market.product("Rug", category=floor)
    once = market.product("Doormat", category=floor)
    other_market.product("Brass Lamp", category=other_market.category("Light"))
    for _ in range(2):
        _buy(market, lamp, bulb, gone, hidden)
    _buy(market, lamp, once)
    staff = market.staff()
    assert staff.patch(f"{PRODUCTS}{hidden.slug}/", {"status": "draft"}).status_code == 200
    variant = f"{PRODUCTS}{gone.slug}/variants/{gone.variants[0].id}/"
    assert staff.patch(variant, {"stock_quantity": 0}).status_code == 200
    drain()

    assert _related(market.guest, lamp.slug) == [
        ("Warm Bulb", "bought_together"),
        ("Brass Lantern", "similar"),
        ("Candle", "popular"),
        ("Silk Shade", "bought_together"),
    ]
    assert _related(other_market.guest, "brass-lamp") == []
    assert other_market.guest.get(f"{PRODUCTS}{lamp.id}/related/").status_code == 404


def test_a_bulk_order_counts_its_first_forty_products() -> None:
    from nexus.orders.facade import Purchase
    from nexus.search.services.baskets import basket_of

    ids = tuple(new_id() for _ in range(200))
    assert basket_of(Purchase(order_id=new_id(), bought_at=clock.now(), product_ids=ids)) == set(ids[:40])


def test_recommendations_foretell_better_than_best_sellers(
    market: Market, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.core.management import call_command

    from nexus.search import facade as search
    from nexus.search.queries.related import EVIDENCE, bought_with, strength

    products = stock_themes(market)
    bought = baskets(products, 900, Random(20))
    remember(market.tenant, bought)
    call_command("recommend", "evaluate", tenant=market.tenant.slug)
    told = capsys.readouterr().out
    with tenant_scope(market.tenant.id):
        found = search.evaluate_recommendations().scores

    shown, popular = found["blended"], found["popular"].rate
    assert f"hit rate at 10  {shown.rate:6.1%}" in told
    assert found["bought_together"].rate > 2 * popular, "half of the habits, which have no words in common"
    assert found["similar"].rate > 1.3 * popular, "a fifth of the habits is alike"
    assert found["blended"].interval[0] > found["popular"].interval[1] + 0.2, "far beyond chance"

    with bind_tenant(market.tenant.id):
        list(search.rebuild_recommendations())
    demand, pairs, one = _demand(market), _pairs(market), products[7]
    weights = {
        b: strength(n, demand[a], demand[b]) for (a, b), n in pairs.items() if a == one and n >= EVIDENCE
    }
    with tenant_scope(market.tenant.id):
        with_it = [row.id for row in bought_with([one], limit=50)]
    assert with_it == sorted(weights, key=lambda other: (weights[other], other), reverse=True), "one formula"
