"""What a seller wishes for and the tenant has to agree to; the caller holds the product's lock."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.events import ProposalMade
from nexus.catalog.models import ChangeProposal, ProposalKind, ProposalStatus
from nexus.catalog.queries import products as queries
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.gating import GATED, is_asked_for
from nexus.kernel import clock
from nexus.kernel.clock import iso
from nexus.kernel.ids import new_id
from nexus.platform.events import append, current_actor

STREAM: Final = "catalog.proposal"
_SHOWN: Final = frozenset({"scheduled", "published"})


def held_back(before: Any, tidy: dict[str, Any], /) -> dict[str, Any]:
    """Take out of the changes what waits for the tenant: everything that people read, of a product that was let in.
    `before`: its locked row."""
    if not (before.is_approved and is_asked_for("edit")):
        return {}
    now = plain(facts_of(queries.products([before.id])[before.id]))
    held = plain({name: tidy.pop(name) for name in GATED if name in tidy})
    if held:
        _propose_edit(before, now, held)
    return held


def let_in(before: Any, tidy: Mapping[str, Any], /) -> dict[str, bool]:
    """What showing a product that was not let in comes to: a proposal, or approval where nobody is asked."""
    if before.is_approved or tidy.get("status") not in _SHOWN:
        return {}
    if is_asked_for("new"):
        propose_new(before.id, before.vendor_id)
        return {}
    _close(before.id, ProposalStatus.APPROVED)
    return {"is_approved": True}


def propose_new(product_id: UUID, vendor_id: UUID, /) -> None:
    """A product that is to be shown waits; proposing it again changes nothing."""
    if _pending(product_id) is None:
        _make(product_id, vendor_id, kind=ProposalKind.NEW, before={}, changes={})


def propose_imported(products: Iterable[Any], /) -> None:
    """Those of an import that were not let in and are to be shown: they have `id`, `vendor_id`, `status`, `is_approved`."""
    for product in products:
        if not product.is_approved and product.status in _SHOWN:
            propose_new(product.id, product.vendor_id)


def plain(values: Mapping[str, Any], /) -> dict[str, Any]:
    """As JSON keeps them, so that they can be compared."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, UUID):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _propose_edit(product: Any, now: Mapping[str, Any], held: Mapping[str, Any]) -> None:
    """Later wishes join the one that waits; a wish for what is there already is none."""
    waiting = _pending(product.id)
    wished = {**(waiting.changes if waiting else {}), **held}
    changes = {name: value for name, value in wished.items() if value != now[name]}
    before = {name: waiting.before.get(name, now[name]) if waiting else now[name] for name in changes}
    if waiting is None:
        if changes:
            _make(product.id, product.vendor_id, kind=ProposalKind.EDIT, before=before, changes=changes)
    elif changes:
        ChangeProposal.objects.filter(pk=waiting.pk).update(before=before, changes=changes)
    else:
        _close(product.id, ProposalStatus.WITHDRAWN)


def _pending(product_id: UUID) -> ChangeProposal | None:
    return ChangeProposal.objects.filter(product_id=product_id, status=ProposalStatus.PENDING).first()


def _make(
    product_id: UUID, vendor_id: UUID, *, kind: str, before: dict[str, Any], changes: dict[str, Any]
) -> None:
    proposal_id, by = new_id(), current_actor()
    ChangeProposal.objects.create(
        id=proposal_id, product_id=product_id, kind=kind, before=before, changes=changes,
        proposed_by=by.id if by.kind == "user" else None, created_at=clock.now(),
    )  # fmt: skip
    fact = ProposalMade(proposal_id=proposal_id, product_id=product_id, vendor_id=vendor_id, kind=kind)
    append(STREAM, proposal_id, [fact], expected_version=0)


def _close(product_id: UUID, status: str) -> None:
    found = ChangeProposal.objects.filter(product_id=product_id, status=ProposalStatus.PENDING)
    found.update(status=status, decided_at=clock.now(), decided_by=current_actor().id)
