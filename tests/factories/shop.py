"""A small shop: a vendor, a category, products with price and stock. Runs inside the caller's tenant scope."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import NewProduct, NewVariant
from nexus.kernel.money import Money
from nexus.vendors import facade as vendors


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """What a test buys."""

    vendor_id: UUID
    category_id: UUID
    product_ids: tuple[UUID, ...]
    variant_ids: tuple[UUID, ...]


def make_vendor(name: str = "", *, owner_user_id: UUID | None = None) -> UUID:
    name = name or f"Vendor {secrets.token_hex(3)}"
    return vendors.create_vendor(name=name, owner_user_id=owner_user_id).id


def stock_shelf(
    *,
    prices: tuple[str, ...] = ("10.00",),
    stock: int = 100,
    currency: str = "EUR",
    vendor_id: UUID | None = None,
) -> Shelf:
    """One published product per price, each with `stock` pieces."""
    vendor = vendor_id or make_vendor()
    category = catalog.create_category(name=f"Things {secrets.token_hex(3)}")
    made = [
        catalog.create_product(
            NewProduct(
                title=f"Thing {index} {secrets.token_hex(3)}",
                vendor_id=vendor,
                category_id=category.id,
                variants=(NewVariant(price=Money.of(price, currency), stock_quantity=stock),),
            )
        )
        for index, price in enumerate(prices)
    ]
    return Shelf(
        vendor_id=vendor,
        category_id=category.id,
        product_ids=tuple(product.id for product in made),
        variant_ids=tuple(product.variants[0].id for product in made),
    )
