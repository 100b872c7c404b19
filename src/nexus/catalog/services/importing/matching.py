"""Which stated products are known already: by SKU first, by address second. Those that mean the same one become one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.contracts.imports import Finding, ImportTerms, StatedProduct, StatedVariant
from nexus.catalog.queries import importing as queries
from nexus.catalog.queries.importing import Known
from nexus.catalog.queries.products import products as read_products
from nexus.platform.locking import lock_rows


@dataclass(slots=True)
class Draft:
    """Everything that the batch states of one product; `known` is the product as it is, None for a new one."""

    line: int
    handle: str
    known: ProductInfo | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    variants: list[StatedVariant] = field(default_factory=list)
    image_urls: dict[str, None] = field(default_factory=dict)
    is_emptied: bool = False

    def leave_out(self, lines: Collection[int], /) -> None:
        """Without the variants of these lines. A product of which nothing is left is not made at all."""
        kept = [one for one in self.variants if one.line not in lines]
        self.is_emptied = self.is_emptied or (bool(self.variants) and not kept)
        self.variants = kept

    def take(self, stated: StatedProduct, variants: Sequence[StatedVariant], /) -> None:
        """What is stated later counts; attributes and translations add up."""
        for name, value in stated.facts.items():
            before = self.facts.get(name)
            self.facts[name] = (
                {**before, **value} if isinstance(value, dict) and isinstance(before, dict) else value
            )
            self.lines[name] = stated.line
        self.variants.extend(variants)
        self.image_urls.update(dict.fromkeys(stated.image_urls))


def matched(stated: Sequence[StatedProduct], terms: ImportTerms, findings: list[Finding], /) -> list[Draft]:
    """Drafts in the order of the file. Known products are locked, in order of their ids, unless the run is dry."""
    by_sku = queries.products_by_sku({one.sku for product in stated for one in product.variants if one.sku})
    by_slug = queries.products_by_slug({product.handle for product in stated if product.handle})
    drafts: dict[object, Draft] = {}
    known_ids: dict[object, UUID] = {}
    for product in stated:
        found, variants = _target(product, by_sku, by_slug, findings)
        if found is not None and _is_foreign(found, terms):
            findings.append(_foreign(product))
            continue
        key: object = found.product_id if found else product.handle or ("line", product.line)
        draft = drafts.setdefault(key, Draft(product.line, product.handle))
        draft.take(product, variants)
        if found is not None:
            known_ids[key] = found.product_id
    return _with_known(drafts, known_ids, terms)


def _target(
    product: StatedProduct, by_sku: dict[str, Known], by_slug: dict[str, Known], findings: list[Finding]
) -> tuple[Known | None, list[StatedVariant]]:
    """The product that is meant, and its variants without those that belong to another one."""
    owners = {one.sku: by_sku[one.sku] for one in product.variants if one.sku in by_sku}
    target = by_slug.get(product.handle) or next(iter(owners.values()), None)
    kept = []
    for one in product.variants:
        owner = owners.get(one.sku)
        if owner is not None and target is not None and owner.product_id != target.product_id:
            findings.append(
                Finding(line=one.line, field="sku", message="Another product has a variant with this SKU.")
            )
        else:
            kept.append(one)
    return target, kept


def _is_foreign(found: Known, terms: ImportTerms) -> bool:
    return terms.vendor_ids is not None and found.vendor_id not in terms.vendor_ids


def _foreign(product: StatedProduct) -> Finding:
    field = "sku" if any(one.sku for one in product.variants) else "handle"
    return Finding(line=product.line, field=field, message="This product belongs to another seller.")


def _with_known(
    drafts: dict[object, Draft], known_ids: dict[object, UUID], terms: ImportTerms
) -> list[Draft]:
    ids = set(known_ids.values())
    if ids and not terms.is_dry:
        lock_rows("catalog_product", ids, columns="id")
    products = read_products(ids) if ids else {}
    for key, product_id in known_ids.items():
        drafts[key].known = products.get(product_id)
    return list(drafts.values())


def twins_of(drafts: Sequence[Draft], /) -> dict[str, list[int]]:
    """SKUs that the batch states more than once, with their lines."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        for one in draft.variants:
            if one.sku:
                lines[one.sku].append(one.line)
    return {sku: found for sku, found in lines.items() if len(found) > 1}
