"""Making a product and changing it."""

from __future__ import annotations

from typing import Any

import pytest

_NEW = {
    "title": "Red Mug", "description": "Holds tea.\r\n\r\nHolds coffee.", "tags": "Gift, red , gift", "slug": "",
    "price": "12,50", "compare_at_price": "15", "stock_quantity": "7", "sku": "MUG-1", "barcode": "", "weight_grams": "300",
}  # fmt: skip


def _made(desk: Any, market: Any, **typed: str) -> Any:
    category = str(market.category("Mugs").id)
    return desk.post("/seller/products/new/", **(_NEW | {"category": category, "status": "draft"} | typed))


def _id(answer: Any) -> str:
    return str(answer.place.rstrip("/").rpartition("/")[2])


def test_a_new_product_is_a_draft_and_is_published(market: Any, clay: Any, desk: Any, known: Any) -> None:
    from uuid import UUID

    answer = _made(desk, market)
    product, goods = known(UUID(_id(answer)))

    assert (answer.status, product.status, product.title, product.tags) == (
        302,
        "draft",
        "Red Mug",
        ("gift", "red"),
    )
    assert (product.description, product.slug, product.vendor_id) == (
        "Holds tea.\n\nHolds coffee.", "red-mug", clay.vendor_id,
    )  # fmt: skip
    assert (goods, product.variants[0].weight_grams) == ({"MUG-1": ("12.50", 7)}, 300)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"title": " "}, "title", "This field is required."),
        ({"category": "nonsense"}, "category", "Select a valid choice."),
        ({"price": "-1"}, "price", "A price cannot be negative."),
        ({"price": "free"}, "price", "Write a price like 12.50."),
        ({"sku": "TAKEN"}, "sku", "Another variant has this SKU."),
        ({"slug": "No Slug"}, "slug", "Lower case letters, digits and dashes"),
        ({"stock_quantity": "-3"}, "stock_quantity", "Write a whole number of pieces"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    market: Any, clay: Any, desk: Any, refresh: Any, typed: dict[str, str], field: str, words: str
) -> None:
    market.product("Other", vendor_id=clay.vendor_id, sku="TAKEN")

    page = _made(desk, market, **typed)

    assert (page.status, words in page) == (400, True)
    assert f'href="#id_{field}"' in page.source
    shown = refresh(page)
    assert {name: shown[name] for name in _NEW if name not in typed and name != "description"} == {
        name: value for name, value in _NEW.items() if name not in typed and name != "description"
    }
    assert shown["description"].splitlines() == _NEW["description"].splitlines()
    assert "Red Mug" not in desk.get("/seller/products/")


def test_only_what_was_changed_is_saved(market: Any, clay: Any, desk: Any, known: Any, refresh: Any) -> None:
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG", description="Tea", attributes={"colour": "red"})
    mine = refresh(desk.get(f"/seller/products/{mug.id}/"))
    theirs = refresh(desk.get(f"/seller/products/{mug.id}/"))

    desk.post(
        f"/seller/products/{mug.id}/",
        **(theirs | {"description": "Coffee", "stock_quantity": "3", "status": ""}),
    )
    answer = desk.post(
        f"/seller/products/{mug.id}/", **(mine | {"title": "Blue Mug", "price": "9.90", "status": ""})
    )

    product, goods = known(mug.id)
    assert (answer.status, product.title, product.description, goods) == (
        302, "Blue Mug", "Coffee", {"MUG": ("9.90", 3)},
    )  # fmt: skip
    assert (product.attributes, product.slug, product.status) == ({"colour": "red"}, "red-mug", "published")


def test_what_somebody_else_changed_is_shown_before_it_is_overwritten(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any
) -> None:
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG")
    path = f"/seller/products/{mug.id}/"
    mine = refresh(desk.get(path)) | {"title": "Blue Mug", "price": "9.90", "status": ""}
    desk.post(path, **(refresh(desk.get(path)) | {"title": "Green Mug", "status": ""}))

    page = desk.post(path, **mine)

    assert (page.status, "Green Mug" in page, refresh(page)["title"]) == (409, True, "Blue Mug")
    assert (known(mug.id)[0].title, known(mug.id)[1]) == ("Green Mug", {"MUG": ("12.50", 7)})
    assert desk.post(path, **(refresh(page) | {"status": ""})).status == 302
    assert (known(mug.id)[0].title, known(mug.id)[1]) == ("Blue Mug", {"MUG": ("9.90", 7)})


def test_stock_that_was_sold_meanwhile_is_not_counted_anew(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any
) -> None:
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG")
    path = f"/seller/products/{mug.id}/"
    mine = refresh(desk.get(path)) | {"title": "Blue Mug", "stock_quantity": "10", "status": ""}
    desk.post(path, **(refresh(desk.get(path)) | {"stock_quantity": "6", "status": ""}))

    page = desk.post(path, **mine)

    assert (page.status, "Meanwhile there are 6 pieces." in page) == (409, True)
    assert (known(mug.id)[0].title, known(mug.id)[1]) == ("Red Mug", {"MUG": ("12.50", 6)})


def test_publishing_and_archiving_by_the_button_that_is_pressed(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any
) -> None:
    mug = market.product(vendor_id=clay.vendor_id, status="draft")
    path = f"/seller/products/{mug.id}/"

    for wished in ("published", "draft", "archived"):
        assert desk.post(path, **(refresh(desk.get(path)) | {"status": wished})).status == 302
        assert known(mug.id)[0].status == wished
    assert desk.post(path, **(refresh(desk.get(path)) | {"status": "sold"})).status == 400
    assert known(mug.id)[0].status == "archived"


