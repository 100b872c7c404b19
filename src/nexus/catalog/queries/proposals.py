"""Reading what waits for the tenant, and what it decided."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST: Final = Keyset(Column("id", "uuid", descending=True, sql="c.id"))
_COLUMNS = """c.id, c.product_id, c.kind, c.before, c.changes, c.status, c.note, c.proposed_by, c.decided_by, c.created_at,
  c.decided_at, p.vendor_id, p.vendor_name"""
_FROM = """FROM catalog_changeproposal c JOIN catalog_product p ON p.tenant_id = %s AND p.id = c.product_id
WHERE c.tenant_id = %s AND (%s::uuid[] IS NULL OR p.vendor_id = ANY(%s::uuid[]))"""
_WANTED = "(%s::text IS NULL OR c.status = %s::text)"


def listed(page: KeysetPage, /, *, vendor_ids: Collection[UUID] | None, status: str | None) -> list[Any]:
    """A page, newest first; `vendor_ids` None: those of all vendors. One statement."""
    return db.rows(
        f"SELECT {_COLUMNS} {_FROM} AND {_WANTED} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
        [*_scope(vendor_ids), status, status, *page.params],
    )


def count(*, vendor_ids: Collection[UUID] | None, status: str | None) -> int:
    found = db.rows(f"SELECT count(*) AS many {_FROM} AND {_WANTED}", [*_scope(vendor_ids), status, status])
    return int(found[0].many)


def proposal(proposal_id: UUID, /, *, vendor_ids: Collection[UUID] | None) -> Any | None:
    """One of these vendors' (None: of anybody's)."""
    return db.row(f"SELECT {_COLUMNS} {_FROM} AND c.id = %s", [*_scope(vendor_ids), proposal_id])


def pending_of(product_id: UUID, /) -> UUID | None:
    """The proposal of this product that waits."""
    found = db.row(
        "SELECT id FROM catalog_changeproposal WHERE tenant_id = %s AND product_id = %s AND status = 'pending'",
        [current_tenant(), product_id],
    )
    return found.id if found else None


def latest_of(product_id: UUID, /) -> Any | None:
    """The newest proposal of this product, decided or not. One statement."""
    return db.row(
        f"SELECT {_COLUMNS} {_FROM} AND c.product_id = %s ORDER BY c.id DESC LIMIT 1",
        [*_scope(None), product_id],
    )


def _scope(vendor_ids: Collection[UUID] | None) -> list[Any]:
    own = None if vendor_ids is None else list(vendor_ids)
    return [current_tenant(), current_tenant(), own, own]
