"""The door of the catalog context. Every function runs inside the caller's tenant scope."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.definitions import (
    AttributeInfo,
    BrandDetails,
    CollectionDetails,
    NewChoice,
    ProductTypeDefinition,
)
from nexus.catalog.contracts.dto import (
    CategoryInfo,
    ImageInfo,
    NewProduct,
    NewVariant,
    OfferInfo,
    ProductInfo,
    Sellable,
    VariantChange,
    VariantInfo,
    VariantOffer,
)
from nexus.catalog.contracts.imports import ImportTerms, StandingOffers, StatedProduct
from nexus.catalog.queries import bodies
from nexus.catalog.queries import categories as category_queries
from nexus.catalog.queries import importing as import_queries
from nexus.catalog.queries import products as product_queries
from nexus.catalog.queries import sellables as sellable_queries
from nexus.catalog.queries import slugs as slug_queries
from nexus.catalog.queries.brands import brands
from nexus.catalog.queries.brands import product_ids as products_of_brand
from nexus.catalog.queries.collections import collections
from nexus.catalog.queries.collections import product_ids as collection_products
from nexus.catalog.queries.definitions import attributes as attribute_definitions
from nexus.catalog.queries.definitions import product_types, products_stating
from nexus.catalog.services import bulk, matrix, offers, own_reviews, rendering, reviews, stale
from nexus.catalog.services import categories as category_services
from nexus.catalog.services import media as media_services
from nexus.catalog.services import products as product_services
from nexus.catalog.services import variants as variant_services
from nexus.catalog.services.attributes import define_attribute
from nexus.catalog.services.brands import create_brand
from nexus.catalog.services.collections import create_collection, put_into_collection
from nexus.catalog.services.deciding import withdraw as withdraw_proposal
from nexus.catalog.services.differing import told as proposal_differences
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.importing.applying import apply_import as _apply_import
from nexus.catalog.services.importing.plan import ImportPlan
from nexus.catalog.services.importing.planning import plan_import as _plan_import
from nexus.catalog.services.media import hang_picture
from nexus.catalog.services.offers import OfferSource
from nexus.catalog.services.orphans import orphans
from nexus.catalog.services.picture_order import order_images
from nexus.catalog.services.pictures import Picture, verified_picture
from nexus.catalog.services.product_types import define_product_type
from nexus.catalog.services.remote_pictures import remote_picture
from nexus.catalog.services.review_desk import answer as answer_review
from nexus.catalog.services.review_desk import take_back_answer
from nexus.catalog.services.review_voices import report as report_review
from nexus.catalog.services.review_voices import vote as vote_on_review
from nexus.catalog.services.reviews import PurchaseSource

__all__ = [
    "AttributeInfo",
    "BrandDetails",
    "CategoryInfo",
    "CollectionDetails",
    "ImageInfo",
    "ImportPlan",
    "NewChoice",
    "NewProduct",
    "NewVariant",
    "OfferInfo",
    "Picture",
    "ProductInfo",
    "ProductTypeDefinition",
    "Sellable",
    "VariantChange",
    "VariantInfo",
    "VariantOffer",
    "add_image",
    "answer_review",
    "apply_import",
    "archive_product",
    "ask_for_renditions",
    "attribute_definitions",
    "brands",
    "bulk_create_products",
    "categories",
    "change_image",
    "change_product",
    "change_seen_product",
    "change_variant",
    "change_variants",
    "cheapest_offer",
    "collection_products",
    "collections",
    "create_brand",
    "create_category",
    "create_collection",
    "create_product",
    "default_variant",
    "define_attribute",
    "define_product_type",
    "hang_picture",
    "order_images",
    "orphans",
    "picture_addresses",
    "picture_facts",
    "plan_import",
    "present_slug",
    "product_body",
    "product_count",
    "product_facts",
    "product_head",
    "product_ids",
    "product_item",
    "product_types",
    "products",
    "products_below",
    "products_by_variant",
    "products_of_brand",
    "products_stating",
    "proposal_differences",
    "put_into_collection",
    "register_offer_source",
    "register_purchase_source",
    "remote_picture",
    "remove_image",
    "render_next_picture",
    "report_review",
    "say_about",
    "sellables",
    "stated_names",
    "take_back_answer",
    "take_back_review",
    "variant_of_sku",
    "verified_picture",
    "vote_on_review",
    "withdraw_proposal",
    "write_review",
]


def sellables(variant_ids: Collection[UUID], /) -> dict[UUID, Sellable]:
    """Variants by id, sellable or not; unknown ids are absent. ONE statement."""
    return sellable_queries.sellables(variant_ids)


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


def product_facts(product: ProductInfo, /) -> dict[str, Any]:
    """What of a product can be changed, by name."""
    return facts_of(product)


def create_category(
    *, name: str, parent_id: UUID | None = None, slug: str = "", position: int = 0
) -> CategoryInfo:
    """A node of the tree. An empty slug is made from the name. Raises UnknownCategory, SlugTaken."""
    return category_services.create_category(name=name, parent_id=parent_id, slug=slug, position=position)


def add_image(product_id: UUID, /, *, content: bytes | Picture, alt: str = "") -> ImageInfo:
    """Verify a picture by its content, strip its metadata, store it, append it. Raises InvalidImage.

    For imports and the demo: bytes are decoded inside the caller's transaction; who has many lets `verified_picture`
    do that beforehand, in other processes.
    """
    picture = content if isinstance(content, Picture) else verified_picture(content)
    with media_services.stored_picture(product_id, picture) as file:
        return media_services.append_image(product_id, file=file, picture=picture, alt=alt)


def change_image(product_id: UUID, image_id: UUID, /, *, changes: dict[str, Any]) -> ImageInfo:
    """Change any of alt, focal_x, focal_y, options. Raises UnknownProduct, UnknownImage."""
    return media_services.change_image(product_id, image_id, changes=changes)


def remove_image(product_id: UUID, image_id: UUID, /) -> None:
    """Remove a picture, and its files once that is certain. Raises UnknownProduct, UnknownImage."""
    media_services.remove_image(product_id, image_id)


def write_review(product_id: UUID, /, *, author_id: UUID, rating: int, title: str, comment: str) -> UUID:
    """A buyer's opinion, one for each buyer and product, dated now; returns its id.

    Whether it is of a verified purchase is found out, not said. Raises UnknownProduct, AlreadyReviewed, InvalidProduct.
    The caller makes sure that the author does not sell the product.
    """
    review = reviews.write_review(
        str(product_id),
        author_id=author_id,
        vendor_ids=frozenset(),
        rating=rating,
        title=title,
        comment=comment,
    )
    return UUID(str(review.id))


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


def say_about(
    product_key: str,
    /,
    *,
    author_id: UUID,
    vendor_ids: frozenset[UUID],
    rating: int | None,
    title: str,
    comment: str,
) -> bool:
    """Write one's review of a public product, or change it; True when it is new. That writing needs a confirmed e-mail
    address is checked at the edge.

    Raises UnknownProduct, OwnProduct, AlreadyReviewed (two at once), InvalidProduct naming the fields.
    """
    return own_reviews.say(
        product_key,
        author_id=author_id,
        vendor_ids=vendor_ids,
        rating=rating,
        title=title,
        comment=comment,
    )


def take_back_review(product_key: str, /, *, author_id: UUID) -> None:
    """Remove one's review of a public product. Raises UnknownProduct, UnknownReview."""
    own_reviews.take_back(product_key, author_id=author_id)


def register_purchase_source(bought: PurchaseSource, /) -> None:
    """Tell the catalog who knows purchases, `bought(user_id, product_id)`: orders is above this context."""
    reviews.register_purchase_source(bought)


def register_offer_source(source: OfferSource, /) -> None:
    """Tell the catalog who knows prices and stock: `source(variant_ids)`; only for what its own answers
    show."""
    offers.register_offer_source(source)


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


def ask_for_renditions(*, only_missing: bool = True) -> int:
    """Have the smaller copies of the tenant's pictures made, of all or of those that have none; how many that are."""
    return rendering.render_again(only_missing=only_missing)


def render_next_picture() -> bool:
    """Make the copies of the picture that has waited longest; False: none waits. Outside of any scope: for seconds."""
    return rendering.render_next()


def picture_facts(image: ImageInfo, /) -> dict[str, Any]:
    """What is needed to show a picture small, ready for JSON."""
    return bodies.picture_facts(image)


def cheapest_offer(product: ProductInfo, known: bodies.Offers, /) -> OfferInfo:
    """The offer that the list shows: of the cheapest active variant with a price."""
    return bodies.cheapest_offer(product, known)
