"""The product list: every filter, every order, pages without gaps or repetitions."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id

PRODUCTS = "/api/catalog/products/"


def _titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["results"]]


@pytest.fixture
def shop(market: Market) -> Market:
    """Two departments, two sellers, five products."""
    home = market.category("Home")
    kitchen, garden = market.category("Kitchen", parent=home), market.category("Garden")
    clay, iron = market.seller("Clay"), market.seller("Iron")
    market.product(
        "Mug",
        category=kitchen,
        vendor_id=clay.vendor_id,
        price="12.00",
        tags=("gift", "red"),
        attributes={"colour": "Red", "volume_ml": 300},
    )
    market.product(
        "Pan",
        category=kitchen,
        vendor_id=iron.vendor_id,
        price="40.00",
        stock=0,
        tags=("steel",),
        attributes={"colour": "black"},
    )
    market.product(
        "Vase",
        category=home,
        vendor_id=clay.vendor_id,
        price="25.00",
        tags=("gift",),
        attributes={"colour": "red"},
    )
    market.product(
        "Spade", category=garden, vendor_id=iron.vendor_id, price="19.99", attributes={"foldable": True}
    )
    market.product("Hidden", category=kitchen, vendor_id=clay.vendor_id, price="1.00", status="draft")
    market.clay, market.iron, market.kitchen = clay, iron, kitchen
    return market


def test_newest_first_by_default(shop: Market) -> None:
    assert _titles(shop.guest.get(PRODUCTS)) == ["Spade", "Vase", "Pan", "Mug"]


def test_an_item_has_the_fields_of_the_contract(shop: Market) -> None:
    (item,) = shop.guest.get(f"{PRODUCTS}?tag=red").json()["results"]

    assert {key: value for key, value in item.items() if key not in {"id", "default_variant_id"}} == {
        "brand": None,
        "titles": {},
        "lowest_price_30d": None,
        "slug": "mug",
        "title": "Mug",
        "price": "12.00",
        "compare_at_price": None,
        "currency": "EUR",
        "image": None,
        "picture": None,
        "rating": None,
        "review_count": 0,
        "in_stock": True,
        "vendor": {"id": str(shop.clay.vendor_id), "name": "Clay"},
        "category": {"id": str(shop.kitchen.id), "name": "Kitchen", "slug": "kitchen"},
        "variant_count": 1,
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("category=home", ["Vase", "Pan", "Mug"]),
        ("category=kitchen", ["Pan", "Mug"]),
        ("category=garden", ["Spade"]),
        ("tag=gift", ["Vase", "Mug"]),
        ("tag=GIFT", ["Vase", "Mug"]),
        ("tag=gift&tag=steel", ["Vase", "Pan", "Mug"]),
        ("tag=none", []),
        ("price_min=19.99&price_max=25", ["Spade", "Vase"]),
        ("price_min=40.01", []),
        ("in_stock=true", ["Spade", "Vase", "Mug"]),
        ("in_stock=false", ["Pan"]),
        ("rating_min=1", []),
        ("attr.colour=red", ["Vase", "Mug"]),
        ("attr.colour=red&attr.volume_ml=300", ["Mug"]),
        ("attr.colour=red&attr.colour=black", ["Vase", "Pan", "Mug"]),
        ("attr.foldable=true", ["Spade"]),
        ("attr.colour=green", []),
        ("category=home&attr.colour=red&price_max=20&in_stock=true", ["Mug"]),
        ("sort=price", ["Mug", "Spade", "Vase", "Pan"]),
        ("sort=-price", ["Pan", "Vase", "Spade", "Mug"]),
        ("sort=newest", ["Spade", "Vase", "Pan", "Mug"]),
        ("sort=relevance", ["Spade", "Vase", "Pan", "Mug"]),
        ("category=home&sort=price", ["Mug", "Vase", "Pan"]),
        ("q=vase", ["Vase"]),
        ("q=clay&sort=-price", ["Vase", "Mug"]),
        ("q=clay&category=kitchen", ["Mug"]),
        ("q=clay&price_min=20", ["Vase"]),
        ("q=", ["Spade", "Vase", "Pan", "Mug"]),
    ],
)
def test_filters_and_orders(shop: Market, query: str, titles: list[str]) -> None:
    assert _titles(shop.guest.get(f"{PRODUCTS}?{query}")) == titles


def test_filters_by_ids(shop: Market) -> None:
    assert _titles(shop.guest.get(f"{PRODUCTS}?category={shop.kitchen.id}")) == ["Pan", "Mug"]
    assert _titles(shop.guest.get(f"{PRODUCTS}?vendor={shop.clay.vendor_id}")) == ["Vase", "Mug"]
    assert _titles(shop.guest.get(f"{PRODUCTS}?vendor={shop.clay.vendor_id}&category=kitchen")) == ["Mug"]
    assert _titles(shop.guest.get(f"{PRODUCTS}?vendor={new_id()}")) == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("colour=red", "colour"),
        ("sort=cheapest", "sort"),
        ("category=no-such", "category"),
        ("category=00000000-0000-7000-8000-000000000000", "category"),
        ("vendor=clay", "vendor"),
        ("price_min=cheap", "price_min"),
        ("price_max=-1", "price_max"),
        ("price_max=1.234", "price_max"),
        ("in_stock=maybe", "in_stock"),
        ("rating_min=6", "rating_min"),
        ("rating_min=nan", "rating_min"),
        ("attr.weight=3", "attr.weight"),
        ("attr.=3", "attr."),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("cursor=abc", "cursor"),
        ("facets=perhaps", "facets"),
        ("reduced=very", "reduced"),
        ("reduced=true&reduced=false", "reduced"),
        ("category=kitchen&category=hall", "category"),
        ("price_max=5&price_max=50", "price_max"),
        ("in_stock=true&in_stock=false", "in_stock"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(shop: Market, query: str, name: str) -> None:
    refused = shop.guest.get(f"{PRODUCTS}?{query}")

    assert (refused.status_code, list(refused.json()["errors"])) == (400, [name])


@pytest.mark.parametrize("sort", ["newest", "price", "-price", "rating", "best_selling", "relevance&q=thing"])
def test_pages_lead_through_everything_once_and_back_again(market: Market, sort: str) -> None:
    kitchen = market.category("Kitchen")
    for number in range(9):
        market.product(f"Thing {number}", category=kitchen, price=f"{number % 3 + 1}.00")
    pages, link = [], f"{PRODUCTS}?sort={sort}&page_size=4"
    while link:
        pages.append(market.guest.get(link).json())
        link = pages[-1]["next"]

    seen = [item["id"] for page in pages for item in page["results"]]
    back = market.guest.get(pages[-1]["previous"]).json()

    assert [len(page["results"]) for page in pages] == [4, 4, 1]
    assert len(set(seen)) == 9
    assert pages[0]["previous"] is None
    assert [item["id"] for item in back["results"]] == [item["id"] for item in pages[1]["results"]]
    whole = market.guest.get(f"{PRODUCTS}?sort={sort}&page_size=50").json()["results"]
    assert seen == [item["id"] for item in whole]


def test_count_only_when_asked(shop: Market) -> None:
    assert "count" not in shop.guest.get(PRODUCTS).json()
    assert shop.guest.get(f"{PRODUCTS}?count=true&page_size=1").json()["count"] == 4
    assert shop.guest.get(f"{PRODUCTS}?count=true&tag=gift").json()["count"] == 2
    assert shop.guest.get(f"{PRODUCTS}?count=true&q=clay&in_stock=true").json()["count"] == 2


def test_facets_count_what_each_filter_would_leave(shop: Market) -> None:
    facets = shop.guest.get(f"{PRODUCTS}?facets=true&category=home").json()["facets"]

    assert facets["category"] == [
        {"value": "home", "count": 3, "label": "Home"},
        {"value": "kitchen", "count": 2, "label": "Kitchen"},
    ]
    assert {entry["label"]: entry["count"] for entry in facets["vendor"]} == {"Clay": 2, "Iron": 1}
    assert facets["in_stock"] == [{"value": "true", "count": 2}, {"value": "false", "count": 1}]
    assert facets["tag"] == [
        {"value": "gift", "count": 2},
        {"value": "red", "count": 1},
        {"value": "steel", "count": 1},
    ]
    assert {entry["value"]: entry["count"] for entry in facets["attr.colour"]} == {
        "Red": 1,
        "black": 1,
        "red": 1,
    }
    assert [(entry["min"], entry["max"], entry["count"]) for entry in facets["price"]] == [
        ("12.00", "12.00", 1), ("25.00", "25.00", 1), ("40.00", "40.00", 1),
    ]  # fmt: skip
    assert "facets" not in shop.guest.get(PRODUCTS).json()


@pytest.fixture
def sale(shop: Market) -> Market:
    """Two reduced products, in two categories and of two sellers."""
    for title, category, seller in (("Bowl", shop.kitchen, shop.clay), ("Rake", None, shop.iron)):
        shop.product(
            title,
            category=category,
            vendor_id=seller.vendor_id,
            variants=(shop.variant("8.00", compare_at="10.00"),),
        )
    return shop


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("reduced=true", ["Rake", "Bowl"]),
        ("reduced=true&sort=price", ["Bowl", "Rake"]),
        ("reduced=1&category=kitchen", ["Bowl"]),
        ("reduced=true&vendor={iron}", ["Rake"]),
        ("reduced=true&q=bowl", ["Bowl"]),
        ("reduced=true&price_min=9", []),
        ("reduced=false&category=kitchen", ["Pan", "Mug"]),
        ("reduced=", ["Rake", "Bowl", "Spade", "Vase", "Pan", "Mug"]),
    ],
)
def test_what_is_reduced(sale: Market, query: str, titles: list[str]) -> None:
    query = query.format(iron=sale.iron.vendor_id)

    assert _titles(sale.guest.get(f"{PRODUCTS}?{query}")) == titles


def test_a_product_whose_reduction_ends_leaves_the_sale(sale: Market) -> None:
    staff = sale.staff()
    slug = sale.guest.get(f"{PRODUCTS}?reduced=true").json()["results"][0]["slug"]

    assert staff.patch(f"{PRODUCTS}{slug}/", {"price": "8.00", "compare_at_price": None}).status_code == 200

    assert _titles(sale.guest.get(f"{PRODUCTS}?reduced=true")) == ["Bowl"]


def test_alternatives_of_a_filter_are_counted_without_its_own_choice(shop: Market) -> None:
    def counted(query: str) -> dict[str, dict[str, int]]:
        facets = shop.guest.get(f"{PRODUCTS}?facets=true&{query}").json()["facets"]
        return {
            name: {entry["value"]: entry["count"] for entry in facets.get(name, ())}
            for name in ("tag", "attr.colour", "in_stock")
        }

    assert counted("tag=steel") == {
        "tag": {"gift": 2, "red": 1, "steel": 1},
        "attr.colour": {"black": 1},
        "in_stock": {"false": 1},
    }
    assert counted("tag=gift&attr.colour=black") == {
        "tag": {"steel": 1},
        "attr.colour": {"Red": 1, "red": 1},
        "in_stock": {},
    }
    assert counted("attr.colour=red&in_stock=true") == {
        "tag": {"gift": 2, "red": 1},
        "attr.colour": {"Red": 1, "red": 1},
        "in_stock": {"true": 2},
    }


def test_best_selling_follows_what_was_really_sold(shop: Market, drain: Any) -> None:
    from datetime import timedelta

    from nexus.inventory import facade as inventory
    from nexus.inventory.facade import StockLine
    from nexus.kernel import clock
    from nexus.platform.tenancy import tenant_scope

    items = {item["title"]: item for item in shop.guest.get(PRODUCTS).json()["results"]}
    order = new_id()
    with tenant_scope(shop.tenant.id):
        from uuid import UUID

        line = StockLine(variant_id=UUID(items["Vase"]["default_variant_id"]), quantity=3)
        inventory.reserve(order, [line], expires_at=clock.now() + timedelta(minutes=5))
        inventory.commit(order)
    drain()

    assert _titles(shop.guest.get(f"{PRODUCTS}?sort=best_selling"))[0] == "Vase"


def test_related_products_are_alike_or_of_the_same_category(shop: Market) -> None:
    def related(slug: str) -> list[tuple[str, str]]:
        found = shop.guest.get(f"{PRODUCTS}{slug}/related/").json()["results"]
        return [(item["title"], item["reason"]) for item in found]

    assert related("mug") == [("Vase", "similar"), ("Pan", "popular")], (
        "a red gift; then the sold-out neighbour"
    )
    assert related("pan") == [("Mug", "popular")]
    assert shop.guest.get(f"{PRODUCTS}spade/related/").json()["results"] == []
    assert shop.guest.get(f"{PRODUCTS}hidden/related/").status_code == 404
    assert shop.guest.get(f"{PRODUCTS}{new_id()}/related/").status_code == 404


def test_rating_filters_and_orders(shop: Market) -> None:
    for slug, stars in (("mug", 3), ("vase", 5)):
        shop.buyer().post(f"{PRODUCTS}{slug}/reviews/", {"rating": stars, "comment": "So it is."})

    assert _titles(shop.guest.get(f"{PRODUCTS}?sort=rating")) == ["Vase", "Mug", "Spade", "Pan"]
    assert _titles(shop.guest.get(f"{PRODUCTS}?rating_min=3.5")) == ["Vase"]


def test_two_tenants_with_the_same_slugs_see_only_their_own(market: Market, other_market: Market) -> None:
    for shop, price in ((market, "1.00"), (other_market, "2.00")):
        shop.product("Red Mug", category=shop.category("Kitchen"), price=price, sku="MUG-1", tags=("gift",))

    for shop, price in ((market, "1.00"), (other_market, "2.00")):
        for query in ("", "?category=kitchen", "?q=mug", "?q=MUG-1", "?tag=gift", "?sort=price"):
            assert [item["price"] for item in shop.guest.get(f"{PRODUCTS}{query}").json()["results"]] == [
                price
            ]
        assert shop.guest.get(f"{PRODUCTS}red-mug/").json()["price"] == price
    foreign = other_market.guest.get(PRODUCTS).json()["results"][0]
    assert market.guest.get(f"{PRODUCTS}?category={foreign['category']['id']}").status_code == 400
