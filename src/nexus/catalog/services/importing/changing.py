"""A product that is there: what of it changes. Nothing stated, or the same as it is, costs nothing later."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.contracts.imports import (
    CLEARED,
    FieldChange,
    Finding,
    ImportTerms,
    PlannedProduct,
    StandingOffer,
)
from nexus.catalog.services import assembly
from nexus.catalog.services.gating import GATED, is_on
from nexus.catalog.services.importing.directory import Directory
from nexus.catalog.services.importing.making import looked_up
from nexus.catalog.services.importing.matching import Draft
from nexus.catalog.services.importing.plan import FinalProduct, ImportPlan
from nexus.catalog.services.importing.variants import plan_variants
from nexus.catalog.services.lifecycle import LEADS_TO
from nexus.catalog.services.prose import plain_text
from nexus.catalog.services.refitting import fitted_change
from nexus.catalog.services.rules import Definitions

_NEVER_EMPTY: Final = frozenset({"title", "category", "status", "tax_class"})
_EMPTY: Final[Mapping[str, Any]] = {
    "description": "", "tags": [], "brand_id": None, "product_type_id": None, "publish_at": None, "further": (),
}  # fmt: skip
_IDS: Final = {"category": "category_id", "brand": "brand_id", "product_type": "product_type_id"}


def plan_change(
    draft: Draft,
    plan: ImportPlan,
    terms: ImportTerms,
    directory: Directory,
    offers: Mapping[UUID, StandingOffer],
    definitions: Definitions,
    /,
) -> None:
    """Add what changes to the plan, or say why it cannot. A row that is at fault takes only itself along, unless it is the
    product's own values that are."""
    known = draft.known
    if known is None:
        raise ValueError("a new product is made, not changed")
    problems: list[Finding] = []
    before = _as_it_is(known)
    after = _as_stated(known, before, draft, directory, definitions, problems)
    if terms.vendor_ids is not None and known.is_approved and is_on("edit"):
        problems.extend(_held_back(before, after, draft))
    if problems:
        plan.findings.extend(problems)
        return
    changes = _differences(before, after, draft.facts)
    variants = plan_variants(known, draft, plan, offers, definitions.rules_of(after.product_type_id))
    if changes:
        (plan.changed if before != replace(after, further=before.further) else plan.moved).append(after)
        if before.further != after.further and before != replace(after, further=before.further):
            plan.moved.append(after)
    action = "changed" if changes or variants else "unchanged"
    if action == "changed":
        plan.touched.add(known.id)
    plan.products.append(
        PlannedProduct(line=draft.line, product_id=known.id, handle=known.slug, title=after.title, action=action,
                       changes=changes, variants=variants, image_urls=tuple(draft.image_urls))
    )  # fmt: skip


def _held_back(before: FinalProduct, after: FinalProduct, draft: Draft) -> list[Finding]:
    """What people read of a product that was let in changes by a proposal of its own, which a person looks at."""
    message = "This waits for the shop's approval: change it on the product's page. Prices and stock can be imported."
    names = ["further" if name == "further_category_ids" else name for name in GATED]
    return [
        Finding(line=draft.lines.get(name, draft.line), field=name.removesuffix("_id"), message=message)
        for name in names
        if getattr(before, name) != getattr(after, name)
    ]


def _as_it_is(known: ProductInfo) -> FinalProduct:
    return FinalProduct(
        id=known.id, vendor_id=known.vendor_id, slug=known.slug, title=known.title, description=known.description,
        status=known.status, category_id=known.category.id,
        product_type_id=known.product_type.id if known.product_type else None,
        brand_id=known.brand.id if known.brand else None, publish_at=known.publish_at, tags=list(known.tags),
        attributes=dict(known.attributes), tax_class=known.tax_class,
        translations={language: dict(texts) for language, texts in known.translations.items()},
        further=tuple(sorted(one.id for one in known.further_categories)), is_approved=known.is_approved,
    )  # fmt: skip


