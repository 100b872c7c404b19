"""Trade item numbers of a batch: one names one product of a seller. The same rule as for forms, told row by row."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from nexus.catalog.contracts.imports import Finding, ImportTerms, StatedVariant
from nexus.catalog.queries.barcodes import products_with
from nexus.catalog.services.barcodes import is_gtin, same_item
from nexus.catalog.services.importing.matching import Draft

type Owner = tuple[UUID, str]
"""A vendor and a number of fourteen digits."""


def refuse_taken_barcodes(drafts: Sequence[Draft], terms: ImportTerms, findings: list[Finding], /) -> None:
    """Rows with a number of another product are left out. One statement, none where no row states a new number."""
    owners: dict[Owner, Draft] = {}
    refused: dict[int, str] = {}
    for draft in drafts:
        for variant, owner in _stated(draft, terms):
            if owners.setdefault(owner, draft) is not draft:
                refused[variant.line] = (
                    f"Line {owners[owner].line} begins a product with this barcode already."
                )
    taken = _taken(owners)
    for draft in drafts:
        for variant, owner in _stated(draft, terms):
            if owner in taken and (draft.known is None or draft.known.id not in taken[owner]):
                refused.setdefault(variant.line, "Another product has this barcode already.")
    if refused:
        _leave_out(drafts, refused, findings)


def _stated(draft: Draft, terms: ImportTerms) -> Iterator[tuple[StatedVariant, Owner]]:
    """Numbers that a row states anew; one that its variant has already is not looked at again."""
    vendor_id = draft.known.vendor_id if draft.known else terms.vendor_id
    had = {one.barcode for one in draft.known.variants} if draft.known else set()
    for variant in draft.variants:
        code = variant.facts.get("barcode")
        if isinstance(code, str) and is_gtin(code.strip()) and code.strip() not in had:
            yield variant, (vendor_id, code.strip().zfill(14))


def _taken(owners: dict[Owner, Draft]) -> dict[Owner, set[UUID]]:
    if not owners:
        return {}
    forms = [form for _, code in owners for form in same_item(code)]
    found: dict[Owner, set[UUID]] = {}
    for one in products_with(forms, vendor_ids=list({vendor_id for vendor_id, _ in owners})):
        found.setdefault((one.vendor_id, one.barcode.zfill(14)), set()).add(one.product_id)
    return found


def _leave_out(drafts: Sequence[Draft], refused: dict[int, str], findings: list[Finding]) -> None:
    for draft in drafts:
        findings.extend(
            Finding(line=one.line, field="barcode", message=refused[one.line])
            for one in draft.variants
            if one.line in refused
        )
        draft.leave_out(refused)
