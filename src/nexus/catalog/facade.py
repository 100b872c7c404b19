"""The door of the catalog context. Every function runs inside the caller's tenant scope."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from uuid import UUID

from nexus.catalog.contracts.dto import (
    CategoryInfo,
    ImageInfo,
    NewProduct,
    NewVariant,
    ProductInfo,
    Sellable,
    VariantInfo,
    VariantOffer,
)

__all__ = [
    "CategoryInfo",
    "ImageInfo",
    "NewProduct",
    "NewVariant",
    "ProductInfo",
    "Sellable",
    "VariantInfo",
    "VariantOffer",
    "add_image",
    "bulk_create_products",
    "categories",
    "create_category",
    "create_product",
    "default_variant",
    "products",
    "register_purchase_source",
    "sellables",
]

PurchaseSource = Callable[[UUID, UUID], bool]


def sellables(variant_ids: Collection[UUID], /) -> dict[UUID, Sellable]:
    """Variants by id, sellable or not; unknown ids are absent. ONE statement."""
    raise NotImplementedError


def default_variant(product_id: UUID, /) -> UUID | None:
    """The variant that is meant when a buyer names only the product; None for an unknown product."""
    raise NotImplementedError


def products(product_ids: Collection[UUID], /) -> dict[UUID, ProductInfo]:
    """Products with variants, images and category by id, whatever their status. ONE statement."""
    raise NotImplementedError


def product_ids(
    *, vendor_id: UUID | None = None, after: UUID | None = None, limit: int = 1000
) -> tuple[UUID, ...]:
    """Ids of all products (or of one vendor) in id order, a page at a time."""
    raise NotImplementedError


def categories() -> tuple[CategoryInfo, ...]:
    """The whole tree in path order. One statement."""
    raise NotImplementedError


def create_product(new: NewProduct, /) -> ProductInfo:
    """Make a product with its variants and tell pricing, inventory and search in the same transaction.

    Raises UnknownCategory, UnknownVendor, SkuTaken, InvalidProduct, each naming the field.
    """
    raise NotImplementedError


def create_category(
    *, name: str, parent_id: UUID | None = None, slug: str = "", position: int = 0
) -> CategoryInfo:
    """A node of the tree. An empty slug is made from the name. Raises UnknownCategory, SlugTaken."""
    raise NotImplementedError


def add_image(product_id: UUID, /, *, content: bytes, alt: str = "") -> ImageInfo:
    """Verify a picture by its content, strip its metadata, store it, append it. Raises InvalidImage."""
    raise NotImplementedError


def bulk_create_products(
    new: Iterable[NewProduct], /, *, batch_size: int = 1000
) -> Iterator[tuple[UUID, ...]]:
    """Make many products with a handful of statements for each batch; yields the product ids of each batch.

    Slugs and SKUs have to be unique already within the input (those that exist in the tenant raise). One
    `ProductsImported` event for each batch carries all prices and stock.
    """
    raise NotImplementedError


def register_purchase_source(bought: PurchaseSource, /) -> None:
    """Tell the catalog who knows purchases, `bought(user_id, product_id)`: orders is above this context."""
    raise NotImplementedError


def discard_media(paths: Sequence[str], /) -> None:
    """Remove stored files, for example those of a rolled back upload."""
    raise NotImplementedError
