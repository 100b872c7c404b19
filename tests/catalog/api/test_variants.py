"""Variants over HTTP."""

from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id

PRODUCTS = "/api/catalog/products/"


def test_a_variant_is_added_with_price_and_stock(market: Market) -> None:
    product = market.product(variants=(market.variant("10.00", sku="M-S", options={"size": "S"}),))
    staff = market.staff()

    added = staff.post(
        f"{PRODUCTS}{product.slug}/variants/",
        {"sku": "M-L", "price": "14.00", "options": {"size": "L"}, "stock_quantity": 4},
    )

    assert added.status_code == 201, added.content
    body = added.json()
    assert (body["title"], body["price"], body["stock_quantity"], body["is_default"], body["position"]) == (
        "L",
        "14.00",
        4,
        False,
        1,
    )
    listed = market.guest.get(f"{PRODUCTS}{product.slug}/variants/").json()
    assert [(v["sku"], v["price"], v["in_stock"]) for v in listed["results"]] == [
        ("M-S", "10.00", True),
        ("M-L", "14.00", True),
    ]
    assert market.guest.get(f"{PRODUCTS}{product.slug}/").json()["options"] == [
        {"name": "size", "values": ["S", "L"]}
    ]


def test_a_variant_changes_in_place(market: Market) -> None:
    product = market.product(
        variants=(
            market.variant("10.00", sku="A", options={"s": "1"}),
            market.variant("11.00", sku="B", options={"s": "2"}),
        )
    )
    first, second = product.variants
    staff, path = market.staff(), f"{PRODUCTS}{product.id}/variants/"

    changed = staff.patch(
        f"{path}{second.id}/",
        {"price": "9.00", "stock_quantity": 0, "is_default": True, "barcode": "4006381333931"},
    )

    assert changed.status_code == 200, changed.content
    shown = market.guest.get(f"{PRODUCTS}{product.id}/").json()
    assert (shown["price"], shown["default_variant_id"]) == ("9.00", str(second.id))
    assert [(v["sku"], v["price"], v["in_stock"], v["is_default"]) for v in shown["variants"]] == [
        ("A", "10.00", True, False),
        ("B", "9.00", False, True),
    ]
    assert staff.patch(f"{path}{second.id}/", {"is_default": False}).json()["errors"].keys() == {"is_default"}
    assert staff.patch(f"{path}{first.id}/", {"sku": "B"}).json()["code"] == "sku_taken"
    assert staff.patch(f"{path}{first.id}/", {"options": {"s": "2"}}).json()["errors"].keys() == {"options"}
    assert staff.patch(f"{path}{first.id}/", {"sku": "A"}).status_code == 200


def test_a_removed_variant_is_hidden_from_buyers_and_kept_for_the_seller(market: Market) -> None:
    product = market.product(
        variants=(
            market.variant("10.00", sku="A", options={"s": "1"}),
            market.variant("9.00", sku="B", options={"s": "2"}),
        )
    )
    staff = market.staff()

    assert staff.delete(f"{PRODUCTS}{product.id}/variants/{product.variants[1].id}/").status_code == 204

    assert market.guest.get(f"{PRODUCTS}{product.id}/").json()["price"] == "10.00"
    assert [v["sku"] for v in market.guest.get(f"{PRODUCTS}{product.id}/variants/").json()["results"]] == [
        "A"
    ]
    assert [v["sku"] for v in staff.get(f"{PRODUCTS}{product.id}/variants/").json()["results"]] == ["A", "B"]


def test_unknown_variants_and_bad_values_are_refused(market: Market) -> None:
    product, other = market.product(), market.product("Other")
    staff, path = market.staff(), f"{PRODUCTS}{product.id}/variants/"

    assert staff.patch(f"{path}{new_id()}/", {"price": "1.00"}).status_code == 404
    assert staff.patch(f"{path}{other.variants[0].id}/", {"price": "1.00"}).status_code == 404
    assert market.guest.get(f"{path}{other.variants[0].id}/").status_code == 404
    assert staff.post(path, {"options": {"s": "1"}}).json()["errors"].keys() == {"price"}
    assert staff.post(path, {"price": "-3", "options": {"s": "1"}}).json()["errors"].keys() == {"price"}
    assert staff.post(path, {"price": "3", "weight_grams": -1, "options": {"s": "1"}}).json()[
        "errors"
    ].keys() == {"weight_grams"}
    assert len(staff.get(path).json()["results"]) == 1
