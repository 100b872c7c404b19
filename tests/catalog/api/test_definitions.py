"""Attributes and product types over HTTP, and products that have to fit them."""

from typing import Any

import pytest
from tests.catalog.marketplace import Market
from tests.fixtures import Api

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.platform.tenancy import tenant_scope

ATTRIBUTES = "/api/catalog/attributes/"
TYPES = "/api/catalog/product-types/"
PRODUCTS = "/api/catalog/products/"
COLOUR = {"code": "colour", "name": "Colour", "kind": "choice", "translations": {"es": {"name": "Color"}},
          "choices": [{"value": "red", "label": "Red", "translations": {"es": {"label": "Rojo"}}},
                      {"value": "blue"}]}  # fmt: skip
WEIGHT = {"code": "weight", "name": "Weight", "kind": "measure", "unit": "kg", "position": 2}


def _defined(market: Market) -> Api:
    """Lamps have a colour, needed, and a weight; everybody may say what the material is."""
    staff = market.staff()
    market.category("Kitchen")
    for asked in (COLOUR, WEIGHT, {"code": "material", "name": "Material", "kind": "text"}):
        assert staff.post(ATTRIBUTES, asked).status_code == 201
    asked = {"code": "lamp", "name": "Lamp", "attributes": [
        {"attribute": "colour", "is_required": True}, {"attribute": "weight"},
    ]}  # fmt: skip
    assert staff.post(TYPES, asked).status_code == 201
    return staff


def _lamp(**facts: Any) -> dict[str, Any]:
    return {"title": "Lamp", "category": "kitchen", "price": "9.00", "product_type": "lamp", **facts}


def test_definitions_are_written_by_staff_and_read_by_everybody(market: Market, other_market: Market) -> None:
    _defined(market)

    listed = market.guest.get(f"{ATTRIBUTES}?page_size=2&count=true").json()
    assert [one["code"] for one in listed["results"]] == ["colour", "material"]
    assert listed["count"] == 3
    assert [one["code"] for one in market.guest.get(listed["next"]).json()["results"]] == ["weight"]
    assert listed["results"][0]["choices"] == [
        {"value": "red", "label": "Red", "translations": {"es": {"label": "Rojo"}}},
        {"value": "blue", "label": "blue", "translations": {}},
    ]
    (lamp,) = market.guest.get(TYPES).json()["results"]
    assert [(one["code"], one["is_required"], one["unit"]) for one in lamp["attributes"]] == [
        ("colour", True, ""),
        ("weight", False, "kg"),
    ]
    assert (
        market.guest.get(f"{TYPES}{lamp['id']}/").json() == market.guest.get(f"{TYPES}lamp/").json() == lamp
    )
    for client, status in ((market.seller().api, 403), (market.buyer(), 403), (market.guest, 401)):
        assert client.post(ATTRIBUTES, COLOUR | {"code": "x"}).status_code == status
        assert client.delete(f"{TYPES}lamp/").status_code == status
        assert client.patch(f"{ATTRIBUTES}colour/", {"name": "X"}).status_code == status
    assert other_market.guest.get(ATTRIBUTES).json()["results"] == []
    assert other_market.staff().post(ATTRIBUTES, COLOUR).status_code == 201  # the same code in another tenant
    assert other_market.guest.get(f"{ATTRIBUTES}{listed['results'][0]['id']}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "Colour"}, "code"),
        ({"code": "colour"}, "code"),
        ({"code": "a" * 8 + "b" * 24}, "code"),  # reads like an id
        ({"name": "<i></i>"}, "name"),
        ({"kind": "date"}, "kind"),
        ({"kind": "measure", "choices": []}, "unit"),
        ({"kind": "measure", "unit": "stone", "choices": []}, "unit"),
        ({"unit": "kg"}, "unit"),
        ({"kind": "text"}, "choices"),
        ({"choices": []}, "choices"),
        ({"choices": [{"value": "a"}, {"value": "A"}]}, "choices.1.value"),
        ({"translations": {"english": {"name": "X"}}}, "translations.english"),
        ({"translations": {"es": {"label": "X"}}}, "translations.es"),
    ],
)
def test_a_bad_definition_is_refused_by_name(market: Market, change: dict[str, Any], field: str) -> None:
    staff = market.staff()
    staff.post(ATTRIBUTES, COLOUR)

    refused = staff.post(ATTRIBUTES, COLOUR | {"code": "paint"} | change)

    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    assert [one["code"] for one in market.guest.get(ATTRIBUTES).json()["results"]] == ["colour"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"product_type": "chair"}, "product_type"),
        ({"brand": "nobody"}, "brand"),
        ({"categories": ["kitchen", "nowhere"]}, "categories.1"),
        ({"attributes": {"colour": "red", "volume": 1}}, "attributes.volume"),
        ({"attributes": {"weight": "1 kg"}}, "attributes.colour"),
        ({"attributes": {"colour": "green"}}, "attributes.colour"),
        ({"attributes": {"colour": "red", "weight": "1 m"}}, "attributes.weight"),
        ({"attributes": {"colour": "red", "weight": {"amount": [1], "unit": "kg"}}}, "attributes.weight"),
        ({"product_type": None, "attributes": {"colour": "green"}}, "attributes.colour"),
        ({"attributes": {}, "options": {"Colour": ["red", "green"]}}, "variants.1.options"),
        ({"attributes": {"colour": "red"}, "barcode": "4006381333932"}, "barcode"),
    ],
)
def test_a_product_that_does_not_fit_is_refused_by_name(
    market: Market, change: dict[str, Any], field: str
) -> None:
    staff = _defined(market)

    refused = staff.post(PRODUCTS, _lamp(**change))

    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field]), refused.content
    assert staff.get(PRODUCTS).json()["results"] == []


