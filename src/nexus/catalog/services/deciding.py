"""The tenant lets a product or a change in, or does not; the seller takes the wish back."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.errors import (
    InvalidProduct,
    ProposalDecidedAlready,
    ProposalOutdated,
    ProposalUnfit,
    UnknownProposal,
)
from nexus.catalog.contracts.events import ProposalDecided
from nexus.catalog.models import ChangeProposal, Product, ProposalKind, ProposalStatus
from nexus.catalog.queries import products as queries
from nexus.catalog.services import products
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.proposing import STREAM, plain
from nexus.catalog.services.prose import plain_text
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.events import append, current_actor
from nexus.platform.tenancy import current_tenant

# One statement looks and decides: of two who decide at once the second finds nothing to decide.
_DECIDE: Final = """
UPDATE catalog_changeproposal SET status = %s, note = %s, decided_by = %s, decided_at = %s
WHERE tenant_id = %s AND id = %s AND status = 'pending'"""


def approve(proposal_id: UUID, /, *, even_if_outdated: bool = False) -> None:
    """Show the new product, or make the change as if it were made now.

    Raises UnknownProposal, ProposalDecidedAlready; ProposalOutdated when the product has changed meanwhile (unless that has
    been seen); ProposalUnfit, naming the fields, when it cannot be made any more.
    """
    proposal = _locked(proposal_id)
    moved = outdated_names(proposal, facts_of(queries.products([proposal.product_id])[proposal.product_id]))
    if moved and not even_if_outdated and proposal.status == ProposalStatus.PENDING:
        raise ProposalOutdated(fields=moved)
    _decide(proposal, ProposalStatus.APPROVED)
    try:
        if proposal.kind == ProposalKind.NEW:
            Product.objects.filter(pk=proposal.product_id).update(is_approved=True, updated_at=clock.now())
            products.announce_change(proposal.product_id)
        else:
            products.change_product(proposal.product_id, changes=restored(proposal.changes))
    except InvalidProduct as error:
        raise ProposalUnfit(errors=error.errors) from error


def reject(proposal_id: UUID, /, *, note: str) -> None:
    """Leave everything as it is; a new product goes back to its seller as a draft. The note is for the seller.

    Raises UnknownProposal, ProposalDecidedAlready.
    """
    _turn_away(_locked(proposal_id), ProposalStatus.REJECTED, note=plain_text(note))


def withdraw(proposal_id: UUID, /) -> None:
    """The seller does not want it any more. Raises UnknownProposal, ProposalDecidedAlready."""
    _turn_away(_locked(proposal_id), ProposalStatus.WITHDRAWN)


def outdated_names(proposal: Any, now: Mapping[str, Any], /) -> list[str]:
    """Fields that hold neither what they held when it was proposed nor what is proposed."""
    present = plain(now)
    return [
        name
        for name, value in proposal.before.items()
        if present[name] not in (value, proposal.changes[name])
    ]


def restored(changes: Mapping[str, Any], /) -> dict[str, Any]:
    """From JSON to what `change_product` takes."""
    return {name: _restored(name, value) for name, value in changes.items()}


def _restored(name: str, value: Any) -> Any:
    if name == "further_category_ids":
        return [UUID(one) for one in value]
    return UUID(value) if name.endswith("_id") and value else value


def _locked(proposal_id: UUID) -> ChangeProposal:
    """The product's lock first, as those who propose take it; then the proposal as it is now."""
    found = ChangeProposal.objects.filter(pk=proposal_id).values_list("product_id", flat=True).first()
    if found is None:
        raise UnknownProposal(proposal_id=str(proposal_id))
    products.lock_product(found)
    return ChangeProposal.objects.get(pk=proposal_id)


def _turn_away(proposal: ChangeProposal, status: str, *, note: str = "") -> None:
    _decide(proposal, status, note=note)
    if proposal.kind == ProposalKind.NEW:
        Product.objects.filter(pk=proposal.product_id).update(
            status="draft", publish_at=None, updated_at=clock.now()
        )
        products.announce_change(proposal.product_id)


def _decide(proposal: ChangeProposal, status: str, *, note: str = "") -> None:
    by = current_actor().id
    decided = db.execute(_DECIDE, [str(status), note, by, clock.now(), current_tenant(), proposal.pk])
    if not decided:
        raise ProposalDecidedAlready(status=proposal.status)
    vendor_id = Product.objects.values_list("vendor_id", flat=True).get(pk=proposal.product_id)
    fact = ProposalDecided(
        proposal_id=proposal.pk, product_id=proposal.product_id, vendor_id=vendor_id, kind=proposal.kind,
        decision=str(status), note=note,
    )  # fmt: skip
    append(STREAM, proposal.pk, [fact])
