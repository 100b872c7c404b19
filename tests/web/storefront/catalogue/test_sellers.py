"""Sellers of a marketplace."""

from typing import Any

import pytest


def test_everybody_who_may_sell_is_listed_by_name(shop: Any, visit: Any) -> None:
    shop.seller("Waiting", status="applied")

    page = visit.get("/sellers/")

    assert [link for link in page.links if link.startswith("/sellers/") and link != "/sellers/"] == [
        "/sellers/clay/", "/sellers/iron/",
    ]  # fmt: skip
    assert "Waiting" not in page


def test_a_seller_has_its_stores_and_products(shop: Any, visit: Any) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.vendors import facade as vendors

    with tenant_scope(shop.tenant.id):
        vendors.create_store(
            shop.clay.vendor_id, name="Clay House", address="1 Kiln Lane", latitude=52.5, longitude=13.4
        )
        vendors.create_store(
            shop.clay.vendor_id,
            name="Closed",
            address="2 Kiln Lane",
            latitude=52.5,
            longitude=13.4,
            is_active=False,
        )
    shop.buyer().post("/api/catalog/products/mug/reviews/", {"rating": 4, "comment": "Good."})
    shop.buyer().post("/api/catalog/products/vase/reviews/", {"rating": 5, "comment": "Good."})

    page = visit.get("/sellers/clay/?sort=price")

    assert page.titles == ["Bowl", "Mug", "Vase"]
    assert all(words in page for words in ("1 Kiln Lane", "4.5", "2 reviews of its products"))
    assert "2 Kiln Lane" not in page
    assert 'name="vendor"' not in page.source
    assert visit.get("/sellers/clay/?tag=gift&sort=price").titles == ["Mug", "Vase"]
    assert visit.get(f"/sellers/clay/?vendor={shop.iron.vendor_id}").titles == ["Bowl", "Vase", "Mug"]
    moved = visit.get(f"/sellers/{shop.clay.vendor_id}/")
    assert (moved.status, moved.place) == (301, "/sellers/clay/")


@pytest.mark.parametrize("status", ["applied", "rejected", "suspended"])
def test_who_may_not_sell_is_not_there(shop: Any, visit: Any, status: str) -> None:
    shop.seller("Shady", status=status)

    assert visit.get("/sellers/shady/").status == 404
    assert visit.get("/sellers/nobody/").status == 404


def test_others_sellers_are_not_here(shop: Any, other_market: Any, visit: Any) -> None:
    foreign = other_market.seller("Foreign")

    assert visit.get("/sellers/foreign/").status == 404
    assert visit.get(f"/sellers/{foreign.vendor_id}/").status == 404


def test_a_shop_of_one_has_no_sellers(make_tenant: Any) -> None:
    from tests.web.storefront.catalogue.visitor import Visitor

    browser = Visitor(make_tenant(mode="shop"))

    assert browser.get("/sellers/").status == browser.get("/sellers/any/").status == 404
