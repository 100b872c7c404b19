"""Documents on their shelves, in every order that lists know."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.documents import Document

SAMPLE: Final = """CASE WHEN get_byte(uuid_send({id}), 15) & 15 <> 0 THEN 0
  WHEN get_byte(uuid_send({id}), 15) & 63 <> 0 THEN 1 WHEN get_byte(uuid_send({id}), 15) <> 0 THEN 2 ELSE 3 END"""
"""SQL: how rare a document is in samples, see `models.Placement`."""

_LEAVE: Final = """
DELETE FROM search_placement p WHERE p.tenant_id = %s AND p.document_id = ANY(%s::uuid[]) AND NOT EXISTS (
  SELECT 1 FROM unnest(%s::uuid[], %s::uuid[]) AS place(shelf_id, document_id)
  WHERE place.shelf_id = p.shelf_id AND place.document_id = p.document_id)"""

_STAND: Final = f"""
INSERT INTO search_placement (tenant_id, shelf_id, document_id, price_minor, rating_points, sold_count, sample)
SELECT %s::uuid, place.shelf_id, place.document_id, d.price_minor, d.rating_points, d.sold_count,
  {SAMPLE.format(id="place.document_id")}
FROM unnest(%s::uuid[], %s::uuid[]) AS place(shelf_id, document_id)
JOIN search_document d ON d.tenant_id = %s AND d.id = place.document_id
ORDER BY place.shelf_id, place.document_id
ON CONFLICT (tenant_id, shelf_id, document_id) DO UPDATE SET
  price_minor = EXCLUDED.price_minor, rating_points = EXCLUDED.rating_points, sold_count = EXCLUDED.sold_count
WHERE (search_placement.price_minor, search_placement.rating_points, search_placement.sold_count)
  IS DISTINCT FROM (EXCLUDED.price_minor, EXCLUDED.rating_points, EXCLUDED.sold_count)"""  # noqa: S608


def places_of(document: Document, /) -> list[UUID]:
    """Every shelf it stands on, that of the whole shop included; none when it is not public."""
    return list({*document.shelves, current_tenant()}) if document.is_public else []


def write_placements(documents: Sequence[Document], /) -> None:
    """Put each document on its shelves and on that of the whole shop, and take it off all others."""
    tenant_id = current_tenant()
    places = [(shelf, document.id) for document in documents for shelf in places_of(document)]
    shelves, ids = [shelf for shelf, _ in places], [document_id for _, document_id in places]
    db.execute(_LEAVE, [tenant_id, [document.id for document in documents], shelves, ids])
    if places:
        db.execute(_STAND, [tenant_id, shelves, ids, tenant_id])
