"""From what a file states to what would be written. Every value passes the rules that forms pass, see `assembly`."""

from collections.abc import Sequence

from nexus.catalog.contracts.imports import Finding, ImportTerms, StandingOffers, StatedProduct
from nexus.catalog.services.importing.barcodes import refuse_taken_barcodes
from nexus.catalog.services.importing.changing import plan_change
from nexus.catalog.services.importing.directory import Directory
from nexus.catalog.services.importing.making import plan_new
from nexus.catalog.services.importing.matching import Draft, matched, twins_of
from nexus.catalog.services.importing.plan import ImportPlan
from nexus.catalog.services.importing.slugs import Slugs
from nexus.catalog.services.rules import all_definitions


def plan_import(
    stated: Sequence[StatedProduct], terms: ImportTerms, /, *, standing: StandingOffers
) -> ImportPlan:
    """See the facade."""
    plan = ImportPlan()
    drafts = matched(stated, terms, plan.findings)
    _refuse_twins(drafts, plan.findings)
    refuse_taken_barcodes(drafts, terms, plan.findings)
    definitions = all_definitions(held=not terms.is_dry)
    offers = standing([variant.id for draft in drafts if draft.known for variant in draft.known.variants])
    directory = Directory(terms)
    slugs = Slugs([draft.handle or _title(draft) for draft in drafts if draft.known is None])
    for draft in drafts:
        if draft.known is None and draft.is_emptied:
            continue
        if draft.known is None:
            plan_new(draft, plan, terms, directory, slugs, definitions)
        else:
            plan_change(draft, plan, terms, directory, offers, definitions)
    return plan


def _title(draft: Draft) -> str:
    return str(draft.facts.get("title", ""))


def _refuse_twins(drafts: Sequence[Draft], findings: list[Finding]) -> None:
    """The first row counts; the others are told."""
    twins = twins_of(drafts)
    if not twins:
        return
    later = {line for lines in twins.values() for line in sorted(lines)[1:]}
    for draft in drafts:
        for one in draft.variants:
            if one.line in later:
                message = f"This SKU is given on line {min(twins[one.sku])} already."
                findings.append(Finding(line=one.line, field="sku", message=message))
        draft.leave_out(later)
