"""One product with 100 pieces; prints the variant's id. Run with the product's environment: python -m benchmarks.hot."""

import secrets

import django


def main() -> None:
    django.setup()
    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.dto import NewProduct, NewVariant
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_tenant
    from nexus.vendors import facade as vendors

    with tenant_scope(create_tenant("bench", name="Bench").id):
        vendor = vendors.create_vendor(name=f"Hot {secrets.token_hex(4)}")
        category = catalog.create_category(name=f"Hot {secrets.token_hex(4)}")
        product = catalog.create_product(
            NewProduct(
                title="Hot item", vendor_id=vendor.id, category_id=category.id,
                variants=(NewVariant(price=Money(990, "EUR"), stock_quantity=100),),
            )
        )  # fmt: skip
    print(product.variants[0].id)


if __name__ == "__main__":
    main()
