"""One product with 400 variants and a key of the shop's staff, told as JSON. Run with the product's environment: python -m benchmarks.wide."""

from __future__ import annotations

import json
import secrets

import django

SIZES, COLOURS = 20, 20


def main() -> None:
    django.setup()
    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.dto import NewProduct
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_api_key, create_tenant
    from nexus.vendors import facade as vendors

    with tenant_scope(create_tenant("bench", name="Bench").id):
        category = catalog.create_category(name=f"Wide {secrets.token_hex(4)}")
        product = catalog.create_product(
            NewProduct(
                title="Shirt in every size", vendor_id=vendors.house_vendor().id, category_id=category.id,
                variants=tuple(_variants()),
            )
        )  # fmt: skip
        _, key = create_api_key("Bench", roles=["owner"])
    variants = [str(variant.id) for variant in product.variants]
    print(json.dumps({"id": str(product.id), "slug": product.slug, "variants": variants, "key": key}))


def _variants():  # type: ignore[no-untyped-def]
    from nexus.catalog.contracts.dto import NewVariant
    from nexus.kernel.money import Money

    for size in range(SIZES):
        for colour in range(COLOURS):
            yield NewVariant(
                price=Money(1000 + size, "EUR"),
                options={"Size": str(30 + size), "Colour": f"Colour {colour}"},
                stock_quantity=size,
            )


if __name__ == "__main__":
    main()
