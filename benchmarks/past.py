"""Past orders of a shop of its own: python -m benchmarks.past SLUG ORDERS, with the product's environment.

Some thousand baskets are quoted and their receipts kept as checkout keeps them, with eight promotions on; `simulating.py` makes more of
them by SQL.
"""

from __future__ import annotations

import sys
from random import Random
from typing import Any

import django

PRODUCTS, BUYERS = 500, 1_500
_RUNNING: tuple[dict[str, Any], ...] = (
    {
        "code": "shelf-a",
        "kind": "catalogue",
        "benefit": {"type": "percentage", "percent": "10"},
        "target": "Category 1",
    },
    {
        "code": "shelf-b",
        "kind": "catalogue",
        "benefit": {"type": "percentage", "percent": "5"},
        "target": "Category 2",
    },
    {"code": "spend-50", "benefit": {"type": "percentage", "percent": "5"}, "spend": "50.00"},
    {"code": "spend-200", "benefit": {"type": "percentage", "percent": "10"}, "spend": "200.00"},
    {"code": "spend-500", "benefit": {"type": "percentage", "percent": "15"}, "spend": "500.00"},
    {"code": "lane-a", "lane": 1, "benefit": {"type": "percentage", "percent": "7"}, "target": "Category 3"},
    {"code": "lane-b", "lane": 1, "benefit": {"type": "percentage", "percent": "3"}},
    {
        "code": "lane-c",
        "lane": 2,
        "benefit": {"type": "percentage", "percent": "20"},
        "target": "Category 4",
        "spend": "100.00",
    },
)
DRAFT: dict[str, Any] = {
    "code": "draft", "lane": 3, "benefit": {"type": "percentage", "percent": "15"}, "spend": "120.00",
    "max_per_order": {"EUR": "60.00"}, "limit_total": 50_000,
}  # fmt: skip


def main(slug: str, orders: int) -> None:
    django.setup()
    from nexus.platform.tenancy import bind_tenant, tenant_scope
    from nexus.pricing import facade as pricing
    from nexus.tenancy.facade import create_tenant

    with bind_tenant(create_tenant(slug, name="Past").id):
        with tenant_scope():
            categories = _shop()
        with tenant_scope():
            for position in (1, 2, 3):
                pricing.create_lane(position=position, name=f"Lane {position}")
            for one in _RUNNING:
                pricing.save_promotion(_spec(one, categories), status="active")
            pricing.save_promotion(_spec(DRAFT, categories))
        for start in range(0, orders, 500):
            with tenant_scope():
                _buy(Random(start), min(500, orders - start))


def _spec(one: dict[str, Any], categories: dict[str, str]) -> dict[str, Any]:
    spec = {
        "title": one["code"],
        **{name: value for name, value in one.items() if name not in ("target", "spend")},
    }
    if "target" in one:
        spec["target"] = {"type": "goods", "selection": {"categories": [categories[one["target"]]]}}
    if "spend" in one:
        spec["conditions"] = [{"type": "min_spend", "amounts": {"EUR": one["spend"]}}]
    return spec


def _shop() -> dict[str, str]:
    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.dto import NewProduct, NewVariant
    from nexus.kernel.money import Money
    from nexus.vendors import facade as vendors

    sellers = [vendors.create_vendor(name=f"Seller {number}").id for number in range(5)]
    categories = {
        name: catalog.create_category(name=name).id for name in (f"Category {n}" for n in range(10))
    }
    made = (
        NewProduct(
            title=f"Thing {number}", vendor_id=sellers[number % 5], category_id=list(categories.values())[number % 10],
            variants=(NewVariant(price=Money(300 + number * 7919 % 15_000, "EUR"), sku=f"P-{number}"),),
        )
        for number in range(PRODUCTS)
    )  # fmt: skip
    for _ in catalog.bulk_create_products(made):
        pass
    return {name: str(category) for name, category in categories.items()}


def _buy(random: Random, orders: int) -> None:
    """Baskets of one to five lines, as often as people fill them."""
    from nexus.catalog import facade as catalog
    from nexus.kernel.ids import new_id
    from nexus.pricing import facade as pricing

    products = catalog.products(catalog.product_ids(limit=PRODUCTS))
    variants = [variant.id for product in products.values() for variant in product.variants]
    sold = catalog.sellables(variants)
    for _ in range(orders):
        chosen = random.sample(variants, random.choice((1, 1, 2, 2, 3, 4, 5)))
        lines = [pricing.line_of(sold[one], quantity=random.choice((1, 1, 1, 2, 3))) for one in chosen]
        buyer = pricing.BuyerFacts(email=f"{random.randrange(BUYERS)}@example.org")
        place = pricing.Destination(country="DE", postal_code="10115")
        quote = pricing.quote(lines, currency="EUR", buyer=buyer, destination=place)
        pricing.keep_receipt(new_id(), quote)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
