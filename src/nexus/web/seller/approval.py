"""What of a product waits for the shop, and what the shop said to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.queries.proposals import latest_of
from nexus.web.seller.stale import label_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """The latest proposal, while it waits or when it was refused. `lines`: (label, before, after) of each field."""

    id: UUID
    kind: str
    waits: bool
    note: str
    lines: tuple[tuple[str, Any, Any], ...]


def wish_of(product: ProductInfo | None, /) -> Wish | None:
    """One statement; three more while something waits."""
    found = latest_of(product.id) if product else None
    if found is None or product is None or found.status not in ("pending", "rejected"):
        return None
    waits = found.status == "pending"
    shown = catalog.proposal_differences(found, product) if waits and found.kind == "edit" else []
    lines = tuple((label_of(one["field"]), one["before"], one["after"]) for one in shown)
    return Wish(id=found.id, kind=found.kind, waits=waits, note=found.note, lines=lines)
