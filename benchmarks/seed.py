"""10,000 products in 50 categories for a tenant of its own. Run with the product's environment: python -m benchmarks.seed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django

CATEGORIES, PRODUCTS = 50, 10_000
WORDS = (
    "oak",
    "linen",
    "steel",
    "copper",
    "wool",
    "glass",
    "paper",
    "stone",
    "cotton",
    "brass",
    "felt",
    "cork",
)
THINGS = (
    "lamp",
    "chair",
    "table",
    "bowl",
    "mug",
    "shirt",
    "jacket",
    "bag",
    "knife",
    "kettle",
    "speaker",
    "notebook",
)


def main(target: Path) -> None:
    django.setup()
    from nexus.catalog import facade as catalog
    from nexus.config.demo.seed import refresh_statistics
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_tenant
    from nexus.vendors import facade as vendors

    tenant = create_tenant("bench", name="Bench")
    with tenant_scope(tenant.id):
        if not catalog.product_ids(limit=1):
            sellers = [vendors.create_vendor(name=f"Seller {number}").id for number in range(20)]
            categories = [catalog.create_category(name=f"Category {number}") for number in range(CATEGORIES)]
            for _ in catalog.bulk_create_products(_products(sellers, categories)):
                pass
    refresh_statistics()  # after the commit: seen from outside, the tables were empty until then
    with tenant_scope(tenant.id):
        found = catalog.products(catalog.product_ids(limit=2000))
        slugs = [product.slug for product in found.values()]
        variants = [str(product.variants[0].id) for product in found.values()]
        names = [category.slug for category in catalog.categories()]
    target.write_text(json.dumps({"slugs": slugs, "variants": variants, "categories": names}))


def _products(sellers, categories):  # type: ignore[no-untyped-def]
    from nexus.catalog.contracts.dto import NewProduct, NewVariant
    from nexus.kernel.money import Money

    for number in range(PRODUCTS):
        word, thing = WORDS[number % len(WORDS)], THINGS[(number // len(WORDS)) % len(THINGS)]
        yield NewProduct(
            title=f"{word.title()} {thing} {number}",
            vendor_id=sellers[number % len(sellers)],
            category_id=categories[number % len(categories)].id,
            description=f"A {thing} of {word}, number {number}.",
            variants=(
                NewVariant(
                    price=Money(500 + number * 7919 % 90_000, "EUR"),
                    sku=f"B-{number}",
                    stock_quantity=1_000_000,
                ),
            ),
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
