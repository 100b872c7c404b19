"""Products as rows of a file, page after page: an export of any size takes the memory of one page.

Each page is a transaction of its own; what changes meanwhile is in the file as it was when its page was read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.imports import StandingOffer
from nexus.catalog.facade import CategoryInfo, ProductInfo, VariantInfo
from nexus.integrations.services.keeping import in_tenant
from nexus.integrations.services.standing import standing_offers
from nexus.kernel.clock import iso

PAGE: Final = 500
_OF_PRODUCT: Final = (
    "handle", "title", "description", "status", "publish_at", "category", "further_categories", "brand", "product_type",
    "tags", "tax_class", "images",
)  # fmt: skip
_OF_VARIANT: Final = (
    "sku",
    "variant_title",
    "barcode",
    "weight",
    "price",
    "compare_at_price",
    "currency",
    "stock",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportWish:
    """Which products: None means any. `category`: with what is below it."""

    vendor_id: UUID | None = None
    status: str | None = None
    category_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns, and the rows in pages; values are text, numbers (amounts as text), or lists of text."""

    columns: tuple[str, ...]
    pages: Iterator[list[dict[str, Any]]]


def exported(wish: ExportWish, /) -> Table:
    """Call it outside any transaction, with the tenant bound."""
    in_scope = in_tenant()
    with in_scope():
        names = catalog.stated_names(vendor_id=wish.vendor_id)
        paths = _category_paths(catalog.categories())
    columns = (
        *_OF_PRODUCT, *_OF_VARIANT,
        *(f"option.{name}" for name in names["options"]),
        *(f"attr.{code}" for code in names["attributes"]),
        *(f"{text}:{language}" for language in names["languages"] for text in ("title", "description")),
    )  # fmt: skip
    return Table(columns, _pages(wish, paths, in_scope))


def _pages(
    wish: ExportWish, paths: Mapping[UUID, str], in_scope: Callable[[], AbstractContextManager[None]]
) -> Iterator[list[dict[str, Any]]]:
    last: UUID | None = None
    while True:
        with in_scope():
            ids = catalog.product_ids(vendor_id=wish.vendor_id, after=last, limit=PAGE)
            page = _rows(ids, wish, paths) if ids else []
        if not ids:
            return
        yield page
        last = ids[-1]


def _rows(ids: Sequence[UUID], wish: ExportWish, paths: Mapping[UUID, str]) -> list[dict[str, Any]]:
    found = catalog.products(ids)
    products = [found[one] for one in ids if one in found and _is_wished(found[one], wish)]
    offers = standing_offers([variant.id for product in products for variant in product.variants])
    pictures = catalog.picture_addresses([product.id for product in products])
    return [
        {**(_product(product, paths, pictures.get(product.id, ())) if place == 0 else {"handle": product.slug}),
         **_variant(variant, offers[variant.id])}
        for product in products
        for place, variant in enumerate(product.variants)
    ]  # fmt: skip


def _is_wished(product: ProductInfo, wish: ExportWish) -> bool:
    in_category = wish.category_id is None or wish.category_id in product.category_ids
    return in_category and wish.status in (None, product.status)


def _product(
    product: ProductInfo, paths: Mapping[UUID, str], pictures: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "handle": product.slug, "title": product.title, "description": product.description, "status": product.status,
        "publish_at": iso(product.publish_at) if product.publish_at else None,
        "category": paths.get(product.category.id, product.category.path),
        "further_categories": [paths.get(one.id, one.path) for one in product.further_categories],
        "brand": product.brand.name if product.brand else None,
        "product_type": product.product_type.code if product.product_type else None,
        "tags": list(product.tags), "tax_class": product.tax_class,
        "images": [source or f"{settings.NEXUS_PUBLIC_URL}{url}" for source, url in pictures],
    }  # fmt: skip
    facts |= {f"attr.{code}": _attribute(value) for code, value in product.attributes.items()}
    for language, texts in product.translations.items():
        facts |= {f"{name}:{language}": text for name, text in texts.items()}
    return facts


def _variant(variant: VariantInfo, offer: StandingOffer) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "sku": variant.sku, "variant_title": variant.title, "barcode": variant.barcode, "weight": variant.weight_grams,
        "price": str(offer.price) if offer.price else None,
        "compare_at_price": str(offer.compare_at) if offer.compare_at else None,
        "currency": offer.price.currency if offer.price else None, "stock": offer.on_hand,
    }  # fmt: skip
    return facts | {f"option.{name}": value for name, value in variant.options.items()}


def _attribute(value: Any) -> Any:
    """A measure as people write it."""
    return f"{value['amount']} {value['unit']}" if isinstance(value, dict) else value


def _category_paths(tree: Sequence[CategoryInfo]) -> dict[UUID, str]:
    """By names where those lead to one category only, else by slugs."""
    names = {one.id: one.name for one in tree}
    spoken = {one.id: "/".join(names[ancestor] for ancestor in one.ancestor_ids) for one in tree}
    counts: dict[str, int] = {}
    for path in spoken.values():
        counts[path.casefold()] = counts.get(path.casefold(), 0) + 1

    def leads_there(one: CategoryInfo) -> bool:
        clear = not any(sign in names[ancestor] for ancestor in one.ancestor_ids for sign in "/>;|\n")
        return clear and counts[spoken[one.id].casefold()] == 1

    return {one.id: spoken[one.id] if leads_there(one) else one.path for one in tree}
