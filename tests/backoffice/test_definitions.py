"""What products have in common, kept in the back office: attributes, product types, brands, collections."""

from __future__ import annotations

from typing import Any

from nexus.platform.tenancy import bind_tenant, tenant_scope


def test_what_is_defined_holds_for_products(shop: Any) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.models import Attribute, Brand, Collection, Product, ProductType

    desk, common = shop.desk("owner"), {"position": "0", "translations": "", "is_filterable": "on"}
    slug = shop.row(Product, pk=shop.shelf.product_ids[0]).slug
    attribute = common | {
        "code": "colour",
        "name": "Colour",
        "kind": "choice",
        "unit": "",
        "translations": "es: Color",
    }
    unsaid = desk.act("catalog/attribute/add/", **attribute, choices="red: Red | Rojo")
    assert "Not understood: red: Red | Rojo." in unsaid.text
    desk.act("catalog/attribute/add/", **attribute, choices="red: Red | es: Rojo\nblue")
    weight = common | {"code": "weight", "name": "Weight", "kind": "measure", "unit": "kg", "choices": ""}
    desk.act("catalog/attribute/add/", **weight)
    desk.act("catalog/producttype/add/", code="mug", name="Mug", attributes="colour *\nweight")
    desk.act("catalog/brand/add/", name="Höganäs", slug="", description="")
    desk.act("catalog/collection/add/", name="Gifts", slug="", description="", position="1", is_public="on")
    mug, brand, gifts = shop.row(ProductType), shop.row(Brand), shop.row(Collection)
    desk.act(f"catalog/collection/{gifts.pk}/do/products/", products=slug)

    edit = f"catalog/product/{shop.shelf.product_ids[0]}/do/edit/"
    facts = {
        "title": "Mug", "slug": slug, "description": "", "status": "published", "category": str(shop.shelf.category_id),
        "categories": "", "product_type": str(mug.pk), "brand": str(brand.pk), "tags": "", "tax_class": "standard",
    }  # fmt: skip
    refused = desk.act(edit, **facts, attributes="weight: 1 m")
    assert "m is a unit of length, and this is a mass" in refused.text
    desk.act(edit, **facts, attributes="colour: Rojo\nweight: 350 g")
    with bind_tenant(shop.tenant.id), tenant_scope():
        (found,) = catalog.products([shop.shelf.product_ids[0]]).values()
    assert (found.attributes, found.brand.name, found.product_type.code, [one.slug for one in found.collections]) == (
        {"colour": "red", "weight": {"amount": 350, "unit": "g"}}, "Höganäs", "mug", ["gifts"],
    )  # fmt: skip

    page = desk.get(edit)
    assert "colour: red\nweight: 350 g" in page.text
    colour = shop.row(Attribute, code="colour")
    assert "red: Red | es: Rojo\nblue: blue" in desk.get(f"catalog/attribute/{colour.pk}/do/edit/").text
    for path, why in (
        (f"catalog/attribute/{colour.pk}", "Product types ask for it: mug."),
        (f"catalog/producttype/{mug.pk}", "still has products"),
        (f"catalog/brand/{brand.pk}", "still has products"),
    ):
        assert why in desk.act(f"{path}/do/remove/").text
        assert desk.get(f"{path}/change/").status == 200
    assert slug in desk.get(f"catalog/collection/{gifts.pk}/do/products/").text
    assert "Mug" in desk.get(f"catalog/collection/{gifts.pk}/change/").text
    kept = {
        "name": "Weight",
        "unit": "g",
        "choices": "",
        "translations": "es: Peso",
        "position": "3",
        "is_filterable": "on",
    }
    desk.act(f"catalog/attribute/{shop.row(Attribute, code='weight').pk}/do/edit/", **kept)
    assert shop.row(Attribute, code="weight").unit == "g"
    desk.act(f"catalog/collection/{gifts.pk}/do/remove/")
    assert (shop.count(Collection), shop.count(Attribute), shop.count(ProductType)) == (0, 2, 1)
