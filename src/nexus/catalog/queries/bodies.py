"""How a product looks in answers: one shape for the list, one for the detail, whoever builds them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import (
    BrandInfo,
    CategoryInfo,
    ImageInfo,
    OfferInfo,
    ProductInfo,
    VariantInfo,
)
from nexus.kernel.clock import iso

type Offers = Mapping[UUID, OfferInfo]
_UNKNOWN = OfferInfo(price=None, compare_at=None, available=0)


def product_item(product: ProductInfo, offers: Offers, /) -> dict[str, Any]:
    """An entry of a list. The price is that of the cheapest variant."""
    shown, offered = cheapest_offer(product, offers), _offered(product)
    return {
        "id": str(product.id),
        "slug": product.slug,
        "title": product.title,
        "titles": {
            language: texts["title"] for language, texts in product.translations.items() if texts.get("title")
        },
        **_price(shown),
        "image": product.images[0].url if product.images else None,
        "picture": picture_facts(product.images[0]) if product.images else None,
        "rating": product.rating,
        "review_count": product.review_count,
        "in_stock": any(offers.get(variant.id, _UNKNOWN).available > 0 for variant in offered),
        "vendor": {"id": str(product.vendor_id), "name": product.vendor_name},
        "category": {
            "id": str(product.category.id),
            "name": product.category.name,
            "slug": product.category.slug,
        },
        "brand": brand_name(product.brand),
        "default_variant_id": str(product.default_variant_id),
        "variant_count": len(offered),
    }


def product_body(
    product: ProductInfo, offers: Offers, /, *, private: bool = False, item: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The detail. `private` adds what only the seller may see: exact stock and inactive variants. `item`: its entry of a
    list, when that is at hand."""
    variants = product.variants if private else _offered(product)
    return {
        **(item or product_item(product, offers)),
        "description": product.description,
        "status": product.status,
        "tags": list(product.tags),
        "attributes": dict(product.attributes),
        "category": category_with_path(product.category),
        "further_categories": [category_with_path(one) for one in product.further_categories],
        "collections": [
            {"id": str(one.id), "name": one.name, "slug": one.slug}
            for one in product.collections
            if one.is_public or private
        ],
        "product_type": product.product_type.code if product.product_type else None,
        "translations": {language: dict(texts) for language, texts in product.translations.items()},
        "options": _choices(variants),
        "variants": [variant_body(variant, offers, private=private) for variant in variants],
        "images": [image_body(image) for image in product.images],
        "created_at": iso(product.created_at),
        "updated_at": iso(product.updated_at),
    } | (_private(product) if private else {})


def _private(product: ProductInfo) -> dict[str, Any]:
    """What only its seller and the staff see."""
    return {
        "publish_at": iso(product.publish_at) if product.publish_at else None,
        "is_approved": product.is_approved,
    }


def variant_body(variant: VariantInfo, offers: Offers, /, *, private: bool = False) -> dict[str, Any]:
    """A variant within a detail or by itself."""
    offer = offers.get(variant.id, _UNKNOWN)
    body = {
        "id": str(variant.id),
        "sku": variant.sku,
        "title": variant.title,
        "options": dict(variant.options),
        **_price(offer),
        "in_stock": offer.available > 0,
        "position": variant.position,
        "is_default": variant.is_default,
        "is_active": variant.is_active,
        "weight_grams": variant.weight_grams,
        "barcode": variant.barcode,
    }
    return body | {"stock_quantity": offer.available} if private else body


def picture_facts(image: ImageInfo, /) -> dict[str, Any]:
    """What is needed to show a picture small, in few bytes. A copy is called like the picture, with its width:
    `/media/.../<id>.png` has `/media/.../<id>-640.avif`, `.webp` and `.jpg`."""
    return {
        "width": image.width,
        "height": image.height,
        "focal_x": image.focal_x,
        "focal_y": image.focal_y,
        "colour": image.colour,
        "widths": image.widths,
    }


def image_body(image: ImageInfo, /) -> dict[str, Any]:
    """A picture; pixels."""
    return {
        "id": str(image.id),
        "url": image.url,
        "width": image.width,
        "height": image.height,
        "alt": image.alt,
        "position": image.position,
        "focal_x": image.focal_x,
        "focal_y": image.focal_y,
        "colour": image.colour,
        "options": dict(image.options),
        "widths": image.widths,
        "renditions": [
            {"width": one.width, "format": one.format, "url": one.url} for one in image.renditions
        ],
    }


def category_name(category: CategoryInfo, /) -> dict[str, Any]:
    """As much of a category as a product shows."""
    return {"id": str(category.id), "name": category.name, "slug": category.slug}


def category_with_path(category: CategoryInfo, /) -> dict[str, Any]:
    return {**category_name(category), "path": category.path}


def brand_name(brand: BrandInfo | None, /) -> dict[str, Any] | None:
    """As much of a brand as a product shows."""
    return {"id": str(brand.id), "name": brand.name, "slug": brand.slug} if brand else None


def cheapest_offer(product: ProductInfo, offers: Offers, /) -> OfferInfo:
    """The offer of the cheapest active variant that has a price; an empty one when none has."""
    found = [offers.get(variant.id, _UNKNOWN) for variant in _offered(product)]
    return min((offer for offer in found if offer.price is not None), key=_minor, default=_UNKNOWN)


def _minor(offer: OfferInfo) -> int:
    return offer.price.minor if offer.price is not None else 0


def _offered(product: ProductInfo) -> tuple[VariantInfo, ...]:
    return tuple(variant for variant in product.variants if variant.is_active)


def _price(offer: OfferInfo) -> dict[str, Any]:
    price, before, lowest = offer.price, offer.compare_at, offer.lowest_before
    return {
        "price": str(price) if price is not None else None,
        "compare_at_price": str(before) if before is not None else None,
        "lowest_price_30d": str(lowest) if lowest is not None else None,
        "currency": price.currency if price is not None else None,
    }


def _choices(variants: Iterable[VariantInfo]) -> list[dict[str, Any]]:
    """Option names with their values in order of appearance."""
    values: dict[str, dict[str, None]] = {}
    for variant in variants:
        for name, value in variant.options.items():
            values.setdefault(name, {})[value] = None
    return [{"name": name, "values": list(known)} for name, known in values.items()]
