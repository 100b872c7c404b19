"""Endpoints of what sellers wish for: the queue of the staff, a seller's own wishes."""

from typing import Any
from uuid import UUID

from nexus.catalog.contracts.errors import UnknownProposal
from nexus.catalog.interfaces.api.answers import ProposalBody, ProposalsPage
from nexus.catalog.interfaces.api.forms import Approval, ProposalRejection, ProposalsQuery
from nexus.catalog.queries import products as product_queries
from nexus.catalog.queries import proposals as queries
from nexus.catalog.services import deciding
from nexus.catalog.services.differing import Names, differences
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.proposing import plain
from nexus.platform.http import Actor, ApiRequest, ApiView, endpoint, keyset_page, validated, validated_query


class ProposalsView(ApiView):
    """`/api/catalog/proposals/`"""

    @endpoint(auth=("seller", "staff"), query=ProposalsQuery, returns={200: ProposalsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Newest first; sellers see their own, staff all."""
        status = validated_query(ProposalsQuery, request).get("status")
        page, own = keyset_page(request, queries.NEWEST), _own(request.actor)
        found = queries.listed(page, vendor_ids=own, status=status)
        products = product_queries.products([row.product_id for row in found])
        names = Names.load()
        return page.answer(
            found,
            item=lambda row: proposal_body(row, products[row.product_id], names),
            count=lambda: queries.count(vendor_ids=own, status=status),
        )


class OneProposalView(ApiView):
    """`/api/catalog/proposals/<id>/`"""

    @endpoint(auth=("seller", "staff"), returns={200: ProposalBody}, errors=(404,))
    def get(self, request: ApiRequest, proposal_id: UUID) -> dict[str, Any]:
        """One proposal with what it would change."""
        return _answer(request.actor, proposal_id)


class ApproveView(ApiView):
    """`/api/catalog/proposals/<id>/approve/`"""

    @endpoint(auth="staff", body=Approval, returns={200: ProposalBody}, errors=(404, 409))
    def post(self, request: ApiRequest, proposal_id: UUID) -> dict[str, Any]:
        """Let it in. 409 `proposal_outdated` when the product has changed meanwhile, unless `anyway`."""
        asked = validated(Approval, request)
        deciding.approve(proposal_id, even_if_outdated=asked["anyway"])
        return _answer(request.actor, proposal_id)


class RejectView(ApiView):
    """`/api/catalog/proposals/<id>/reject/`"""

    @endpoint(auth="staff", body=ProposalRejection, returns={200: ProposalBody}, errors=(404, 409))
    def post(self, request: ApiRequest, proposal_id: UUID) -> dict[str, Any]:
        """Do not let it in, and say why."""
        deciding.reject(proposal_id, note=validated(ProposalRejection, request)["note"])
        return _answer(request.actor, proposal_id)


class WithdrawView(ApiView):
    """`/api/catalog/proposals/<id>/withdraw/`"""

    @endpoint(auth=("seller", "staff"), returns={200: ProposalBody}, errors=(404, 409))
    def post(self, request: ApiRequest, proposal_id: UUID) -> dict[str, Any]:
        """Take one's own wish back."""
        if queries.proposal(proposal_id, vendor_ids=_own(request.actor)) is None:
            raise UnknownProposal(proposal_id=str(proposal_id))
        deciding.withdraw(proposal_id)
        return _answer(request.actor, proposal_id)


def proposal_body(row: Any, product: Any, names: Names, /) -> dict[str, Any]:
    """From a row of the queries and its product."""
    now = facts_of(product)
    waits = row.status == "pending"
    return {
        "id": row.id,
        "kind": row.kind,
        "status": row.status,
        "product": {"id": product.id, "slug": product.slug, "title": product.title},
        "vendor": {"id": row.vendor_id, "name": row.vendor_name},
        "diff": differences(row, plain(now), names),
        "outdated": deciding.outdated_names(row, now) if waits else [],
        "note": row.note,
        "created_at": row.created_at,
        "decided_at": row.decided_at,
    }


def _answer(actor: Actor, proposal_id: UUID) -> dict[str, Any]:
    found = queries.proposal(proposal_id, vendor_ids=_own(actor))
    if found is None:
        raise UnknownProposal(proposal_id=str(proposal_id))
    return proposal_body(found, product_queries.products([found.product_id])[found.product_id], Names.load())


def _own(actor: Actor) -> frozenset[UUID] | None:
    return None if actor.is_staff else actor.vendor_ids
