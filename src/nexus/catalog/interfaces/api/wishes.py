"""From validated input to what the services take: prices in the shop's currency, categories by id or
slug, variants."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product as combinations
from math import prod
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import NewProduct, NewVariant, ProductInfo, VariantOffer
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.queries import brands, categories, definitions
from nexus.catalog.services.assembly import MOST_VARIANTS
from nexus.catalog.services.offers import offers_of
from nexus.catalog.services.variants import sole_variant
from nexus.kernel.money import InvalidAmount, Money
from nexus.tenancy import facade as tenancy

type Asked = Mapping[str, Any]
_OFFER_FIELDS: Final = frozenset({"price", "compare_at_price", "stock_quantity"})
_SIMPLE_FIELDS: Final = ("sku", "title", "weight_grams", "barcode")
_CHANGES: Final = (
    "title", "slug", "description", "status", "publish_at", "tags", "attributes", "tax_class", "translations",
)  # fmt: skip


def wished_product(asked: Asked, /, *, vendor_id: UUID) -> NewProduct:
    """Raises InvalidProduct, naming the field."""
    return NewProduct(
        title=asked["title"],
        vendor_id=vendor_id,
        category_id=category_id_of(asked["category"]),
        variants=_wished_variants(asked),
        **{field: asked[field] for field in _CHANGES[1:] if field in asked},
        **_standing(asked),
    )


def wished_variant(asked: Asked, /, *, fallback: Asked | None = None, prefix: str = "") -> NewVariant:
    """One variant; what it does not state comes from `fallback` (the product). Raises InvalidProduct."""
    both = {**(fallback or {}), **asked}
    price = _money(both, "price", prefix)
    if price is None:
        raise _invalid(f"{prefix}price", "This field is required.")
    return NewVariant(
        price=price,
        compare_at=_money(both, "compare_at_price", prefix)
        if both.get("compare_at_price") is not None
        else None,
        stock_quantity=both.get("stock_quantity", 0),
        options=asked.get("options", {}),
        **{field: asked[field] for field in _SIMPLE_FIELDS if field in asked},
    )


def category_id_of(key: str, /) -> UUID:
    """By id or slug. Raises InvalidProduct."""
    found = categories.by_key(key)
    if found is None:
        raise _invalid("category", "There is no such category.")
    return found.id


def wished_changes(asked: Asked, /) -> dict[str, Any]:
    """What of the product itself changes."""
    changes = {field: asked[field] for field in _CHANGES if field in asked}
    if "category" in asked:
        changes["category_id"] = category_id_of(asked["category"])
    return changes | _standing(asked)


def _standing(asked: Asked) -> dict[str, Any]:
    """Type, brand and further categories, as far as they are stated."""
    found: dict[str, Any] = {}
    if "product_type" in asked:
        found["product_type_id"] = _type_id_of(asked["product_type"])
    if "brand" in asked:
        found["brand_id"] = _brand_id_of(asked["brand"])
    if "categories" in asked:
        found["further_category_ids"] = _category_ids_of(asked["categories"])
    return found


def _type_id_of(key: str | None) -> UUID | None:
    """By code or id."""
    if not key:
        return None
    known = definitions.product_type(key)
    if known is None:
        raise _invalid("product_type", "There is no such product type.")
    return known.id


def _brand_id_of(key: str | None) -> UUID | None:
    """By slug or id."""
    if not key:
        return None
    known = brands.brand(key)
    if known is None:
        raise _invalid("brand", "There is no such brand.")
    return known.id


def _category_ids_of(keys: Sequence[str]) -> tuple[UUID, ...]:
    """By id or slug; each that is unknown is named."""
    known = categories.by_keys(keys)
    errors = {
        f"categories.{index}": ["There is no such category."]
        for index, key in enumerate(keys)
        if key not in known
    }
    if errors:
        raise InvalidProduct("Some values are missing or not valid.", errors=errors)
    return tuple(dict.fromkeys(known[key].id for key in keys))


def wished_offer(asked: Asked, variant_id: UUID, sku: str, /) -> VariantOffer | None:
    """Price and stock of one variant, None when neither is stated. Raises InvalidProduct."""
    if _OFFER_FIELDS.isdisjoint(asked):
        return None
    price, compare_at = _money(asked, "price"), _money(asked, "compare_at_price")
    if price is None and "compare_at_price" in asked:
        price = _current_price(variant_id)
    return VariantOffer(
        variant_id=variant_id, sku=sku, price=price, compare_at=compare_at,
        keeps_compare_at="compare_at_price" not in asked, stock_quantity=asked.get("stock_quantity"),
    )  # fmt: skip


def sole_offer(asked: Asked, product: ProductInfo, /) -> VariantOffer | None:
    """Price and stock stated at a product belong to its only variant. Raises InvalidProduct when it has
    several."""
    if _OFFER_FIELDS.isdisjoint(asked):
        return None
    variant = sole_variant(product)
    return wished_offer(asked, variant.id, variant.sku)


def _wished_variants(asked: Asked) -> tuple[NewVariant, ...]:
    if asked.get("variants"):
        return tuple(
            wished_variant(variant, fallback=_shared(asked), prefix=f"variants.{index}.")
            for index, variant in enumerate(asked["variants"])
        )
    simple = {field: asked[field] for field in ("sku", "weight_grams", "barcode") if field in asked}
    simple |= _shared(asked)
    choices = _matrix(asked.get("options", {}))
    if len(choices) > 1 and simple.pop("sku", None):
        raise _invalid("sku", "Several variants cannot share one SKU; state them in `variants`.")
    return tuple(wished_variant({**simple, "options": choice}) for choice in choices)


def _shared(asked: Asked) -> dict[str, Any]:
    return {field: asked[field] for field in (*_OFFER_FIELDS, "currency") if field in asked}


def _matrix(options: Mapping[str, list[str]]) -> list[dict[str, str]]:
    """Every combination of the values; one empty choice without options. Raises InvalidProduct for too
    many."""
    if prod(len(values) for values in options.values()) > MOST_VARIANTS:
        raise _invalid("options", f"These make more than {MOST_VARIANTS} variants.")
    return [dict(zip(options, choice, strict=True)) for choice in combinations(*options.values())]


def _money(asked: Asked, field: str, prefix: str = "") -> Money | None:
    currency, amount = tenancy.tenant().currency, asked.get(field)
    if asked.get("currency", currency) != currency:
        raise _invalid(f"{prefix}currency", f"This shop's prices are in {currency}.")
    if not isinstance(amount, Decimal):
        return None
    try:
        return Money.of(amount, currency)
    except InvalidAmount as error:
        raise _invalid(f"{prefix}{field}", error.detail) from None


def _current_price(variant_id: UUID) -> Money:
    known = offers_of([variant_id]).get(variant_id)
    if known is None or known.price is None:
        raise _invalid("price", "State the price together with compare_at_price.")
    return known.price


def _invalid(field: str, message: str) -> InvalidProduct:
    return InvalidProduct("Some values are missing or not valid.", errors={field: [message]})