def test_a_product_fits_its_type_from_draft_to_publication(market: Market) -> None:
    staff = _defined(market)
    further = market.category("Living room")
    made = staff.post(
        PRODUCTS, _lamp(status="draft", attributes={"weight": "800 g"}, categories=["living-room"])
    )
    lamp = f"{PRODUCTS}{made.json()['id']}/"
    assert made.status_code == 201, made.content
    assert (made.json()["product_type"], made.json()["attributes"]) == (
        "lamp",
        {"weight": {"amount": 800, "unit": "g"}},
    )

    refused = staff.patch(lamp, {"status": "published"})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["attributes.colour"])
    assert staff.patch(lamp, {"attributes": {"material": "brass"}}).json()["errors"].keys() == {
        "attributes.material"
    }
    assert staff.patch(lamp, {"status": "published", "attributes": {"colour": "ROJO"}}).status_code == 200
    assert market.guest.get(lamp).json()["attributes"] == {"colour": "red"}
    # Without its type the product may say more; with it again, what it says is held against the type.
    assert staff.patch(lamp, {"product_type": None, "attributes": {"material": "brass"}}).status_code == 200
    refused = staff.patch(lamp, {"product_type": "lamp"})
    assert list(refused.json()["errors"]) == ["attributes.material", "attributes.colour"]
    changed = staff.patch(
        lamp, {"category": "living-room", "categories": ["kitchen", str(further.id)]}
    ).json()
    assert [changed["category"]["slug"], *(one["slug"] for one in changed["further_categories"])] == [
        "living-room", "kitchen",
    ]  # fmt: skip
    assert [one["id"] for one in market.guest.get(f"{PRODUCTS}?category=kitchen").json()["results"]] == [
        changed["id"]
    ]
    replaced = staff.put(lamp, {"title": "Lamp", "category": "kitchen"}).json()
    assert (replaced["product_type"], replaced["attributes"], replaced["further_categories"]) == (
        None,
        {},
        [],
    )
    assert market.guest.get(f"{PRODUCTS}?category=living-room").json()["results"] == []


def test_options_count_as_stated_and_follow_the_choices(market: Market) -> None:
    staff = _defined(market)

    made = staff.post(PRODUCTS, _lamp(options={"Colour": ["Rojo"]})).json()
    added = staff.post(f"{PRODUCTS}{made['id']}/variants/", {"price": "1", "options": {"Colour": "BLUE"}})
    refused = staff.patch(
        f"{PRODUCTS}{made['id']}/variants/{added.json()['id']}/", {"options": {"Colour": "green"}}
    )

    assert made["options"] == [{"name": "Colour", "values": ["red"]}]
    assert added.json()["options"] == {"Colour": "blue"}
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["options"])


def test_what_products_use_cannot_go(market: Market) -> None:
    staff = _defined(market)
    lamp = staff.post(PRODUCTS, _lamp(attributes={"colour": "red"})).json()
    staff.post(f"{PRODUCTS}{lamp['id']}/variants/", {"price": "1", "options": {"Colour": "blue"}})
    before = market.guest.get(ATTRIBUTES).json(), market.guest.get(TYPES).json()

    for refused in (
        staff.delete(f"{ATTRIBUTES}colour/"),
        staff.delete(f"{TYPES}lamp/"),
        staff.patch(f"{ATTRIBUTES}colour/", {"choices": [{"value": "green"}]}),
        staff.patch(f"{ATTRIBUTES}colour/", {"choices": [{"value": "red"}], "name": "Paint"}),
        staff.patch(f"{TYPES}lamp/", {"attributes": [{"attribute": "weight"}]}),
    ):
        assert refused.status_code == 409, refused.content
    assert (market.guest.get(ATTRIBUTES).json(), market.guest.get(TYPES).json()) == before
    assert staff.patch(f"{ATTRIBUTES}weight/", {"unit": "m"}).json()["errors"].keys() == {"unit"}

    relabelled = staff.patch(f"{ATTRIBUTES}colour/", {
        "name": "Paint", "choices": [{"value": "blue", "label": "Navy"}, {"value": "red"}, {"value": "green"}],
    })  # fmt: skip
    assert [(one["value"], one["label"]) for one in relabelled.json()["choices"]] == [
        ("blue", "Navy"), ("red", "red"), ("green", "green"),
    ]  # fmt: skip
    assert market.guest.get(f"{ATTRIBUTES}colour/").json() == relabelled.json()
    retyped = staff.patch(f"{TYPES}lamp/", {"attributes": [{"attribute": "colour"}]}).json()
    assert [(one["code"], one["is_required"]) for one in retyped["attributes"]] == [("colour", False)]
    assert staff.delete(f"{ATTRIBUTES}weight/").status_code == 204
    assert staff.get(f"{ATTRIBUTES}weight/").status_code == 404


