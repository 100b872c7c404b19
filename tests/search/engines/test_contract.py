"""What every backend of lists has to answer, whoever it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"
REAL = ("postgres", "tantivy")


def stock(market: Market) -> Market:
    """Nine products of a home shop, one of them a draft."""
    from nexus.catalog.models import Brand

    home, light = market.category("Home"), market.category("Lighting")
    kitchen = market.category("Kitchen", parent=home)
    with tenant_scope(market.tenant.id):
        nord = Brand.objects.create(name="Nord", slug="nord")
    spanish = {"es": {"title": "Taza roja", "description": "Para el desayuno."}}
    market.product("Red Mug", category=kitchen, sku="MUG-100", price="12.00", tags=("gift",), translations=spanish,
                   attributes={"colour": "red", "volume": 300})  # fmt: skip
    market.product(
        "Blue Mug",
        category=kitchen,
        sku="MUG-200",
        price="14.00",
        attributes={"colour": "blue", "volume": 500},
    )
    market.product("Tea Pot 500 ml", category=kitchen, sku="POT-1", price="30.00", stock=0, brand_id=nord.id)
    market.product("Desk Lamp", category=light, sku="LMP-1", price="30.00", brand_id=nord.id, tags=("gift", "office"),
                   description="Light for late hours with a mug of tea.", attributes={"watts": 9.5})  # fmt: skip
    market.product("Paper Lamp", category=light, sku="LMP-2", price="15.00", attributes={"watts": 4})
    market.product("Printed T-Shirt", category=home, sku="TS-7", price="19.00", attributes={"colour": "red"},
                   variants=(market.variant("19.00", compare_at="25.00", sku="TS-7"),))  # fmt: skip
    market.product("Café Table", category=home, sku="TAB-1", price="149.00")
    market.product("Hidden Mug", category=kitchen, sku="MUG-900", status="draft")
    return market


LISTS = (
    ("q=MUG-100", ["Red Mug"]),
    ("q=mug-1", ["Red Mug"]),
    ("q=LMP-&sort=price", ["Paper Lamp", "Desk Lamp"]),
    ("q=mugs&sort=price", ["Red Mug", "Blue Mug", "Desk Lamp"]),
    ("q=desk+lamp", ["Desk Lamp"]),
    ("q=paper+lamp", ["Paper Lamp"]),
    ("q=lamps&sort=-price", ["Desk Lamp", "Paper Lamp"]),
    ("q=papr+lmap", ["Paper Lamp"]),
    ("q=cafe+tables", ["Café Table"]),
    ("q=500ml", ["Tea Pot 500 ml"]),
    ("q=tshirt", ["Printed T-Shirt"]),
    ("q=t-shirts", ["Printed T-Shirt"]),
    ("q=tazas+rojas", ["Red Mug"]),
    ("q=desayuno", ["Red Mug"]),
    ("q=paper+lamp+bedroom", ["Paper Lamp"]),
    ("q=xylophone", []),
    ("q=!!!", []),
    (
        "sort=price",
        ["Red Mug", "Blue Mug", "Paper Lamp", "Printed T-Shirt", "Tea Pot 500 ml", "Desk Lamp", "Café Table"],
    ),
    ("category=home&sort=-price", ["Café Table", "Tea Pot 500 ml", "Printed T-Shirt", "Blue Mug", "Red Mug"]),
    ("category=kitchen&in_stock=true&sort=price", ["Red Mug", "Blue Mug"]),
    ("brand=nord", ["Desk Lamp", "Tea Pot 500 ml"]),
    ("tag=office&tag=gift&sort=price", ["Red Mug", "Desk Lamp"]),
    ("attr.colour=RED&sort=price", ["Red Mug", "Printed T-Shirt"]),
    ("attr.volume.min=301&attr.volume.max=500", ["Blue Mug"]),
    ("attr.watts.max=9.5&sort=price", ["Paper Lamp", "Desk Lamp"]),
    ("price_min=14&price_max=19&sort=price", ["Blue Mug", "Paper Lamp", "Printed T-Shirt"]),
    ("reduced=true", ["Printed T-Shirt"]),
    ("reduced=false&category=home&sort=price", ["Red Mug", "Blue Mug", "Tea Pot 500 ml", "Café Table"]),
    ("q=mug&category=kitchen&sort=price", ["Red Mug", "Blue Mug"]),
    ("rating_min=1", []),
)


@pytest.fixture(params=REAL)
def shop(
    request: Any, market: Market, use_engine: Callable[..., None], build: Callable[[Market], int]
) -> Market:
    use_engine(request.param)
    stock(market)
    build(market)
    return market


def test_lists(shop: Market) -> None:
    for query, titles in LISTS:
        answer = shop.guest.get(f"{PRODUCTS}?{query}&count=true").json()
        assert [item["title"] for item in answer["results"]] == titles, query
        assert answer["count"] == len(titles), query


def test_pages_go_on_and_back_in_every_order(shop: Market) -> None:
    for order in ("newest", "price", "-price", "rating", "best_selling", "relevance&q=mug"):
        whole = [item["id"] for item in shop.guest.get(f"{PRODUCTS}?sort={order}").json()["results"]]
        first = shop.guest.get(f"{PRODUCTS}?sort={order}&page_size=2").json()
        second = shop.guest.get(first["next"]).json()
        back = shop.guest.get(second["previous"]).json()
        assert [item["id"] for item in (*first["results"], *second["results"])] == whole[:4], order
        assert back["results"] == first["results"], order


def test_facets(shop: Market) -> None:
    everything = shop.guest.get(f"{PRODUCTS}?facets=true").json()["facets"]
    chosen = shop.guest.get(f"{PRODUCTS}?facets=true&tag=office&attr.watts.min=5").json()["facets"]

    assert everything["category"][:2] == [
        {"value": "home", "count": 5, "label": "Home"},
        {"value": "kitchen", "count": 3, "label": "Kitchen"},
    ]
    assert everything["brand"] == [{"value": "nord", "count": 2, "label": "Nord"}]
    assert everything["in_stock"] == [{"value": "true", "count": 6}, {"value": "false", "count": 1}]
    assert everything["attr.colour"] == [{"value": "red", "count": 2}, {"value": "blue", "count": 1}]
    assert everything["attr.volume.range"] == [
        {"min": "300", "max": "300", "count": 1},
        {"min": "500", "max": "500", "count": 1},
    ]
    assert [(one["min"], one["max"], one["count"]) for one in everything["price"]] == [
        ("12.00", "14.00", 2), ("15.00", "19.00", 2), ("30.00", "30.00", 2), ("149.00", "149.00", 1),
    ]  # fmt: skip
    assert [one["label"] for one in everything["vendor"]] == [shop.tenant.name]
    assert chosen["tag"] == [{"value": "gift", "count": 1}, {"value": "office", "count": 1}]
    assert [one["min"] for one in chosen["attr.watts.range"]] == ["9.5"]


def test_changes_are_found_once_they_are_carried(shop: Market, carry: Callable[[Market], int]) -> None:
    staff = shop.staff()
    staff.patch(f"{PRODUCTS}red-mug/", {"title": "Green Cup", "price": "99.00", "tags": ["spring"]})
    staff.delete(f"{PRODUCTS}blue-mug/")
    shop.product("Yellow Jug", sku="JUG-1", price="50.00")
    carry(shop)

    found = {query: shop.guest.get(f"{PRODUCTS}?{query}").json()["results"] for query in
             ("q=green+cup", "q=mug&category=kitchen", "q=JUG-1", "tag=spring&price_min=99")}  # fmt: skip
    titles = {query: [item["title"] for item in items] for query, items in found.items()}
    assert titles["q=green+cup"] == titles["tag=spring&price_min=99"] == ["Green Cup"]
    assert titles["q=JUG-1"] == ["Yellow Jug"]
    assert titles["q=mug&category=kitchen"] == []


def test_two_shops_never_meet(
    shop: Market, other_market: Market, build: Callable[[Market], int], carry: Callable[[Market], int]
) -> None:
    other_market.product("Foreign Mug", sku="MUG-100", price="1.00")
    build(other_market)

    assert [i["title"] for i in other_market.guest.get(f"{PRODUCTS}?q=mug").json()["results"]] == [
        "Foreign Mug"
    ]
    assert [i["title"] for i in shop.guest.get(f"{PRODUCTS}?q=MUG-100").json()["results"]] == ["Red Mug"]
    brand = other_market.guest.get(f"{PRODUCTS}?brand=nord")
    assert (brand.status_code, list(brand.json()["errors"])) == (400, ["brand"])


def test_the_shelf_of_a_page_holds_whatever_is_asked_for_on_it() -> None:
    from nexus.search.engines.asking import question
    from nexus.search.queries.filters import Filters

    page, category = new_id(), new_id()
    asked = question(Filters(shelf_id=page, category_id=category), None)

    assert asked is not None
    assert asked.shelves == [page, category]
