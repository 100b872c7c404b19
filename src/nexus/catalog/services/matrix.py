"""Many variants of one product at once: a number of statements that does not depend on how many they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import NewVariant, ProductInfo, VariantChange, VariantInfo
from nexus.catalog.contracts.errors import SkuTaken, UnknownVariant
from nexus.catalog.queries import products as queries
from nexus.catalog.services import assembly
from nexus.catalog.services.assembly import VariantRow
from nexus.catalog.services.attribute_values import Rules, fitting_options
from nexus.catalog.services.barcodes import refuse_taken_barcodes, tidy_barcode
from nexus.catalog.services.products import announce_change, lock_product, sku_or_slug_race
from nexus.catalog.services.storing import insert_variants
from nexus.catalog.services.variants import option_rules
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

# SKUs are unique row by row, so one that moves to another variant has to be given up first.
_VACATE = """
UPDATE catalog_variant SET sku = '~' || id::text WHERE tenant_id = %s AND product_id = %s AND id = ANY(%s::uuid[])"""
_CHANGE = """
UPDATE catalog_variant v SET sku = new.sku, title = new.title, options = new.options, barcode = new.barcode,
  weight_grams = new.weight_grams, is_active = new.is_active
FROM jsonb_to_recordset(%s::jsonb) AS new(id uuid, sku text, title text, options jsonb, barcode text, weight_grams int,
  is_active boolean)
