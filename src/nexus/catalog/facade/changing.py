"""Making and changing products, one by one and in bulk."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import (
    CategoryInfo,
    NewProduct,
    NewVariant,
    ProductInfo,
    VariantChange,
    VariantInfo,
    VariantOffer,
)
from nexus.catalog.contracts.imports import ImportTerms, StandingOffers, StatedProduct
from nexus.catalog.queries import importing as import_queries
from nexus.catalog.services import bulk, matrix, stale
from nexus.catalog.services import categories as category_services
from nexus.catalog.services import products as product_services
from nexus.catalog.services import variants as variant_services
from nexus.catalog.services.importing.applying import apply_import as _apply_import
from nexus.catalog.services.importing.plan import ImportPlan
from nexus.catalog.services.importing.planning import plan_import as _plan_import


def create_product(new: NewProduct, /) -> ProductInfo:
    """Make a product with its variants and tell pricing, inventory and search in the same transaction.

    Raises UnknownCategory, UnknownVendor, SkuTaken, InvalidProduct, each naming the field.
    """
    return product_services.create_product(new)


def archive_product(product_id: UUID, /) -> None:
    """No longer offered, never deleted. Again is harmless. Raises UnknownProduct."""
    product_services.archive_product(product_id)


def change_product(
    product_id: UUID, /, *, changes: Mapping[str, Any], offers: tuple[VariantOffer, ...] = ()
) -> ProductInfo:
    """Change what is stated, by the names of `product_facts`; price and stock travel as `offers`. The caller makes sure that
    it may. Raises UnknownProduct, InvalidProduct, SlugTaken.
    """
    return product_services.change_product(product_id, changes=changes, offers=offers)


def change_seen_product(
    product_id: UUID,
    /,
    *,
    changes: Mapping[str, Any],
    seen: Mapping[str, Any],
    offers: tuple[VariantOffer, ...] = (),
) -> ProductInfo:
    """The same for somebody who saw these values before. Raises StaleProduct besides, when somebody else was faster."""
    return stale.change_seen_product(product_id, changes=changes, seen=seen, offers=offers)


def change_variant(
    product_id: UUID, variant_id: UUID, /, *, changes: Mapping[str, Any], offer: VariantOffer | None = None
) -> VariantInfo:
    """Change any of sku, title, options, position, weight_grams, barcode, is_active, is_default; price and stock travel in
    `offer`. Raises UnknownProduct, UnknownVariant, InvalidProduct, SkuTaken.
    """
    return variant_services.change_variant(product_id, variant_id, changes=changes, offer=offer)


def change_variants(
    product_id: UUID, /, *, changed: Sequence[VariantChange] = (), new: Sequence[NewVariant] = ()
) -> ProductInfo:
    """Change and add many variants of a product, all or none, in a number of statements that does not depend on theirs.

    What is refused is named `variants.<id>.<field>`. Raises UnknownProduct, UnknownVariant, InvalidProduct, SkuTaken.
    """
    return matrix.change_variants(product_id, changed=changed, new=new)


def create_category(
    *, name: str, parent_id: UUID | None = None, slug: str = "", position: int = 0
) -> CategoryInfo:
    """A node of the tree. An empty slug is made from the name. Raises UnknownCategory, SlugTaken."""
    return category_services.create_category(name=name, parent_id=parent_id, slug=slug, position=position)


def bulk_create_products(
    new: Iterable[NewProduct], /, *, batch_size: int = 1000
) -> Iterator[tuple[UUID, ...]]:
    """Make many products with a handful of statements for each batch; yields the product ids of each batch.

    Slugs and SKUs have to be unique already within the input (those that exist in the tenant raise). One
    `ProductsImported` event for each batch carries all prices and stock.
    """
    return bulk.bulk_create_products(new, batch_size=batch_size)


def plan_import(
    stated: Sequence[StatedProduct], terms: ImportTerms, /, *, standing: StandingOffers
) -> ImportPlan:
    """What a batch of an import comes to: products that come, change or stay, and rows that cannot be taken.

    Known products (by SKU, else by address) are locked in order of their ids unless `terms.is_dry`; then categories and
    brands that are missing are made where the terms allow it. `standing`: what variants cost and how many there are now.
    """
    return _plan_import(stated, terms, standing=standing)


def picture_addresses(product_ids: Collection[UUID], /) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """Pictures of products in their order: where each was fetched from (empty: uploaded), and its own url. One statement."""
    return import_queries.picture_addresses(product_ids)


def stated_names(*, vendor_id: UUID | None = None) -> dict[str, list[str]]:
    """Names in use among the products of the shop or of one vendor: `attributes` (codes), `languages` of translations,
    `options`. Three statements that read every product."""
    return import_queries.stated_names(vendor_id=vendor_id)


def apply_import(plan: ImportPlan, /) -> None:
    """Write the plan, in the transaction that made it, with a fixed number of statements; one `ProductsImported` event
    carries all prices and stock. Raises SkuTaken, SlugTaken when somebody was faster."""
    _apply_import(plan)
