"""Making, changing and archiving products over HTTP."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market

PRODUCTS = "/api/catalog/products/"


def _body(**facts: Any) -> dict[str, Any]:
    return {"title": "Red Mug", "category": "kitchen", "price": "12.50", **facts}


def test_seller_makes_a_simple_product_that_everybody_sees_at_once(market: Market) -> None:
    market.category("Kitchen")
    seller = market.seller("Clay & Co")

    made = seller.api.post(
        PRODUCTS, _body(stock_quantity=3, sku="MUG-1", description="<script>x</script>Big", tags=["Gift"])
    )

    assert made.status_code == 201, made.content
    body = made.json()
    assert made["Location"] == "/api/catalog/products/red-mug/"
    (variant,) = body["variants"]
    assert (body["slug"], body["price"], body["currency"], body["in_stock"]) == (
        "red-mug",
        "12.50",
        "EUR",
        True,
    )
    assert (body["description"], body["tags"], body["status"]) == ("xBig", ["gift"], "published")
    assert body["vendor"] == {"id": str(seller.vendor_id), "name": "Clay & Co"}
    assert (variant["sku"], variant["is_default"], variant["stock_quantity"]) == ("MUG-1", True, 3)
    shown = market.guest.get(f"{PRODUCTS}red-mug/").json()
    assert (shown["id"], shown["price"], shown["category"]["path"]) == (body["id"], "12.50", "kitchen")
    assert "stock_quantity" not in shown["variants"][0]
    assert [item["id"] for item in market.guest.get(PRODUCTS).json()["results"]] == [body["id"]]


@pytest.mark.parametrize(
    ("flood", "errors"),
    [
        ({"tags": [1] * 10_000}, {"tags": ["Ensure this field has no more than 30 elements."]}),
        (
            {"variants": [{"sku": 1}] * 10_000},
            {"variants": ["Ensure this field has no more than 500 elements."]},
        ),
        (
            {"variants": [{"options": {f"k{index}": 1 for index in range(10_000)}}]},
            {"variants.0.options": ["At most 5 options."]},
        ),
    ],
)
def test_a_flood_of_entries_is_counted_and_not_looked_at(market: Market, flood: Any, errors: Any) -> None:
    """One word about all of them: a word about each took half a minute and eighteen megabytes."""
    market.category("Kitchen")
    refused = market.staff().post(PRODUCTS, _body(**flood))
    assert (refused.status_code, refused.json()["errors"]) == (400, errors)


def test_options_make_one_variant_for_each_combination(market: Market) -> None:
    market.category("Kitchen")

    made = market.staff().post(
        PRODUCTS, _body(options={"size": ["S", "M"], "colour": ["red", "blue", "green"]})
    )

    assert made.status_code == 201, made.content
    body = made.json()
    assert [variant["title"] for variant in body["variants"]] == [
        "S / red", "S / blue", "S / green", "M / red", "M / blue", "M / green",
    ]  # fmt: skip
    assert [variant["is_default"] for variant in body["variants"]] == [True] + [False] * 5
    assert body["options"] == [
        {"name": "size", "values": ["S", "M"]},
        {"name": "colour", "values": ["red", "blue", "green"]},
    ]


def test_options_may_be_stated_as_a_product_shows_them(market: Market) -> None:
    market.category("Kitchen")
    shown = [{"name": "size", "values": ["S", "M"]}, {"name": "colour", "values": ["red"]}]

    made = market.staff().post(PRODUCTS, _body(options=shown))

    assert made.status_code == 201, made.content
    assert made.json()["options"] == shown
    assert [variant["title"] for variant in made.json()["variants"]] == ["S / red", "M / red"]


def test_stated_variants_have_their_own_price_and_the_list_shows_the_cheapest(market: Market) -> None:
    market.category("Kitchen")
    variants = [
        {
            "sku": "A",
            "options": {"size": "S"},
            "price": "20.00",
            "compare_at_price": "25.00",
            "stock_quantity": 0,
        },
        {"sku": "B", "options": {"size": "M"}, "price": "18.00", "stock_quantity": 2},
        {"sku": "C", "options": {"size": "L"}},
    ]

    made = market.staff().post(PRODUCTS, _body(price="30.00", variants=variants))

    assert made.status_code == 201, made.content
    body = made.json()
    assert [(v["sku"], v["price"], v["compare_at_price"], v["in_stock"]) for v in body["variants"]] == [
        ("A", "20.00", "25.00", False),
        ("B", "18.00", None, True),
        ("C", "30.00", None, False),
    ]
    assert (body["price"], body["in_stock"], body["variant_count"]) == ("18.00", True, 3)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "<b></b>"}, "title"),
        ({"category": "no-such"}, "category"),
        ({"category": "00000000-0000-7000-8000-000000000000"}, "category"),
        ({"price": "-1"}, "price"),
        ({"price": "1.234"}, "price"),
        ({"price": "many"}, "price"),
        ({"price": None}, "price"),
        ({"currency": "USD"}, "currency"),
        ({"currency": "XXX"}, "currency"),
        ({"stock_quantity": -1}, "stock_quantity"),
        ({"status": "sold"}, "status"),
        ({"attributes": {"Bad Code": 1}}, "attributes.Bad Code"),
        ({"attributes": {"nested": {"a": 1}}}, "attributes.nested"),
        ({"attributes": [1]}, "attributes"),
        ({"options": {"size": []}}, "options"),
        ({"options": [{"name": "size", "values": []}]}, "options"),
        ({"options": [{"name": "size"}]}, "options"),
        ({"options": ["size"]}, "options"),
        ({"options": [{"name": "a", "values": ["S"]}, {"name": "a", "values": ["M"]}]}, "options"),
        ({"sku": "x" * 65}, "sku"),
        ({"sku": "ONE", "options": {"size": ["S", "M"]}}, "sku"),
        (
            {"variants": [{"sku": "X", "price": "1"}, {"sku": "X", "price": "1", "options": {"a": "b"}}]},
            "variants.1.sku",
        ),
        ({"variants": [{"price": "1"}, {"price": "1"}]}, "variants.1.options"),
        ({"variants": [{"price": "-1"}]}, "variants.0.price"),
        ({"vendor": "00000000-0000-7000-8000-000000000000"}, "vendor"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"slug": "00000000-0000-7000-8000-000000000000"}, "slug"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_nothing_is_made(
    market: Market, change: dict[str, Any], field: str
) -> None:
    market.category("Kitchen")

    refused = market.staff().post(PRODUCTS, _body(**change))

    assert refused.status_code == 400, refused.content
    assert field in refused.json()["errors"], refused.json()
    assert market.guest.get(PRODUCTS).json()["results"] == []


def test_a_sku_exists_once_in_a_tenant_and_again_in_another(market: Market, other_market: Market) -> None:
    market.category("Kitchen")
    other_market.category("Kitchen")
    staff = market.staff()
    assert staff.post(PRODUCTS, _body(sku="MUG-1")).status_code == 201

    taken = staff.post(PRODUCTS, _body(sku="MUG-1"))
    elsewhere = other_market.staff().post(PRODUCTS, _body(sku="MUG-1"))

    assert (taken.status_code, taken.json()["code"], list(taken.json()["errors"])) == (
        400,
        "sku_taken",
        ["sku"],
    )
    assert elsewhere.status_code == 201
    assert elsewhere.json()["slug"] == "red-mug"
    assert len(market.guest.get(PRODUCTS).json()["results"]) == 1


def test_the_same_title_gets_another_slug(market: Market) -> None:
    market.category("Kitchen")
    staff = market.staff()

    slugs = [staff.post(PRODUCTS, _body()).json()["slug"] for _ in range(3)]

    assert slugs == ["red-mug", "red-mug-2", "red-mug-3"]
    assert staff.post(PRODUCTS, _body(slug="red-mug")).json()["code"] == "slug_taken"


def test_only_verified_sellers_and_staff_may_make_products(market: Market) -> None:
    market.category("Kitchen")
    unapproved = market.seller(status="applied")

    assert market.guest.post(PRODUCTS, _body()).status_code == 401
    assert market.buyer().post(PRODUCTS, _body()).status_code == 403
    refused = unapproved.api.post(PRODUCTS, _body())

    assert (refused.status_code, refused.json()["code"]) == (403, "vendor_not_approved")
    assert market.guest.get(PRODUCTS).json()["results"] == []


def test_a_seller_cannot_make_or_change_products_of_another(market: Market) -> None:
    kitchen = market.category("Kitchen")
    ours, theirs = market.seller("Ours"), market.seller("Theirs")
    product = market.product(vendor_id=theirs.vendor_id, category=kitchen)
    draft = market.product("Secret Mug", vendor_id=theirs.vendor_id, category=kitchen, status="draft")
    image = "00000000-0000-7000-8000-000000000000"

    answers = [
        ours.api.post(PRODUCTS, _body(vendor=str(theirs.vendor_id))),
        ours.api.patch(f"{PRODUCTS}{product.id}/", {"price": "1.00"}),
        ours.api.put(f"{PRODUCTS}{product.id}/", _body()),
        ours.api.delete(f"{PRODUCTS}{product.id}/"),
        ours.api.post(f"{PRODUCTS}{product.id}/variants/", {"price": "1.00"}),
        ours.api.patch(f"{PRODUCTS}{product.id}/variants/{product.variants[0].id}/", {"price": "1.00"}),
        ours.api.delete(f"{PRODUCTS}{product.id}/media/{image}/"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 7
    assert {answer.json()["code"] for answer in answers} == {"foreign_vendor"}
    assert ours.api.patch(f"{PRODUCTS}{draft.id}/", {"title": "Mine"}).status_code == 404
    assert market.guest.get(f"{PRODUCTS}{product.id}/").json()["price"] == "12.50"


def test_another_tenants_product_does_not_exist(market: Market, other_market: Market) -> None:
    product = other_market.product()
    staff = market.staff()

    assert market.guest.get(f"{PRODUCTS}{product.id}/").status_code == 404
    assert staff.get(f"{PRODUCTS}{product.id}/").status_code == 404
    assert staff.patch(f"{PRODUCTS}{product.id}/", {"title": "Mine"}).status_code == 404
    assert other_market.guest.get(f"{PRODUCTS}{product.id}/").json()["title"] == "Red Mug"


def test_a_changed_price_is_seen_as_soon_as_the_answer_returns(market: Market) -> None:
    product = market.product(variants=(market.variant("12.50", compare_at="15.00"),))
    staff = market.staff()
    assert market.guest.get(f"{PRODUCTS}red-mug/").json()["price"] == "12.50"

    changed = staff.patch(
        f"{PRODUCTS}{product.id}/", {"price": "11.00", "stock_quantity": 0, "title": "Blue Mug"}
    )

    assert changed.status_code == 200, changed.content
    assert (changed.json()["price"], changed.json()["compare_at_price"]) == ("11.00", "15.00")
    shown = market.guest.get(f"{PRODUCTS}red-mug/").json()
    assert (shown["price"], shown["compare_at_price"], shown["in_stock"], shown["title"]) == (
        "11.00",
        "15.00",
        False,
        "Blue Mug",
    )
    listed = market.guest.get(PRODUCTS).json()["results"][0]
    assert (listed["price"], listed["in_stock"], listed["title"]) == ("11.00", False, "Blue Mug")


def test_the_compare_at_price_can_be_set_and_removed_alone(market: Market) -> None:
    product = market.product()
    staff = market.staff()

    raised = staff.patch(f"{PRODUCTS}{product.id}/", {"compare_at_price": "20.00"}).json()
    removed = staff.patch(f"{PRODUCTS}{product.id}/", {"compare_at_price": None}).json()

    assert (raised["price"], raised["compare_at_price"]) == ("12.50", "20.00")
    assert (removed["price"], removed["compare_at_price"]) == ("12.50", None)


def test_price_of_a_product_with_several_variants_is_set_at_the_variant(market: Market) -> None:
    choices = (market.variant("10", options={"size": "S"}), market.variant("11", options={"size": "M"}))
    product = market.product(variants=choices)

    refused = market.staff().patch(f"{PRODUCTS}{product.id}/", {"price": "1.00"})

    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["price"])
    assert market.guest.get(f"{PRODUCTS}{product.id}/").json()["price"] == "10.00"


def test_put_returns_what_is_not_stated_to_its_default(market: Market) -> None:
    kitchen = market.category("Kitchen")
    product = market.product(
        category=kitchen, description="Long story", tags=("gift",), attributes={"glazed": True}
    )

    replaced = market.staff().put(
        f"{PRODUCTS}{product.id}/", {"title": "Plain Mug", "category": str(kitchen.id)}
    )

    assert replaced.status_code == 200, replaced.content
    body = replaced.json()
    assert (body["title"], body["description"], body["tags"], body["attributes"]) == ("Plain Mug", "", [], {})
    assert (body["slug"], body["price"]) == ("red-mug", "12.50")


def test_delete_archives(market: Market) -> None:
    product = market.product()
    seller_view = market.staff()

    assert seller_view.delete(f"{PRODUCTS}{product.id}/").status_code == 204

    assert market.guest.get(f"{PRODUCTS}{product.id}/").status_code == 404
    assert market.guest.get(PRODUCTS).json()["results"] == []
    assert seller_view.get(f"{PRODUCTS}{product.id}/").json()["status"] == "archived"


def test_a_draft_is_seen_by_its_seller_only_and_published_by_patch(market: Market) -> None:
    market.category("Kitchen")
    seller = market.seller()
    made = seller.api.post(PRODUCTS, _body(status="draft")).json()

    assert market.guest.get(f"{PRODUCTS}{made['id']}/").status_code == 404
    assert market.seller().api.get(f"{PRODUCTS}{made['id']}/").status_code == 404
    assert seller.api.get(f"{PRODUCTS}{made['id']}/").json()["status"] == "draft"
    assert [item["status"] for item in seller.api.get("/api/vendors/me/products/").json()["results"]] == [
        "draft"
    ]

    assert seller.api.patch(f"{PRODUCTS}{made['id']}/", {"status": "published"}).status_code == 200
    assert market.guest.get(f"{PRODUCTS}{made['id']}/").status_code == 200


def test_own_products_are_listed_without_those_of_others(market: Market) -> None:
    kitchen, seller, other = market.category(), market.seller(), market.seller()
    market.product("Mine", vendor_id=seller.vendor_id, category=kitchen)
    market.product("Theirs", vendor_id=other.vendor_id, category=kitchen)

    assert [item["title"] for item in seller.api.get("/api/vendors/me/products/").json()["results"]] == [
        "Mine"
    ]
    assert seller.api.get("/api/vendors/me/products/?status=archived").json()["results"] == []
    assert seller.api.get("/api/vendors/me/products/?status=gone").status_code == 400


def test_the_same_key_makes_one_product(market: Market) -> None:
    market.category("Kitchen")
    staff = market.staff()

    first = staff.post(PRODUCTS, _body(), Idempotency_Key="k-1")
    again = staff.post(PRODUCTS, _body(), Idempotency_Key="k-1")

    assert first.json()["id"] == again.json()["id"]
    assert len(market.guest.get(PRODUCTS).json()["results"]) == 1


def test_prices_have_the_digits_of_the_shops_currency(make_tenant: Any) -> None:
    yen = Market(make_tenant(currency="JPY"))
    yen.category("Kitchen")
    staff = yen.staff()

    assert staff.post(PRODUCTS, _body(price="12.50")).json()["errors"].keys() == {"price"}
    assert staff.post(PRODUCTS, _body(price="1250")).json()["price"] == "1250"
