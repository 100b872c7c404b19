"""Products and variants as staff read them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from nexus.catalog.contracts.dto import OfferInfo, ProductInfo
from nexus.catalog.models import Product, Variant
from nexus.catalog.queries import products as queries
from nexus.catalog.queries.slugs import former_slugs
from nexus.catalog.services.offers import offers_of
from nexus.platform.backoffice import Code, Facts, Figure, Link, Picture, Section, Table, Text, link_to
from nexus.platform.backoffice.values import Tone, badge

TONES: Final[Mapping[str, Tone]] = {
    "published": "good",
    "draft": "warn",
    "scheduled": "info",
    "archived": "idle",
}
_UNKNOWN: Final = OfferInfo(price=None, compare_at=None, available=0)


def product_sections(record: Product, /) -> Iterable[Section]:
    """The page: the product by one statement, prices and stock by those who know them."""
    product = queries.products([record.pk])[record.pk]
    offers = offers_of([variant.id for variant in product.variants])
    yield _head(product)
    yield Facts(title="Details", rows=[
        ("Tags", tuple(Code(tag) for tag in product.tags)),
        *[(name, told_value(value)) for name, value in product.attributes.items()],
        ("Tax class", product.tax_class), ("Made", product.created_at), ("Changed", product.updated_at),
        ("Id", Code(str(product.id))),
    ])  # fmt: skip
    yield _variants(product, offers)
    yield _images(product)
    yield Text(title="Description", text=product.description, empty="None written.")


def told_value(value: Any, /) -> str:
    """A value of an attribute as it is read and typed: a measure with its unit."""
    if isinstance(value, Mapping):
        return f"{value['amount']} {value['unit']}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _head(product: ProductInfo) -> Section:
    rating = f"{product.rating} of 5, {product.review_count} reviews" if product.rating else "no reviews"
    return Facts(title=product.title, rows=[
        ("Status", badge(product.status, TONES)), ("Published at", product.publish_at), ("Can be bought", product.is_public),
        ("Seller", link_to("vendors.vendor", product.vendor_id, product.vendor_name)),
        ("Category", link_to("catalog.category", product.category.id, product.category.path)), ("Slug", Code(product.slug)),
        ("Further categories", ", ".join(one.path for one in product.further_categories)),
        ("Type", product.product_type and link_to("catalog.producttype", product.product_type.id, product.product_type.name)),
        ("Brand", product.brand and link_to("catalog.brand", product.brand.id, product.brand.name)),
        ("Former slugs", tuple(Code(slug) for slug in former_slugs("product", product.id))),
        ("Rating", rating),
    ])  # fmt: skip


def _variants(product: ProductInfo, offers: Mapping[Any, OfferInfo]) -> Section:
    return Table(
        title="Variants", head=("SKU", "Choice", "Price", "Compared with", "Free", "Active", "Default"),
        rows=[
            (link_to("catalog.variant", one.id, one.sku), ", ".join(one.options.values()) or one.title,
             Figure(offers.get(one.id, _UNKNOWN).price), Figure(offers.get(one.id, _UNKNOWN).compare_at),
             Figure(offers.get(one.id, _UNKNOWN).available, strong=True), one.is_active, one.is_default)
            for one in product.variants
        ],
    )  # fmt: skip


def _images(product: ProductInfo) -> Section:
    return Table(
        title="Images", head=("", "Describes itself as", "Size", "Position"),
        rows=[
            (Link(Picture(one.url, one.alt), one.url), link_to("catalog.productimage", one.id, one.alt or "(no description)"),
             f"{one.width} × {one.height} pixels", one.position)
            for one in product.images
        ],
        empty="None yet.",
    )  # fmt: skip


def variant_sections(record: Variant, /) -> Iterable[Section]:
    """The page of one variant."""
    offer = offers_of([record.pk]).get(record.pk, _UNKNOWN)
    yield Facts(title=f"Variant {record.sku}", rows=[
        ("Product", link_to("catalog.product", record.product_id, record.product.title)), ("Title", record.title),
        ("Choice", ", ".join(f"{name}: {value}" for name, value in record.options.items())), ("Active", record.is_active),
        ("Default", record.is_default), ("Barcode", record.barcode),
        ("Weight", f"{record.weight_grams} g" if record.weight_grams is not None else None), ("Id", Code(str(record.pk))),
    ])  # fmt: skip
    yield Facts(title="Offer", rows=[
        ("Price", offer.price), ("Compared with", offer.compare_at), ("Free to sell", offer.available),
    ])  # fmt: skip
