"""The variants of a product that is there: those that come, and what changes of the others."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import NewVariant, ProductInfo, VariantInfo, VariantOffer
from nexus.catalog.contracts.imports import (
    CLEARED,
    FieldChange,
    Finding,
    PlannedVariant,
    StandingOffer,
    StatedVariant,
)
from nexus.catalog.services import assembly
from nexus.catalog.services.attribute_values import Rules, fitting_options
from nexus.catalog.services.barcodes import tidy_barcode
from nexus.catalog.services.importing.matching import Draft
from nexus.catalog.services.importing.plan import ImportPlan
from nexus.catalog.services.prose import plain_line

_NOTHING: Final = StandingOffer()
_NEW: Final = ("title", "options", "compare_at", "stock_quantity", "weight_grams", "barcode")


def plan_variants(
    known: ProductInfo, draft: Draft, plan: ImportPlan, offers: Mapping[UUID, StandingOffer], rules: Rules, /
) -> tuple[PlannedVariant, ...]:
    """What comes and what changes; rows that cannot be taken go to the findings."""
    choices = {_choice(one.options): one.id for one in known.variants}
    planned: list[PlannedVariant] = []
    position = max((one.position for one in known.variants), default=-1) + 1
    for stated in draft.variants:
        errors: assembly.Errors = defaultdict(list)
        one = _meant(stated, known)
        if one is None:
            found = _new(
                stated, known, position + sum(one.is_new for one in planned), choices, plan, rules, errors
            )
        else:
            found = _changed(one, stated, offers.get(one.id, _NOTHING), known, choices, plan, rules, errors)
        plan.findings.extend(
            Finding(line=stated.line, field=name, message=" ".join(messages))
            for name, messages in errors.items()
        )
        if found is not None and not errors:
            planned.append(found)
    return tuple(planned)


def _meant(stated: StatedVariant, known: ProductInfo) -> VariantInfo | None:
    """By SKU; a row without one means the variant with its options, or the only one there is."""
    if stated.sku:
        return next((one for one in known.variants if one.sku == stated.sku), None)
    options = stated.facts.get("options")
    if options:
        return next((one for one in known.variants if _choice(one.options) == _choice(options)), None)
    return known.variants[0] if len(known.variants) == 1 else None


def _choice(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.items()))


def _new(
    stated: StatedVariant, known: ProductInfo, position: int, choices: dict[Any, UUID], plan: ImportPlan,
    rules: Rules, errors: assembly.Errors,
) -> PlannedVariant | None:  # fmt: skip
    facts = {name: value for name, value in stated.facts.items() if value is not CLEARED}
    if not stated.sku and not facts.get("options"):
        errors["sku"].append("The product has several variants: say which by its SKU or its options.")
        return None
    if "price" not in facts:
        errors["price"].append("A new variant needs a price.")
        return None
    new = NewVariant(
        price=facts["price"], sku=stated.sku, **{name: facts[name] for name in _NEW if name in facts}
    )
    (row,) = assembly.assemble_variants([new], errors, single=True, first_position=position, rules=rules)
    if _choice(row.options) in choices:
        errors["options"].append("Another variant has the same options.")
    if len(choices) >= assembly.MOST_VARIANTS:
        errors["sku"].append(f"At most {assembly.MOST_VARIANTS} variants.")
    if errors:
        return None
    choices[_choice(row.options)] = row.id
    plan.new_variants.append((known.id, row))
    plan.offers.append(replace(row.offer, vendor_id=known.vendor_id))
    return PlannedVariant(sku=row.sku, is_new=True)


def _changed(
    one: VariantInfo, stated: StatedVariant, offer: StandingOffer, known: ProductInfo, choices: dict[Any, UUID],
    plan: ImportPlan, rules: Rules, errors: assembly.Errors,
) -> PlannedVariant | None:  # fmt: skip
    facts = _facts_after(one, stated.facts, choices, rules, errors)
    changes = [
        FieldChange(field=name, before=getattr(one, name), after=value)
        for name, value in facts.items()
        if value != getattr(one, name)
    ]
    new_offer, offer_changes = _offer_after(one, stated.facts, offer, known, errors)
    if errors or not (changes or offer_changes):
        return None
    if changes:
        plan.changed_variants.append((one.id, _row(one) | facts))
    if new_offer is not None:
        plan.offers.append(new_offer)
    return PlannedVariant(sku=one.sku, is_new=False, changes=(*changes, *offer_changes))


def _row(one: VariantInfo) -> dict[str, Any]:
    return {
        "title": one.title,
        "options": dict(one.options),
        "weight_grams": one.weight_grams,
        "barcode": one.barcode,
    }


def _facts_after(
    one: VariantInfo,
    facts: Mapping[str, Any],
    choices: dict[Any, UUID],
    rules: Rules,
    errors: assembly.Errors,
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "title" in facts:
        found["title"] = "" if facts["title"] is CLEARED else plain_line(facts["title"])[:200]
    if "options" in facts:
        tidy = assembly.tidy_options(facts["options"], errors)
        found["options"] = fitting_options(tidy, errors, rules=rules)
        if choices.setdefault(_choice(found["options"]), one.id) != one.id:
            errors["options"].append("Another variant has the same options.")
    if "weight_grams" in facts:
        weight = found["weight_grams"] = None if facts["weight_grams"] is CLEARED else facts["weight_grams"]
        if weight is not None and not 0 <= weight <= assembly.HEAVIEST_GRAMS:
            errors["weight_grams"].append(f"Must be between 0 and {assembly.HEAVIEST_GRAMS}.")
    if "barcode" in facts:
        found["barcode"] = "" if facts["barcode"] is CLEARED else tidy_barcode(facts["barcode"], errors)
    return found


def _offer_after(
    one: VariantInfo,
    facts: Mapping[str, Any],
    before: StandingOffer,
    known: ProductInfo,
    errors: assembly.Errors,
) -> tuple[VariantOffer | None, list[FieldChange]]:
    changes = []
    price, compare_at = facts.get("price", before.price), facts.get("compare_at", before.compare_at)
    compare_at = None if compare_at is CLEARED else compare_at
    for name, old, new in (
        ("price", before.price, price),
        ("compare_at_price", before.compare_at, compare_at),
    ):
        if old != new:
            changes.append(FieldChange(field=name, before=_amount(old), after=_amount(new)))
    if changes and price is None:
        errors["price"].append("The variant has no price yet: state one.")
        return None, []
    stock = facts.get("stock_quantity", before.on_hand)
    if stock != before.on_hand:
        if stock < before.reserved:
            errors["stock_quantity"].append(f"{before.reserved} pieces are promised to orders.")
        changes.append(FieldChange(field="stock", before=before.on_hand, after=stock))
    offer = VariantOffer(
        variant_id=one.id, sku=one.sku, vendor_id=known.vendor_id, compare_at=compare_at,
        price=price if any(change.field != "stock" for change in changes) else None,
        stock_quantity=stock if stock != before.on_hand else None,
    )  # fmt: skip
    assembly.check_offer(offer, errors)
    return (offer if changes else None), changes


def _amount(money: Any) -> str | None:
    return None if money is None else str(money)
