"""What a front page shows: what is new, what sells, what is reduced, and the face of each category."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import orjson

from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_SHELF = """
SELECT d.id, d.item::text AS item FROM (
  SELECT p.document_id, p.sold_count FROM search_placement p WHERE p.tenant_id = %s AND p.shelf_id = %s
  ORDER BY {order} LIMIT %s) p
JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id ORDER BY {order}"""

_FRONTS = """
SELECT shelf.id, front.item FROM unnest(%s::uuid[]) AS shelf(id) CROSS JOIN LATERAL (
  SELECT d.item::text AS item FROM search_placement p
  JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id
  WHERE p.tenant_id = %s AND p.shelf_id = shelf.id
  ORDER BY p.sold_count DESC, p.document_id DESC LIMIT 1) front"""

REDUCED: Final = UUID("5e1f0000-0000-4000-8000-000000000001")
"""The shelf of what costs less than it did. Ids of shelves are told apart within a tenant, so all shops may use the same."""


def newest(*, limit: int) -> list[Any]:
    """Rows with `item` (JSON text), the newest product first. One statement."""
    return _shelf("p.document_id DESC", limit)


def bestsellers(*, limit: int) -> list[Any]:
    """What sold most pieces. One statement."""
    return _shelf("p.sold_count DESC, p.document_id DESC", limit)


def reduced(*, limit: int) -> list[Any]:
    """What costs less than it did, what sells best first. One statement."""
    return _shelf("p.sold_count DESC, p.document_id DESC", limit, shelf_id=REDUCED)


def fronts(shelf_ids: Sequence[UUID], /) -> dict[UUID, dict[str, Any]]:
    """The best-selling product of each category (with what is below it). One statement."""
    tenant_id = current_tenant()
    found = db.rows(_FRONTS, [list(shelf_ids), tenant_id, tenant_id])
    return {row.id: orjson.loads(row.item) for row in found}


def _shelf(order: str, limit: int, *, shelf_id: UUID | None = None) -> list[Any]:
    tenant_id = current_tenant()
    return db.rows(_SHELF.format(order=order), [tenant_id, shelf_id or tenant_id, limit, tenant_id])
