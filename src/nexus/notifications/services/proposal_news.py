"""News for sellers about what they proposed."""

from typing import Final

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.catalog.contracts.events import ProposalDecided
from nexus.notifications.contracts import kinds
from nexus.notifications.rendering import Content
from nexus.notifications.services.telling import tell_in_app
from nexus.tenancy.facade import tenant

_KINDS: Final = {"approved": kinds.PROPOSAL_APPROVED, "rejected": kinds.PROPOSAL_REJECTED}


def decided(event: ProposalDecided, /) -> None:
    """In the app, to everybody who sells for the vendor; what they took back themselves is no news."""
    kind = _KINDS.get(event.decision)
    if kind is None:
        return
    product = catalog.products([event.product_id])[event.product_id]
    content = Content(
        key=f"{kind}:{event.proposal_id}",
        kind=kind,
        shop=tenant().name,
        values={"title": product.title, "note": event.note},
        path=f"/seller/products/{event.product_id}/",
    )
    tell_in_app(content, accounts.sellers_of({event.vendor_id}))
