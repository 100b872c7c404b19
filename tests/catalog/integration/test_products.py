"""Making and changing products, on the real database."""

from typing import Any

from nexus.catalog import facade as catalog
from nexus.catalog.facade import NewProduct, NewVariant
from nexus.kernel.money import Money
from nexus.pricing import facade as pricing
from nexus.vendors import facade as vendors


def _euro(amount: str) -> Money:
    return Money.of(amount, "EUR")


def _mug(**facts: Any) -> NewProduct:
    vendor = facts.pop("vendor_id", None) or vendors.house_vendor().id
    category = facts.pop("category_id", None) or catalog.create_category(name="Kitchen").id
    variants = facts.pop("variants", (NewVariant(price=_euro("12.50"), sku="MUG-1", stock_quantity=7),))
    return NewProduct(
        title=facts.pop("title", "Red Mug"),
        vendor_id=vendor,
        category_id=category,
        variants=variants,
        **facts,
    )


def test_simple_product_has_one_default_variant_with_price_and_stock(scope: Any) -> None:
    made = catalog.create_product(_mug(description="<b>Big</b> mug", tags=("Gift", "gift", "Red")))

    (variant,) = made.variants
    assert (made.slug, made.title, made.description, made.tags) == (
        "red-mug",
        "Red Mug",
        "Big mug",
        ("gift", "red"),
    )
    assert (variant.sku, variant.is_default, made.default_variant_id) == ("MUG-1", True, variant.id)
    assert pricing.prices([variant.id])[variant.id].list_price == _euro("12.50")
    assert made.is_public
    assert catalog.default_variant(made.id) == variant.id