def test_what_is_told_about_it_is_asked_for_by_its_kind(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any, tenant: Any
) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewChoice
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(tenant.id):
        catalog.define_attribute(
            code="colour", name="Colour", kind="choice", choices=[NewChoice(value="red", label="Bright red")]
        )
        catalog.define_attribute(code="weight", name="Weight", kind="measure", unit="kg")
        catalog.define_attribute(code="washable", name="Washable", kind="boolean")
        lamps = catalog.define_product_type(
            code="lamp", name="Lamps", attributes=[("weight", True), ("washable", False), ("colour", False)]
        )
        brand = catalog.create_brand(name="Nord")
    further = market.category("Outdoors")
    mug = market.product(
        vendor_id=clay.vendor_id, status="draft", attributes={"colour": "red", "made_in": "Spain"}
    )
    path = f"/seller/products/{mug.id}/"
    typed = refresh(desk.get(path)) | {
        "product_type": str(lamps.id),
        "brand": str(brand.id),
        "further": str(further.id),
    }

    shown = desk.post("/seller/attributes/", **typed)
    assert [f'name="attr-{one}"' in shown.source for one in ("weight", "washable")] == [True, True]
    assert ("Bright red" in shown, "selected>Bright red" in shown.source, "made_in" in shown) == (
        True,
        True,
        False,
    )
    stay = desk.post(path, **(typed | {"refresh": "1", "title": "Not saved"}))
    assert (stay.status, refresh(stay)["title"], known(mug.id)[0].title) == (200, "Not saved", "Red Mug")

    typed = {name: value for name, value in typed.items() if not name.startswith("free-")}
    wrong = desk.post(path, **(typed | {"attr-weight": "heavy", "attr-weight-unit": "g", "status": ""}))
    assert (wrong.status, 'id="attr-weight-error"' in wrong.source, known(mug.id)[0].product_type) == (
        400,
        True,
        None,
    )
    right = typed | {
        "attr-weight": "1,5",
        "attr-weight-unit": "lb",
        "attr-washable": "false",
        "attr-colour": "red",
    }
    assert desk.post(path, **(right | {"status": "published"})).status == 302
    product = known(mug.id)[0]
    assert product.attributes == {"weight": {"amount": 1.5, "unit": "lb"}, "washable": False, "colour": "red"}
    assert (product.brand.name, [one.name for one in product.further_categories]) == ("Nord", ["Outdoors"])
    assert desk.post(path, **(refresh(desk.get(path)) | {"title": "Lamp", "status": ""})).status == 302
    assert (known(mug.id)[0].attributes, known(mug.id)[0].title) == (product.attributes, "Lamp")


def test_translations_and_an_hour_to_be_published_at(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any, tenant: Any
) -> None:
    from datetime import UTC, datetime

    mug = market.product(vendor_id=clay.vendor_id, status="draft", translations={"es": {"title": "Taza"}})
    path = f"/seller/products/{mug.id}/"
    typed = refresh(desk.get(path))

    assert typed["title_es"] == "Taza"
    past = desk.post(path, **(typed | {"publish_at": "2020-01-01T08:00", "status": "scheduled"}))
    assert (past.status, "Choose a moment in the future." in past, known(mug.id)[0].status) == (
        400,
        True,
        "draft",
    )
    wished = {
        "publish_at": "2030-05-01T08:00",
        "status": "scheduled",
        "title_es": "",
        "description_es": "Para el té",
    }
    assert desk.post(path, **(typed | wished)).status == 302
    product = known(mug.id)[0]
    assert (product.status, product.publish_at) == ("scheduled", datetime(2030, 5, 1, 8, tzinfo=UTC))
    assert product.translations == {"es": {"description": "Para el té"}}
    assert desk.post(path, **(refresh(desk.get(path)) | {"title": "Cup", "status": ""})).status == 302
    assert (known(mug.id)[0].title, known(mug.id)[0].publish_at) == ("Cup", product.publish_at)
    assert desk.post(path, **(refresh(desk.get(path)) | {"status": "published"})).status == 302
    assert (known(mug.id)[0].status, known(mug.id)[0].publish_at) == ("published", None)


def test_what_waits_for_the_shop_is_shown_and_can_be_withdrawn(make_tenant: Any, refresh: Any) -> None:
    from tests.catalog.marketplace import Market
    from tests.web.storefront.catalogue.visitor import Visitor

    from nexus.catalog import facade as catalog
    from nexus.catalog.queries.proposals import latest_of, pending_of
    from nexus.platform.tenancy import tenant_scope

    tenant = make_tenant(settings={"catalog": {"approval": "new_and_edits"}})
    market = Market(tenant)
    market.category("Kitchen")
    clay = market.seller("Clay")
    desk = Visitor(tenant).log_in(clay.user_id)
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG")
    path = f"/seller/products/{mug.id}/"

    answer = desk.post(path, **(refresh(desk.get(path)) | {"title": "Blue Mug", "status": ""}))
    page = desk.get(path)
    assert answer.status == 302
    assert ("Saved. What everybody reads waits" in page, "These changes wait for the shop" in page) == (
        True,
        True,
    )
    with tenant_scope(tenant.id):
        assert ("Blue Mug" in page, catalog.products([mug.id])[mug.id].title) == (True, "Red Mug")
    assert desk.post(f"/seller/products/{market.product('Pan').id}/withdraw/").status == 404
    desk.post(f"{path}withdraw/")
    with tenant_scope(tenant.id):
        assert (pending_of(mug.id), latest_of(mug.id).status) == (None, "withdrawn")
    assert "These changes wait" not in desk.get(path)
