"""Values that cross the border of the catalog context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money

type Translations = Mapping[str, Mapping[str, str]]
"""Texts by language and field: `{"es": {"title": "Taza"}}`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VariantOffer:
    """Price and stock of one variant on their way to pricing and inventory; the catalog itself keeps neither.

    `price` None: price and compare-at price stay as they are. With a price, `compare_at` replaces the old one
    (None removes it) unless `keeps_compare_at`. `stock_quantity` is the number on hand; None: stays as it is.
    `vendor_id` is stated in batches, where the event does not name one vendor for all.
    """

    variant_id: UUID
    sku: str
    price: Money | None = None
    compare_at: Money | None = None
    keeps_compare_at: bool = False
    stock_quantity: int | None = None
    vendor_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sellable:
    """What a cart, a quote and an order need to know of a variant.

    `is_sellable`: product published (to the second, if it was scheduled), variant active, vendor approved.
    `category_ids`: from the root of the
    tree to the primary category, then those of further categories (promotions match any of them). `weight_grams` None: unknown.
    `image_url`: absolute path without host; `image`: more of it. `brand`, `collections`: slugs; `attributes`: texts by code, the
    options of the variant among them.
    """

    variant_id: UUID
    product_id: UUID
    sku: str
    title: str
    product_title: str
    product_slug: str
    vendor_id: UUID
    vendor_name: str
    category_id: UUID
    category_ids: tuple[UUID, ...]
    image_url: str | None
    is_sellable: bool
    weight_grams: int | None
    tax_class: str
    image: "ImageInfo | None" = None
    tags: tuple[str, ...] = ()
    brand: str = ""
    collections: tuple[str, ...] = ()
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVariant:
    """A variant to be made. An empty SKU is generated; `options` such as {"size": "M"}; weight in grams."""

    price: Money
    sku: str = ""
    title: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    compare_at: Money | None = None
    stock_quantity: int = 0
    weight_grams: int | None = None
    barcode: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class VariantChange:
    """What of a variant changes: any of sku, title, options, barcode, weight_grams, is_active; price and stock in `offer`."""

    variant_id: UUID
    changes: Mapping[str, Any] = field(default_factory=dict)
    offer: VariantOffer | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewProduct:
    """A product to be made; one variant makes a simple product. An empty slug is made from the title.

    `publish_at` goes with the status scheduled. `translations`: by language, `title` and `description`.
    """

    title: str
    vendor_id: UUID
    category_id: UUID
    variants: tuple[NewVariant, ...]
    description: str = ""
    slug: str = ""
    status: str = "published"
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    tax_class: str = "standard"
    product_type_id: UUID | None = None
    brand_id: UUID | None = None
    further_category_ids: tuple[UUID, ...] = ()
    publish_at: datetime | None = None
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class VariantInfo:
    """A variant as the catalog knows it (no price, no stock)."""

    id: UUID
    sku: str
    title: str
    options: Mapping[str, str]
    position: int
    is_default: bool
    is_active: bool
    weight_grams: int | None
    barcode: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferInfo:
    """What other contexts say about a variant: its price (None: not priced) and the pieces free to
    promise.

    `lowest_before`: while the price is reduced, the lowest one of the 30 days before the reduction began; None: not known.
    `floor`: no promotion goes below it; not for the public.
    """

    price: Money | None
    compare_at: Money | None
    available: int
    lowest_before: Money | None = None
    floor: Money | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendition:
    """A smaller copy of a picture: width in pixels, format (`avif`, `webp`, `jpeg`), url without host."""

    width: int
    format: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageInfo:
    """A picture of a product; pixels; `url` without host.

    `focal_x`, `focal_y`: percent from the left and the top of what must stay in sight. `colour`: mean, `#rrggbb`, empty when
    unknown. `options`: the choice it shows. `renditions`: smaller copies, see `Rendition`.
    """

    id: UUID
    url: str
    width: int
    height: int
    alt: str
    position: int
    focal_x: int = 50
    focal_y: int = 50
    colour: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    renditions: tuple[Rendition, ...] = ()

    @property
    def widths(self) -> list[int]:
        """Of the copies, rising; each is there in every format."""
        return sorted({one.width for one in self.renditions})


@dataclass(frozen=True, kw_only=True, slots=True)
class BrandInfo:
    """Whose name is on a product."""

    id: UUID
    name: str
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CollectionInfo:
    """Products that are shown together."""

    id: UUID
    name: str
    slug: str
    is_public: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductTypeInfo:
    """What decides which attributes a product has."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryInfo:
    """A node of the tree. `path`: slugs from the root joined by `/`; `ancestor_ids`: root to itself."""

    id: UUID
    name: str
    slug: str
    parent_id: UUID | None
    path: str
    depth: int
    ancestor_ids: tuple[UUID, ...]
    position: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductInfo:
    """A product as the catalog knows it. `rating`: mean of the reviews to two digits, None without reviews.

    `status` published: its hour has come if it had one; `publish_at` stays until the sweep has told everybody.
    `is_public`: published, approved where the tenant asks for it, and its vendor approved. Variants by position, images by
    position. `further_categories`: besides the primary one. `translations`: by language, `title` and `description`.
    """

    id: UUID
    slug: str
    title: str
    description: str
    status: str
    is_public: bool
    vendor_id: UUID
    vendor_name: str
    category: CategoryInfo
    tags: tuple[str, ...]
    attributes: Mapping[str, Any]
    tax_class: str
    rating: float | None
    review_count: int
    created_at: datetime
    updated_at: datetime
    variants: tuple[VariantInfo, ...]
    images: tuple[ImageInfo, ...]
    product_type: ProductTypeInfo | None = None
    brand: BrandInfo | None = None
    further_categories: tuple[CategoryInfo, ...] = ()
    collections: tuple[CollectionInfo, ...] = ()
    publish_at: datetime | None = None
    is_approved: bool = True
    translations: Translations = field(default_factory=dict)

    @property
    def category_ids(self) -> tuple[UUID, ...]:
        """All categories that it stands in, ancestors included, each once; those of the primary one first."""
        lines = (self.category, *self.further_categories)
        return tuple(dict.fromkeys(one for category in lines for one in category.ancestor_ids))

    @property
    def is_published_unheard(self) -> bool:
        """Its hour has come, and the sweep has not told anybody yet: what is stored elsewhere does not know."""
        return self.status == "published" and self.publish_at is not None

    @property
    def default_variant_id(self) -> UUID:
        return next((variant.id for variant in self.variants if variant.is_default), self.variants[0].id)
