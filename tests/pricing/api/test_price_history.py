"""What a product cost is shown beside a reduction, and in full to those who sell it."""

from datetime import timedelta
from typing import Any

import pytest

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock, use_clock

PRODUCTS = "/api/catalog/products/"


@pytest.fixture
def market(tenant: Any) -> Any:
    from tests.catalog.marketplace import Market

    return Market(tenant)


def test_a_reduction_says_what_it_cost_before(market: Any) -> None:
    seller, now = market.seller(), clock.now()
    with use_clock(FixedClock(now - timedelta(days=40))) as moving:
        assert isinstance(moving, FixedClock)
        product = market.product(price="20.00", vendor_id=seller.vendor_id)
        path = f"{PRODUCTS}{product.id}/"
        moving.advance(timedelta(days=20))
        assert seller.api.patch(path, {"price": "18.00"}).json()["lowest_price_30d"] is None
    changed = seller.api.patch(path, {"price": "15.00", "compare_at_price": "20.00"})

    assert (changed.status_code, changed.json()["lowest_price_30d"]) == (200, "18.00")
    body, [item] = market.guest.get(path).json(), market.guest.get(PRODUCTS).json()["results"]
    assert (
        body["variants"][0]["lowest_price_30d"]
        == body["lowest_price_30d"]
        == item["lowest_price_30d"]
        == "18.00"
    )
    for page in ("/p/red-mug/", "/products/"):
        text = market.guest.get(page).content.decode()
        assert "Lowest price of the 30 days before:" in text
        assert "€18.00" in text

    first = seller.api.get(f"{path}price-history/?page_size=2").json()
    assert [(one["price"], one["held_until"] is None) for one in first["results"]] == [
        ("15.00", True), ("18.00", False)
    ]  # fmt: skip
    rest = seller.api.get(first["next"]).json()
    assert [(one["price"], one["sku"]) for one in rest["results"]] == [("20.00", product.variants[0].sku)]
    assert rest["results"][0]["held_until"] == first["results"][1]["held_from"]
    assert market.staff().get(f"{path}price-history/?count=true").json()["count"] == 3


def test_only_its_seller_and_staff_read_the_history(market: Any) -> None:
    own, draft = market.product("Red Mug"), market.product("Blue Mug", status="draft")
    other = market.seller().api

    assert market.guest.get(f"{PRODUCTS}{own.id}/price-history/").status_code == 401
    assert market.buyer().get(f"{PRODUCTS}{own.id}/price-history/").status_code == 403
    assert other.get(f"{PRODUCTS}{own.id}/price-history/").json()["code"] == "foreign_vendor"
    assert other.get(f"{PRODUCTS}{draft.id}/price-history/").status_code == 404