def test_search_follows_units_and_labels(market: Market) -> None:
    staff = _defined(market)
    for title, weight in (("a", "800 g"), ("b", 1.5), ("c", "2 lb")):
        staff.post(PRODUCTS, _lamp(title=title, attributes={"colour": "red", "weight": weight}))

    def found(query: str) -> set[str]:
        return {one["slug"] for one in market.guest.get(f"{PRODUCTS}?{query}").json()["results"]}

    assert found("attr.weight.min=0.8&attr.weight.max=1") == {"a", "c"}
    assert found("attr.weight.min=1.4") == {"b"}
    staff.patch(f"{ATTRIBUTES}weight/", {"unit": "g"})
    assert found("attr.weight.min=800&attr.weight.max=1000") == {"a", "c"}
    assert found("q=crimson") == set()
    staff.patch(
        f"{ATTRIBUTES}colour/", {"choices": [{"value": "red", "label": "Crimson"}, {"value": "blue"}]}
    )
    assert found("q=crimson") == {"a", "b", "c"}
    staff.patch(f"{ATTRIBUTES}colour/", {"is_filterable": False})
    assert "attr.colour" not in market.guest.get(f"{PRODUCTS}?facets=true").json()["facets"]
    assert market.guest.get(f"{PRODUCTS}?attr.colour=red").json()["errors"].keys() == {"attr.colour"}


def test_a_trade_item_number_names_one_product_of_a_seller(market: Market) -> None:
    staff, seller = market.staff(), market.seller()
    market.category("Kitchen")
    mug = {"title": "Mug", "category": "kitchen", "price": "1.00"}
    first = staff.post(PRODUCTS, mug | {"barcode": "036000291452"}).json()

    taken = staff.post(PRODUCTS, mug | {"barcode": "0036000291452"})  # the same item, spelled as an EAN
    assert (taken.status_code, list(taken.json()["errors"])) == (400, ["barcode"])
    assert seller.api.post(PRODUCTS, mug | {"barcode": "036000291452"}).status_code == 201
    second = staff.post(PRODUCTS, mug | {"barcode": "BOX-7"}).json()
    assert staff.post(PRODUCTS, mug | {"barcode": "BOX-7"}).status_code == 201  # a code of the house
    variant = f"{PRODUCTS}{second['id']}/variants/{second['variants'][0]['id']}/"
    assert staff.patch(variant, {"barcode": "036000291452"}).json()["errors"].keys() == {"barcode"}
    assert staff.patch(variant, {"barcode": "4006381333932"}).json()["errors"].keys() == {"barcode"}
    assert staff.delete(f"{PRODUCTS}{first['id']}/").status_code == 204
    assert staff.patch(variant, {"barcode": "036000291452"}).json()["barcode"] == "036000291452"


def test_many_products_are_checked_with_definitions_loaded_once(market: Market, sql_log: Any) -> None:
    _defined(market)
    seller = market.seller()

    def made(colours: list[str]) -> int:
        with tenant_scope(market.tenant.id):
            (lamp,), (kitchen,) = catalog.product_types(), catalog.categories()
            new = [
                catalog.NewProduct(
                    title="Lamp", vendor_id=seller.vendor_id, category_id=kitchen.id, product_type_id=lamp.id,
                    variants=(market.variant("1.00"),), attributes={"colour": colour, "weight": "1 lb"},
                )
                for colour in colours
            ]  # fmt: skip
            with sql_log() as statements:
                list(catalog.bulk_create_products(new, batch_size=3))
            return sum("catalog_attribute" in sql or "catalog_producttype" in sql for sql in statements)

    assert made(["rojo"]) == made(["blue"] * 7) == 3
    with pytest.raises(InvalidProduct) as refused:
        made(["red", "green"])
    assert refused.value.errors == {"attributes.colour": ["Must be one of red, blue."]}
    found = market.guest.get(PRODUCTS).json()["results"]
    assert len(found) == 8
    assert market.guest.get(f"{PRODUCTS}{found[-1]['id']}/").json()["attributes"] == {
        "colour": "red", "weight": {"amount": 1, "unit": "lb"},
    }  # fmt: skip
