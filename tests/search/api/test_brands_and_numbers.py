"""Filters by brand, collection and ranges of numbers, and the facets beside them."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"


@pytest.fixture
def shop(market: Market) -> Market:
    """Lamps of two brands, one of them in a collection; a further one of no brand."""
    from nexus.catalog.models import Brand, Collection, CollectionItem

    with tenant_scope(market.tenant.id):
        lumen = Brand.objects.create(name="Lumen & Co", slug="lumen")
        nord = Brand.objects.create(name="Nord", slug="nord")
        gifts = Collection.objects.create(name="Gifts", slug="gifts")
    facts = (
        ("Arc", lumen, 10, 1.5),
        ("Bow", lumen, 25, 0.75),
        ("Cone", nord, 40, 3),
    )
    for title, brand, watts, weight in facts:
        made = market.product(
            title, price=f"{watts}.00", brand_id=brand.id, attributes={"watts": watts, "weight": weight}
        )
        if title != "Arc":
            with tenant_scope(market.tenant.id):
                CollectionItem.objects.create(collection=gifts, product_id=made.id)
                _touch(made.id)
    market.product("Dot", price="5.00", attributes={"watts": 5, "foldable": True})
    market.brand, market.collection = lumen, gifts
    return market


def _touch(product_id: Any) -> None:
    from nexus.search.services.pending import products_changed

    products_changed([product_id])


LEFT = (
    ("brand=lumen", ["Bow", "Arc"]),
    ("brand={lumen}", ["Bow", "Arc"]),
    ("brand=lumen&sort=-price", ["Bow", "Arc"]),
    ("brand=lumen&brand=nord", ["Cone", "Bow", "Arc"]),
    ("brand=lumen&collection=gifts", ["Bow"]),
    ("collection={gifts}&sort=price", ["Bow", "Cone"]),
    ("category=kitchen&brand=nord", ["Cone"]),
    ("vendor={house}&brand=nord&reduced=false", ["Cone"]),
    ("brand=nord&reduced=true", []),
    ("q=bow&brand=lumen", ["Bow"]),
    ("attr.watts.min=25", ["Cone", "Bow"]),
    ("attr.watts.min=5.5&attr.watts.max=25", ["Bow", "Arc"]),
    ("attr.weight.max=1,5", ["Bow", "Arc"]),
    ("attr.weight.min=1&attr.watts.max=10", ["Arc"]),
    ("attr.watts.min=41", []),
    ("attr.watts=25", ["Bow"]),
)


def test_what_is_left(shop: Market) -> None:
    house = shop.guest.get(PRODUCTS).json()["results"][0]["vendor"]["id"]
    for asked, titles in LEFT:
        query = asked.format(lumen=shop.brand.id, gifts=shop.collection.id, house=house)
        answer = shop.guest.get(f"{PRODUCTS}?{query}&count=true")
        found = [item["title"] for item in answer.json().get("results", ())]
        assert (answer.status_code, found, answer.json().get("count")) == (200, titles, len(titles)), query


def test_facets_of_brands_and_numbers(shop: Market) -> None:
    def facets(query: str) -> Any:
        return shop.guest.get(f"{PRODUCTS}?facets=true&{query}").json()["facets"]

    brands = [
        {"value": "lumen", "label": "Lumen & Co", "count": 2},
        {"value": "nord", "label": "Nord", "count": 1},
    ]
    everything, chosen, heavy = facets(""), facets("brand=nord"), facets("attr.weight.min=2")

    assert everything["brand"] == chosen["brand"] == brands
    assert everything["attr.weight.range"] == [
        {"min": value, "max": value, "count": 1} for value in ("0.75", "1.5", "3")
    ]
    assert [one["min"] for one in everything["attr.watts.range"]] == ["5", "10", "25", "40"]
    assert [one["min"] for one in chosen["attr.watts.range"]] == ["40"]
    assert heavy["attr.weight.range"] == everything["attr.weight.range"]
    assert heavy["brand"] == brands[1:]
    assert "attr.foldable.range" not in everything


REFUSED = (
    ("brand=nobody", "brand"),
    (f"brand={new_id()}", "brand"),
    ("collection=none", "collection"),
    ("collection=gifts&collection=other", "collection"),
    ("attr.watts.min=many", "attr.watts.min"),
    ("attr.watts.max=nan", "attr.watts.max"),
    ("attr.watts.min=1&attr.watts.min=2", "attr.watts.min"),
    ("attr.foldable.min=1", "attr.foldable.min"),
    ("attr.height.max=9", "attr.height.max"),
)


def test_what_does_not_exist_is_named(shop: Market) -> None:
    for query, name in REFUSED:
        refused = shop.guest.get(f"{PRODUCTS}?{query}")
        assert (refused.status_code, list(refused.json().get("errors", ()))) == (400, [name]), query


def test_another_shop_knows_nothing_of_it(shop: Market, other_market: Market) -> None:
    other_market.product("Elk", attributes={"watts": 7})

    for query in ("brand=lumen", f"brand={shop.brand.id}", "collection=gifts"):
        assert other_market.guest.get(f"{PRODUCTS}?{query}").status_code == 400
    assert [i["title"] for i in other_market.guest.get(f"{PRODUCTS}?attr.watts.min=1").json()["results"]] == [
        "Elk"
    ]


def test_numbers_follow_the_product(shop: Market) -> None:
    staff = shop.staff()
    assert staff.patch(f"{PRODUCTS}arc/", {"attributes": {"watts": 60}}).status_code == 200
    assert [i["title"] for i in shop.guest.get(f"{PRODUCTS}?attr.watts.min=50").json()["results"]] == ["Arc"]

    assert staff.delete(f"{PRODUCTS}arc/").status_code == 204
    assert shop.guest.get(f"{PRODUCTS}?attr.watts.min=50").json()["results"] == []
    assert shop.guest.get(f"{PRODUCTS}?brand=lumen").json()["results"][0]["title"] == "Bow"