def _as_stated(
    known: ProductInfo, before: FinalProduct, draft: Draft, directory: Directory, definitions: Definitions,
    problems: list[Finding],
) -> FinalProduct:  # fmt: skip
    errors: assembly.Errors = defaultdict(list)
    facts = draft.facts
    wanted: dict[str, Any] = {}
    for name in _NEVER_EMPTY & facts.keys():
        if facts[name] is CLEARED:
            errors[name].append("This cannot be taken away.")
    stated = {name: value for name, value in facts.items() if value is not CLEARED}
    wanted |= _tidied(stated, before, errors)
    wanted |= {_IDS.get(name, name): _EMPTY[_IDS.get(name, name)] for name in _emptied(facts)}
    ids = looked_up(stated, draft, directory, problems)
    if "further_category_ids" in ids:
        ids["further"] = tuple(sorted(one for one in ids.pop("further_category_ids") if one))
    wanted |= ids
    wanted |= fitted_change(known, wanted, errors, definitions=definitions)
    after = _with_schedule(before, replace(before, **wanted), errors)
    problems.extend(
        Finding(
            line=draft.lines.get(name.partition(".")[0], draft.line), field=name, message=" ".join(messages)
        )
        for name, messages in errors.items()
    )
    return after


def _emptied(facts: Mapping[str, Any]) -> list[str]:
    renamed = {"further_categories": "further"}
    gone = [renamed.get(name, name) for name, value in facts.items() if value is CLEARED]
    return [name for name in gone if _IDS.get(name, name) in _EMPTY]


def _tidied(stated: Mapping[str, Any], before: FinalProduct, errors: assembly.Errors) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if "title" in stated:
        wanted["title"] = assembly.tidy_title(stated["title"], errors)
    if "description" in stated:
        wanted["description"] = plain_text(stated["description"])
    if "status" in stated:
        wanted["status"] = assembly.known_status(stated["status"], errors)
    if "tags" in stated:
        wanted["tags"] = assembly.tidy_tags(stated["tags"], errors)
    for name in ("publish_at", "tax_class"):
        if name in stated:
            wanted[name] = stated[name]
    merged = _merged(before.attributes, _typed(stated.get("attributes", {}), before.attributes))
    if merged != before.attributes:
        wanted["attributes"] = assembly.tidy_attributes(merged, errors)
    if "translations" in stated:
        wanted["translations"] = assembly.tidy_translations(
            _merged_texts(before.translations, stated["translations"]), errors
        )
    return wanted


def _typed(stated: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Files of text have no types: what reads like the value that is there is that value."""
    return {
        code: before[code] if code in before and spelled(before[code]) == value else value
        for code, value in stated.items()
    }


def spelled(value: Any, /) -> str:
    """A value of an attribute as a file of text has it."""
    if isinstance(value, Mapping):
        return f"{value['amount']} {value['unit']}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _merged(before: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**before, **stated}.items() if value is not CLEARED}


def _merged_texts(before: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    languages = dict.fromkeys([*before, *stated])
    return {one: _merged(before.get(one, {}), stated.get(one, {})) for one in languages}


def _with_schedule(before: FinalProduct, after: FinalProduct, errors: assembly.Errors) -> FinalProduct:
    """The same life as everywhere. Files state hours of what is published too: these are let be."""
    if after.status != before.status and after.status not in LEADS_TO[before.status]:
        errors["status"].append(
            f"From {before.status} a product goes to {' or '.join(LEADS_TO[before.status])}."
        )
    if after.status != "scheduled":
        return replace(after, publish_at=None)
    assembly.check_hour(after.status, after.publish_at, errors, known=before.publish_at)
    return after


def _differences(
    before: FinalProduct, after: FinalProduct, facts: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """For people: what the file says stands for an id."""
    found = []
    for name in FinalProduct.__dataclass_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        plain = {"category_id": "category", "brand_id": "brand", "product_type_id": "product_type",
                 "further": "further_categories"}.get(name, name)  # fmt: skip
        if plain != name:
            old, new = (str(old) if old else None), facts.get(plain)
        found.append(FieldChange(field=plain, before=_json(old), after=_json(new)))
    return tuple(found)


def _json(value: Any) -> Any:
    if value is CLEARED:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
