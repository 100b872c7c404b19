"""Adding and changing variants of a product."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import NewVariant, ProductInfo, VariantInfo, VariantOffer
from nexus.catalog.contracts.errors import InvalidProduct, SkuTaken, UnknownVariant
from nexus.catalog.models import Variant
from nexus.catalog.queries import products as queries
from nexus.catalog.services import assembly
from nexus.catalog.services.attribute_values import Rules, fitting_options
from nexus.catalog.services.barcodes import refuse_taken_barcodes, tidy_barcode
from nexus.catalog.services.products import announce_change, lock_product, sku_or_slug_race
from nexus.catalog.services.prose import plain_line
from nexus.catalog.services.rules import rules_for
from nexus.catalog.services.storing import insert_variants, refuse_taken_skus

_KEPT = ("sku", "title", "options", "position", "weight_grams", "barcode", "is_active")


def add_variant(product_id: UUID, new: NewVariant, /) -> VariantInfo:
    """Append a variant. Raises UnknownProduct, InvalidProduct, SkuTaken."""
    lock_product(product_id)
    product = queries.products([product_id])[product_id]
    errors: assembly.Errors = defaultdict(list)
    if len(product.variants) >= assembly.MOST_VARIANTS:
        errors["variants"].append(f"At most {assembly.MOST_VARIANTS} variants.")
    behind = max((variant.position for variant in product.variants), default=-1) + 1
    (row,) = assembly.assemble_variants(
        [new], errors, single=True, first_position=behind, rules=option_rules(product, new.options)
    )
    _refuse_same_choice(product, row.options, errors)
    assembly.refuse(errors)
    refuse_taken_skus([row], single=True)
    refuse_taken_barcodes({"barcode": row.barcode}, vendor_id=product.vendor_id, product_id=product_id)
    with sku_or_slug_race():
        insert_variants({product_id: [row]})
    announce_change(product_id, (row.offer,))
    return variant_of(product_id, row.id)


def change_variant(
    product_id: UUID, variant_id: UUID, /, *, changes: Mapping[str, Any], offer: VariantOffer | None = None
) -> VariantInfo:
    """Change any of sku, title, options, position, weight_grams, barcode, is_active, is_default; price
    and stock travel
    in `offer`. Raises UnknownProduct, UnknownVariant, InvalidProduct, SkuTaken."""
    vendor_id = lock_product(product_id).vendor_id
    variant_of(product_id, variant_id)
    tidy = _tidy(product_id, variant_id, changes, vendor_id=vendor_id)
    if offer is not None:
        errors: assembly.Errors = defaultdict(list)
        assembly.check_offer(offer, errors)
        assembly.refuse(errors)
    with sku_or_slug_race():
        _store(product_id, variant_id, tidy)
    announce_change(product_id, (offer,) if offer else ())
    return variant_of(product_id, variant_id)


def variant_of(product_id: UUID, variant_id: UUID, /) -> VariantInfo:
    """Raises UnknownVariant."""
    found = queries.variant(product_id, variant_id)
    if found is None:
        raise UnknownVariant(variant_id=str(variant_id))
    return found


def _store(product_id: UUID, variant_id: UUID, tidy: dict[str, Any]) -> None:
    if tidy.pop("is_default", False):
        Variant.objects.filter(product_id=product_id, is_default=True).update(is_default=False)
        Variant.objects.filter(pk=variant_id).update(is_default=True)
    if tidy:
        Variant.objects.filter(pk=variant_id).update(**tidy)


def _tidy(
    product_id: UUID, variant_id: UUID, changes: Mapping[str, Any], *, vendor_id: UUID
) -> dict[str, Any]:
    """The other variants are read only for options, which must be no other's."""
    errors: assembly.Errors = defaultdict(list)
    tidy = {field: changes[field] for field in (*_KEPT, "is_default") if field in changes}
    if "sku" in tidy:
        tidy["sku"] = _free_sku(tidy["sku"], variant_id, errors)
    if "title" in tidy:
        tidy["title"] = plain_line(tidy["title"])[:200]
    if "options" in tidy:
        product = queries.products([product_id])[product_id]
        given = assembly.tidy_options(tidy["options"], errors)
        tidy["options"] = fitting_options(given, errors, rules=option_rules(product, given))
        _refuse_same_choice(product, tidy["options"], errors, besides=variant_id)
    if "barcode" in tidy:
        tidy["barcode"] = tidy_barcode(tidy["barcode"], errors)
        refuse_taken_barcodes({"barcode": tidy["barcode"]}, vendor_id=vendor_id, product_id=product_id)
    if tidy.get("is_default") is False:
        errors["is_default"].append("Make another variant the default one instead.")
    assembly.refuse(errors)
    return tidy


def option_rules(product: ProductInfo, options: Iterable[str], /) -> Rules:
    """Only options are checked here, so their names are all that has to be looked up."""
    type_id = product.product_type.id if product.product_type and options else None
    return rules_for(type_id, stated=(), options=map(str, options))


def _free_sku(sku: str, variant_id: UUID, errors: assembly.Errors) -> str:
    tidy = assembly.tidy_sku(sku, errors)
    if queries.taken_skus([tidy], besides=variant_id):
        raise SkuTaken("The SKU is taken.", errors={"sku": ["Another variant has this SKU."]}, skus=[tidy])
    return tidy


def _refuse_same_choice(
    product: ProductInfo, options: Mapping[str, str], errors: assembly.Errors, *, besides: UUID | None = None
) -> None:
    if any(variant.options == options for variant in product.variants if variant.id != besides):
        errors["options"].append("Another variant has the same options.")


def sole_variant(product: ProductInfo, /) -> VariantInfo:
    """The variant that price and stock of a simple product belong to. Raises InvalidProduct for a product
    with several."""
    if len(product.variants) != 1:
        message = "The product has several variants: set this at the variant."
        raise InvalidProduct(message, errors={"price": [message]})
    return product.variants[0]
