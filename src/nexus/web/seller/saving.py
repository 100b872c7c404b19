"""From what was typed to what the catalog is asked to do."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import NewProduct, NewVariant, ProductInfo, VariantInfo
from nexus.catalog.contracts.errors import UnknownProduct
from nexus.kernel.errors import NexusError
from nexus.kernel.ids import parse_id
from nexus.web.seller.editing import Editing
from nexus.web.seller.forms import SoleForm
from nexus.web.seller.goods import changed_offer
from nexus.web.seller.refused import at_field, in_words

_FORM_NAMES = {"category_id": "category", "categories": "further"}


def typed_facts(editing: Editing, /) -> dict[str, Any]:
    """By the names of `catalog.product_facts`."""
    typed = editing.form.cleaned_data
    facts = {name: typed[name] for name in ("title", "description", "tags", "slug")}
    return facts | {
        "category_id": parse_id(typed["category"]),
        "further_category_ids": [found for text in typed["further"] if (found := parse_id(text))],
        "brand_id": parse_id(typed["brand"]),
        "product_type_id": parse_id(typed["product_type"]),
        "attributes": editing.attributes,
        "translations": _translations(editing),
        **_hour(editing),
    }


def _translations(editing: Editing) -> dict[str, dict[str, str]]:
    """Languages that the form does not ask for stay as they are."""
    asked = {code for code, _name in editing.form.languages}
    kept = {code: texts for code, texts in editing.seen.get("translations", {}).items() if code not in asked}
    return kept | editing.form.translations()


def _hour(editing: Editing) -> dict[str, Any]:
    """An hour that was not touched stays to the second; without the state scheduled there is none."""
    typed, seen = editing.form.cleaned_data["publish_at"], editing.seen.get("publish_at")
    if editing.wished_status != "scheduled":
        return {}
    untouched = seen is not None and typed == seen.replace(second=0, microsecond=0)
    return {"publish_at": seen if untouched else typed}


def changed(typed: Mapping[str, Any], seen: Mapping[str, Any], /) -> dict[str, Any]:
    """What of it differs from what the form showed. An emptied address stays as it is."""
    return {
        name: value
        for name, value in typed.items()
        if not _same(value, seen.get(name)) and not (name == "slug" and not value)
    }


def _same(typed: Any, seen: Any) -> bool:
    if isinstance(typed, str) and isinstance(seen, str):
        return typed == seen.replace("\r\n", "\n").strip()
    if isinstance(typed, list) and typed and isinstance(typed[0], UUID):
        return set(typed) == set(seen or ())
    return bool(typed == seen)


def made_from(vendor_id: UUID, editing: Editing, /) -> ProductInfo:
    """A new product with one variant. Raises what the catalog raises."""
    facts, sole = typed_facts(editing), editing.sole
    facts |= {name: tuple(facts[name]) for name in ("tags", "further_category_ids")}
    variants = (_new_variant(sole),) if sole else ()
    status = editing.wished_status
    return catalog.create_product(NewProduct(vendor_id=vendor_id, status=status, variants=variants, **facts))


def _new_variant(form: SoleForm) -> NewVariant:
    typed = form.cleaned_data
    return NewVariant(
        price=typed["price"],
        compare_at=typed["compare_at_price"],
        stock_quantity=typed["stock_quantity"] or 0,
        sku=typed["sku"],
        barcode=typed["barcode"].strip(),
        weight_grams=typed["weight_grams"],
    )


def save(editing: Editing, /) -> None:
    """All that changed, or nothing. Raises StaleProduct, WrongEntry and what the catalog raises."""
    product = editing.product
    if product is None:
        raise UnknownProduct
    changes = changed(typed_facts(editing), editing.seen)
    if editing.status and editing.status != product.status:
        changes["status"] = editing.status
    if changes:
        catalog.change_seen_product(product.id, changes=changes, seen=editing.seen)
    if editing.sole is not None:
        _save_sole(product, editing.sole, editing)


def _save_sole(product: ProductInfo, form: SoleForm, editing: Editing) -> None:
    variant, typed = product.variants[0], form.cleaned_data
    offer = changed_offer(
        variant,
        editing.goods,
        price=typed["price"],
        compare_at=typed["compare_at_price"],
        pieces=typed["stock_quantity"],
        seen_pieces=editing.seen_pieces,
    )
    changes = _numbers(variant, typed)
    if changes or offer is not None:
        catalog.change_variant(product.id, variant.id, changes=changes, offer=offer)


def _numbers(variant: VariantInfo, typed: Mapping[str, Any]) -> dict[str, Any]:
    asked = {
        "sku": typed["sku"] or variant.sku,
        "barcode": typed["barcode"].strip(),
        "weight_grams": typed["weight_grams"],
    }
    return {name: value for name, value in asked.items() if getattr(variant, name) != value}


def blame(error: NexusError, editing: Editing, /) -> None:
    """Put what the catalog refused at the fields; what belongs to none stands above them all."""
    for name, texts in error.errors.items():
        if name.startswith("attributes."):
            editing.wrong[name.removeprefix("attributes.")] = at_field(name, texts)
            continue
        field = _FORM_NAMES.get(name, name)
        place = next((form for form in editing.forms if field in form.fields), None)
        (place or editing.form).add_error(field if place else None, at_field(name, texts))
    if not error.errors:
        editing.form.add_error(None, in_words(error))
