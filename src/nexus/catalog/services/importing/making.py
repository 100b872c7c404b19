"""A product that is not there yet."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import NewProduct, NewVariant, VariantOffer
from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.contracts.imports import CLEARED, Finding, ImportTerms, PlannedProduct, PlannedVariant
from nexus.catalog.services.assembly import ProductRow, assemble
from nexus.catalog.services.gating import is_on
from nexus.catalog.services.importing.directory import Directory
from nexus.catalog.services.importing.matching import Draft
from nexus.catalog.services.importing.plan import FinalProduct, ImportPlan
from nexus.catalog.services.importing.slugs import Slugs
from nexus.catalog.services.rules import Definitions

_PLAIN: Final = ("title", "description", "status", "publish_at", "tags", "tax_class")
_VARIANT: Final = ("title", "options", "compare_at", "stock_quantity", "weight_grams", "barcode")


def plan_new(
    draft: Draft,
    plan: ImportPlan,
    terms: ImportTerms,
    directory: Directory,
    slugs: Slugs,
    definitions: Definitions,
    /,
) -> None:
    """Add the product to the plan, or say why it cannot be."""
    problems: list[Finding] = []
    new = _new_product(draft, terms, directory, problems)
    row = None if new is None or problems else _assembled(new, draft, definitions, problems)
    if new is None or row is None or problems:
        plan.findings.extend(problems)
        return
    slug = slugs.take(draft.handle or row.title)
    waits = terms.vendor_ids is not None and is_on("new")
    plan.new.append(_final(row, new, slug, is_approved=not waits))
    plan.touched.add(row.id)
    for variant in row.variants:
        plan.new_variants.append((row.id, variant))
        plan.offers.append(_of_vendor(variant.offer, new.vendor_id))
    variants = tuple(PlannedVariant(sku=variant.sku, is_new=True) for variant in row.variants)
    plan.products.append(
        PlannedProduct(line=draft.line, product_id=row.id, handle=slug, title=row.title, action="created",
                       variants=variants, image_urls=tuple(draft.image_urls))
    )  # fmt: skip


def _of_vendor(offer: VariantOffer, vendor_id: UUID) -> VariantOffer:
    """`dataclasses.replace` takes ten times as long, which thousands of rows feel."""
    return VariantOffer(
        variant_id=offer.variant_id, sku=offer.sku, price=offer.price, compare_at=offer.compare_at,
        stock_quantity=offer.stock_quantity, vendor_id=vendor_id,
    )  # fmt: skip


def _new_product(
    draft: Draft, terms: ImportTerms, directory: Directory, problems: list[Finding]
) -> NewProduct | None:
    facts = stated_facts(draft.facts)
    for name in ("title", "category"):
        if not facts.get(name):
            message = f"A new product needs a {name}."
            problems.append(Finding(line=draft.line, field=name, message=message))
    named = looked_up(facts, draft, directory, problems)
    variants = [_new_variant(one.facts, one.sku, one.line, problems) for one in draft.variants]
    if problems:
        return None
    return NewProduct(
        vendor_id=terms.vendor_id,
        variants=tuple(one for one in variants if one is not None),
        attributes=stated_facts(facts.get("attributes", {})),
        translations=stated_facts(facts.get("translations", {})),
        **named,
        **{name: facts[name] for name in _PLAIN if name in facts},
    )


def _new_variant(facts: Mapping[str, Any], sku: str, line: int, problems: list[Finding]) -> NewVariant | None:
    known = stated_facts(facts)
    if "price" not in known:
        problems.append(Finding(line=line, field="price", message="A new variant needs a price."))
        return None
    return NewVariant(
        price=known["price"], sku=sku, **{name: known[name] for name in _VARIANT if name in known}
    )


def looked_up(
    facts: Mapping[str, Any], draft: Draft, directory: Directory, problems: list[Finding], /
) -> dict[str, Any]:
    """Ids for the names that are stated, ready for NewProduct."""
    found: dict[str, Any] = {}
    for name, target, look in (
        ("category", "category_id", directory.category),
        ("brand", "brand_id", directory.brand),
        ("product_type", "product_type_id", directory.product_type),
    ):
        if facts.get(name):
            found[target] = look(facts[name])
            if found[target] is None:
                _unknown(name, draft, problems)
    if "further_categories" in facts:
        found["further_category_ids"] = tuple(directory.category(one) for one in facts["further_categories"])
        if None in found["further_category_ids"]:
            _unknown("further_categories", draft, problems)
    return found


def _unknown(name: str, draft: Draft, problems: list[Finding]) -> None:
    words = {
        "category": "category",
        "brand": "brand",
        "product_type": "product type",
        "further_categories": "category",
    }
    line = draft.lines.get(name, draft.line)
    problems.append(Finding(line=line, field=name, message=f"There is no such {words[name]}."))


def stated_facts(facts: Mapping[str, Any], /) -> dict[str, Any]:
    """Without what is to be taken away: of a new product there is nothing to take."""
    return {name: value for name, value in facts.items() if value is not CLEARED}


def _assembled(
    new: NewProduct, draft: Draft, definitions: Definitions, problems: list[Finding]
) -> ProductRow | None:
    try:
        return assemble(new, rules=definitions.rules_of(new.product_type_id))
    except InvalidProduct as error:
        problems.extend(findings_of(error, draft))
    return None


def findings_of(error: InvalidProduct, draft: Draft, /, *, first: int = 0) -> list[Finding]:
    """One for each field, at the row that states it. `first`: where in the draft the variants of the error begin."""
    found = []
    for name, messages in error.errors.items():
        line, field = draft.lines.get(name, draft.line), name
        if name.startswith("variants."):
            _, index, field = name.split(".", 2)
            line = draft.variants[first + int(index)].line
        elif name in _OF_SOLE_VARIANT and draft.variants:
            line = draft.variants[first].line
        found.append(Finding(line=line, field=field, message=" ".join(messages)))
    return found


_OF_SOLE_VARIANT: Final = frozenset(
    {"sku", "price", "compare_at_price", "stock_quantity", "weight_grams", "barcode", "options"}
)


def _final(row: ProductRow, new: NewProduct, slug: str, *, is_approved: bool) -> FinalProduct:
    return FinalProduct(
        id=row.id, vendor_id=new.vendor_id, slug=slug, title=row.title, description=row.description,
        status=row.status, category_id=new.category_id, product_type_id=row.product_type_id, brand_id=row.brand_id,
        publish_at=row.publish_at, tags=row.tags, attributes=row.attributes, tax_class=row.tax_class,
        translations=dict(row.translations), further=row.further_category_ids, is_approved=is_approved,
    )  # fmt: skip
