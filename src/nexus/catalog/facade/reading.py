"""What is asked about products, variants and categories."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import CategoryInfo, OfferInfo, ProductInfo, Sellable
from nexus.catalog.queries import bodies, matching
from nexus.catalog.queries import categories as category_queries
from nexus.catalog.queries import products as product_queries
from nexus.catalog.queries import sellables as sellable_queries
from nexus.catalog.queries import slugs as slug_queries
from nexus.catalog.services.facts import facts_of


def sellables(variant_ids: Collection[UUID], /) -> dict[UUID, Sellable]:
    """Variants by id, sellable or not; unknown ids are absent. ONE statement."""
    return sellable_queries.sellables(variant_ids)


def variants_on_sale(
    *,
    variants: Collection[UUID] = (),
    products: Collection[UUID] = (),
    categories: Collection[UUID] = (),
    vendors: Collection[UUID] = (),
    brands: Collection[str] = (),
    tags: Collection[str] = (),
    collections: Collection[str] = (),
    limit: int = 300,
) -> tuple[UUID, ...]:
    """Some variants on sale that match every field that is given, inside a field any value: categories with their descendants,
    brands and collections by slug. In the order of ids. One statement."""
    return matching.variants_on_sale(
        variants=variants, products=products, categories=categories, vendors=vendors, brands=brands, tags=tags,
        collections=collections, limit=limit,
    )  # fmt: skip


def default_variant(product_id: UUID, /) -> UUID | None:
    """The variant that is meant when a buyer names only the product; None for an unknown product."""
    return sellable_queries.default_variant(product_id)


def variant_of_sku(sku: str, /) -> UUID | None:
    """The variant that has this SKU; None for an unknown one. One statement."""
    return sellable_queries.variant_of_sku(sku)


def products(product_ids: Collection[UUID], /) -> dict[UUID, ProductInfo]:
    """Products with variants, images and category by id, whatever their status. ONE statement."""
    return product_queries.products(product_ids)


def product_ids(
    *, vendor_id: UUID | None = None, after: UUID | None = None, limit: int = 1000
) -> tuple[UUID, ...]:
    """Ids of all products (or of one vendor) in id order, a page at a time."""
    return product_queries.product_ids(vendor_id=vendor_id, after=after, limit=limit)


def product_count() -> int:
    """How many products the tenant has, whatever their status. One statement."""
    return product_queries.count()


def categories() -> tuple[CategoryInfo, ...]:
    """The whole tree in path order. One statement."""
    return category_queries.all_categories()


def product_head(key: str, /) -> product_queries.ProductHead | None:
    """By id or slug: id, vendor, status, whether it is public. One statement."""
    return product_queries.head(key)


def present_slug(former: str, /) -> str | None:
    """The slug of the public product that had this one; None when none had, or somebody has it now. One statement."""
    return slug_queries.present_slug_of_product(former)


def products_by_variant(variant_ids: Collection[UUID], /) -> dict[UUID, UUID]:
    """The product that each variant belongs to; unknown variants are absent. One statement."""
    return product_queries.products_by_variant(variant_ids)


def products_below(category_id: UUID, /) -> tuple[UUID, ...]:
    """Ids of the products in a category and its descendants. One statement."""
    return product_queries.ids_below(category_id)


def product_item(product: ProductInfo, known: bodies.Offers, /) -> dict[str, Any]:
    """The product as an entry of a list (API.md), ready for JSON."""
    return bodies.product_item(product, known)


def product_body(
    product: ProductInfo,
    known: bodies.Offers,
    /,
    *,
    private: bool = False,
    item: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The product in detail, ready for JSON; `private`: as its seller sees it. `item`: what `product_item` answered, when
    that is at hand."""
    return bodies.product_body(product, known, private=private, item=item)


def product_facts(product: ProductInfo, /) -> dict[str, Any]:
    """What of a product can be changed, by name."""
    return facts_of(product)


def cheapest_offer(product: ProductInfo, known: bodies.Offers, /) -> OfferInfo:
    """The offer that the list shows: of the cheapest active variant with a price."""
    return bodies.cheapest_offer(product, known)