WHERE v.tenant_id = %s AND v.product_id = %s AND v.id = new.id"""
_FIELDS: Final = ("sku", "title", "options", "barcode", "weight_grams", "is_active")


def change_variants(
    product_id: UUID, /, *, changed: Sequence[VariantChange] = (), new: Sequence[NewVariant] = ()
) -> ProductInfo:
    """Change and add variants, all or none. What is refused is named `variants.<id>.<field>`, of new ones
    `variants.<index>.<field>`. Raises UnknownProduct, UnknownVariant, InvalidProduct, SkuTaken.
    """
    lock_product(product_id)
    product = queries.products([product_id])[product_id]
    errors: assembly.Errors = defaultdict(list)
    rules = option_rules(product, _option_names(changed, new))
    after = _after(product, changed, errors, rules)
    added = _added(product, new, errors, rules)
    _refuse_same_choices(after, added, errors)
    assembly.refuse(errors)
    _refuse_taken(product, after, added)
    _refuse_taken_barcodes(product, after, added)
    _store(product, after, added)
    offers = tuple(one.offer for one in changed if one.offer is not None)
    announce_change(product_id, (*offers, *(row.offer for row in added)))
    return queries.products([product_id])[product_id]


def _option_names(changed: Sequence[VariantChange], new: Sequence[NewVariant]) -> set[str]:
    stated = [*(one.changes.get("options", {}) for one in changed), *(one.options for one in new)]
    return {str(name) for options in stated for name in options}


def _after(
    product: ProductInfo, changed: Sequence[VariantChange], errors: assembly.Errors, rules: Rules
) -> dict[UUID, VariantInfo]:
    """All variants as they will be."""
    known = {variant.id: variant for variant in product.variants}
    for one in changed:
        if one.variant_id not in known:
            raise UnknownVariant(variant_id=str(one.variant_id))
        prefix = f"variants.{one.variant_id}."
        known[one.variant_id] = replace(known[one.variant_id], **_tidy(one.changes, errors, prefix, rules))
        if one.offer is not None:
            assembly.check_offer(one.offer, errors, prefix)
    return known


def _tidy(changes: Mapping[str, Any], errors: assembly.Errors, prefix: str, rules: Rules) -> dict[str, Any]:
    tidy = {name: changes[name] for name in _FIELDS if name in changes}
    if "sku" in tidy:
        tidy["sku"] = assembly.tidy_sku(tidy["sku"], errors, prefix)
    if "options" in tidy:
        given = assembly.tidy_options(tidy["options"], errors, prefix)
        tidy["options"] = fitting_options(given, errors, rules=rules, prefix=prefix)
        tidy.setdefault("title", " / ".join(tidy["options"].values())[:200])
    if "barcode" in tidy:
        tidy["barcode"] = tidy_barcode(tidy["barcode"], errors, prefix)
    return tidy


def _added(
    product: ProductInfo, new: Sequence[NewVariant], errors: assembly.Errors, rules: Rules
) -> tuple[VariantRow, ...]:
    if not new:
        return ()
    if len(product.variants) + len(new) > assembly.MOST_VARIANTS:
        errors["variants"].append(f"At most {assembly.MOST_VARIANTS} variants.")
    behind = max((variant.position for variant in product.variants), default=-1) + 1
    rows = assembly.assemble_variants(new, errors, first_position=max(behind, 1), rules=rules)
    return tuple(replace(row, is_default=False) for row in rows)


def _refuse_same_choices(
    after: Mapping[UUID, VariantInfo], added: Sequence[VariantRow], errors: assembly.Errors
) -> None:
    named = _named(after, added)
    times = Counter(tuple(sorted(one.options.items())) for _, one in named)
    for name, one in named:
        if times[tuple(sorted(one.options.items()))] > 1:
            errors[f"{name}.options"].append("Another variant has the same options.")


def _refuse_taken(
    product: ProductInfo, after: Mapping[UUID, VariantInfo], added: Sequence[VariantRow]
) -> None:
    """The unique constraint stays the last word between two writers."""
    own = {variant.id: variant.sku for variant in product.variants}
    named = _named(after, added)
    times = Counter(one.sku for _, one in named)
    stated = {one.sku for _, one in named if own.get(one.id) != one.sku}
    taken = (queries.taken_skus(list(stated)) if stated else frozenset()) - set(own.values())
    wrong = [
        (name, one.sku)
        for name, one in named
        if one.sku in stated and (one.sku in taken or times[one.sku] > 1)
    ]
    if wrong:
        errors = {f"{name}.sku": ["Another variant has this SKU."] for name, _ in wrong}
        raise SkuTaken("The SKU is taken.", errors=errors, skus=sorted({sku for _, sku in wrong}))


def _refuse_taken_barcodes(
    product: ProductInfo, after: Mapping[UUID, VariantInfo], added: Sequence[VariantRow]
) -> None:
    own = {variant.id: variant.barcode for variant in product.variants}
    stated = {
        f"{name}.barcode": one.barcode
        for name, one in _named(after, added)
        if own.get(one.id, "") != one.barcode
    }
    refuse_taken_barcodes(stated, vendor_id=product.vendor_id, product_id=product.id)


def _named(
    after: Mapping[UUID, VariantInfo], added: Sequence[VariantRow]
) -> list[tuple[str, VariantInfo | VariantRow]]:
    return [
        *((f"variants.{one.id}", one) for one in after.values()),
        *((f"variants.{index}", row) for index, row in enumerate(added)),
    ]


def _store(product: ProductInfo, after: Mapping[UUID, VariantInfo], added: Sequence[VariantRow]) -> None:
    differ = [after[one.id] for one in product.variants if after[one.id] != one]
    with sku_or_slug_race():
        _vacate(product, differ)
        if differ:
            rows = [{"id": one.id, **{name: getattr(one, name) for name in _FIELDS}} for one in differ]
            db.execute(_CHANGE, [db.jsonb(rows), current_tenant(), product.id])
        if added:
            insert_variants({product.id: added})


def _vacate(product: ProductInfo, differ: Iterable[VariantInfo]) -> None:
    holders = {variant.sku: variant.id for variant in product.variants}
    moving = [holders[one.sku] for one in differ if holders.get(one.sku, one.id) != one.id]
    if moving:
        db.execute(_VACATE, [current_tenant(), product.id, moving])
