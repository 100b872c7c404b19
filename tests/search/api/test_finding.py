"""Search finds the obvious: codes, prefixes, plurals, accents, typos, filler words."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market

PRODUCTS = "/api/catalog/products/"


@pytest.fixture
def shop(market: Market) -> Market:
    audio, home = market.category("Audio"), market.category("Home")
    market.product(
        "Wireless Headphones",
        category=audio,
        sku="WH-1000XM5",
        price="299.00",
        description="Noise cancelling.",
        tags=("travel",),
    )
    market.product("Headphone Stand", category=audio, sku="ST-77", price="19.00")
    market.product(
        "Café Table", category=home, sku="CT-1", price="149.00", attributes={"material": "oak wood"}
    )
    market.product(
        "Running Shoes", category=home, sku="RUN-9", price="89.00", description="For running to the café."
    )
    market.product("The Who: Live", category=audio, sku="LP-42", price="25.00")
    market.product(
        "Paper Lamp",
        category=home,
        sku="PL-3",
        price="15.00",
        variants=(
            market.variant("15.00", sku="PL-3-L", options={"size": "large"}),
            market.variant("12.00", sku="PL-3-S", options={"size": "small"}, barcode="4006381333931"),
        ),
    )
    return market


def _found(shop: Market, text: str) -> list[str]:
    answer = shop.guest.get(f"{PRODUCTS}?q={text.replace(' ', '+')}")
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["results"]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("WH-1000XM5", ["Wireless Headphones"]),
        ("wh-1000xm5", ["Wireless Headphones"]),
        ("WH-1000", ["Wireless Headphones"]),
        ("PL-3-S", ["Paper Lamp"]),
        ("4006381333931", ["Paper Lamp"]),
        ("headphones", ["Headphone Stand", "Wireless Headphones"]),
        ("headphone", ["Headphone Stand", "Wireless Headphones"]),
        ("wireless headphone", ["Wireless Headphones"]),
        ("headphone stand", ["Headphone Stand"]),
        ("cafe table", ["Café Table"]),
        ("Café", ["Café Table", "Running Shoes"]),
        ("CAFÉ TABLES", ["Café Table"]),
        ("shoe for running", ["Running Shoes"]),
        ("the who", ["The Who: Live"]),
        ("who", ["The Who: Live"]),
        ("oak table", ["Café Table"]),
        ("large lamp", ["Paper Lamp"]),
        ("travel", ["Wireless Headphones"]),
        ("noise", ["Wireless Headphones"]),
        ("headphnes", ["Headphone Stand", "Wireless Headphones"]),
        ("hedphones", ["Headphone Stand", "Wireless Headphones"]),
        ("wireles headfones", ["Wireless Headphones"]),
        ("papr lmap", ["Paper Lamp"]),
        ("runing sheos", ["Running Shoes"]),
        ("paper lamp bedroom", ["Paper Lamp"]),
        ("bedroom lamp", ["Paper Lamp"]),
        ("papr lamp", ["Paper Lamp"]),
        ("lamp bedroom kids", []),
        ("xylophone", []),
        ("!!!", []),
    ],
)
def test_what_is_found_and_in_which_order(shop: Market, text: str, titles: list[str]) -> None:
    assert _found(shop, text) == titles


def test_a_correction_is_told(shop: Market) -> None:
    corrected = shop.guest.get(f"{PRODUCTS}?q=papr+lamp").json()

    assert corrected["corrected_query"] == "paper lamp"
    assert "corrected_query" not in shop.guest.get(f"{PRODUCTS}?q=paper+lamp").json()


def test_the_whole_title_comes_first(shop: Market) -> None:
    shop.product("Paper Lamp Shade With Holder", price="5.00")
    shop.product("Lamp", price="6.00")

    assert _found(shop, "paper lamp")[0] == "Paper Lamp"
    assert _found(shop, "lamp")[0] == "Lamp"


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "%",
        "_",
        "'",
        '"',
        "\\",
        "a:b",
        "<->",
        "&",
        "|",
        "!x",
        "(",
        "x" * 300,
        "%F0%9F%98%80",
        "=wh-1000xm5",
        "~paper+lamp",
        "%23gift",
    ],
)
def test_no_text_breaks_the_search(shop: Market, text: str) -> None:
    assert shop.guest.get(f"{PRODUCTS}?q={text}").status_code == 200
    assert shop.guest.get(f"/api/catalog/search/suggest/?q={text[:50]}").status_code in {200, 400}


def test_another_language_has_its_own_stems(make_tenant: Any) -> None:
    german = Market(make_tenant(locale="de"))
    german.product("Blaue Tassen", category=german.category("Küche"))

    assert _found(german, "blaue tasse") == ["Blaue Tassen"]
    assert _found(german, "kuche") == ["Blaue Tassen"]


def test_words_that_a_product_lost_no_longer_find_it(shop: Market) -> None:
    staff = shop.staff()
    assert (
        staff.patch(f"{PRODUCTS}paper-lamp/", {"title": "Rice Lantern", "tags": ["light"]}).status_code == 200
    )

    assert _found(shop, "paper lamp") == []
    assert _found(shop, "rice lantern") == ["Rice Lantern"]
    assert _found(shop, "light") == ["Rice Lantern"]
    assert _found(shop, "PL-3-L") == ["Rice Lantern"]
    assert staff.delete(f"{PRODUCTS}paper-lamp/").status_code == 204
    assert _found(shop, "PL-3-L") == []


def test_suggestions_complete_the_last_word(shop: Market) -> None:
    body = shop.guest.get("/api/catalog/search/suggest/?q=head").json()

    assert body["query"] == "head"
    assert body["words"] == ["headphone", "headphones"]
    assert [product["title"] for product in body["products"]] == ["Headphone Stand", "Wireless Headphones"]
    assert body["products"][0].keys() == {
        "id", "slug", "title", "titles", "image", "picture", "price", "currency"
    }  # fmt: skip

    narrowed = shop.guest.get("/api/catalog/search/suggest/?q=wireless+he").json()
    assert narrowed["words"] == ["wireless headphone", "wireless headphones"]
    assert [product["title"] for product in narrowed["products"]] == ["Wireless Headphones"]


def test_suggestions_name_categories(shop: Market) -> None:
    body = shop.guest.get("/api/catalog/search/suggest/?q=aud").json()

    assert [category["slug"] for category in body["categories"]] == ["audio"]
    assert shop.guest.get("/api/catalog/search/suggest/?q=zzz").json()["products"] == []
    assert list(shop.guest.get("/api/catalog/search/suggest/").json()["errors"]) == ["q"]
    assert shop.guest.get("/api/catalog/search/suggest/?q=a&x=1").status_code == 400
