"""Documents on their way to a search engine beside PostgreSQL: noted in the transaction of the change, carried after it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import bound_tenant, current_tenant, tenant_scope
from nexus.search.engines.backend import engine
from nexus.search.engines.port import Entry, SearchEngine

BATCH: Final = 1000
_NOTE: Final = """
INSERT INTO search_change (tenant_id, document_id, token)
SELECT %s::uuid, changed.id, %s::uuid FROM unnest(%s::uuid[]) AS changed(id) ORDER BY changed.id
ON CONFLICT (tenant_id, document_id) DO UPDATE SET token = EXCLUDED.token"""
_WAITING: Final = (
    "SELECT document_id, token FROM search_change WHERE tenant_id = %s ORDER BY token, document_id LIMIT %s"
)
_DONE: Final = """
DELETE FROM search_change c USING unnest(%s::uuid[], %s::uuid[]) AS done(document_id, token)
WHERE c.tenant_id = %s AND c.document_id = done.document_id AND c.token = done.token"""
_PAGE: Final = """
SELECT id FROM search_document WHERE tenant_id = %s AND is_public AND id > %s::uuid ORDER BY id LIMIT %s"""
_ENTRIES: Final = """
SELECT d.id, d.category_ids, d.vendor_id, d.brand_id, d.price_minor, d.rating_points, d.sold_count, d.in_stock, d.tags,
  d.facets,
  (SELECT jsonb_object_agg(p.term, p.weight) FROM search_posting p
   WHERE p.tenant_id = %s AND p.term = ANY(d.terms) AND p.document_id = d.id) AS terms,
  (SELECT array_agg(s.shelf_id) FROM search_placement s WHERE s.tenant_id = %s AND s.document_id = d.id) AS shelves,
  (SELECT jsonb_object_agg(n.code, n.values) FROM (
    SELECT code, jsonb_agg(value) AS values FROM search_number WHERE tenant_id = %s AND document_id = d.id GROUP BY code) n
  ) AS numbers
FROM search_document d WHERE d.tenant_id = %s AND d.id = ANY(%s::uuid[]) AND d.is_public"""
_FIRST: Final = UUID(int=0)


def note_changes(document_ids: Collection[UUID], /) -> None:
    """These documents have changed; nothing to do while PostgreSQL's own tables are searched. The caller holds their locks."""
    if document_ids and engine() is not None:
        db.execute(_NOTE, [current_tenant(), new_id(), list(document_ids)])


def feed() -> int:
    """Carry what the bound tenant has waiting to the engine, outside of any transaction; how many documents it was. Written
    again when it fails or when a document changes meanwhile. Raises EngineUnavailable."""
    running, done = engine(), 0
    while running is not None and (carried := _carry(running)):
        done += carried
    return done


def rebuild_index() -> Iterator[int]:
    """Fill a new index of the bound tenant page by page, then let it be read; yields how many documents are in it.

    Searches go on in the old one. What changes meanwhile is carried to both.
    """
    running, tenant_id, done, last = engine(), bound_tenant(), 0, _FIRST
    if running is None:
        return
    with running.writing(tenant_id):
        running.begin(tenant_id)
    while ids := _write_page(running, tenant_id, last):
        done, last = done + len(ids), ids[-1]
        yield done
    with running.writing(tenant_id):
        running.finish(tenant_id)


def _write_page(running: SearchEngine, tenant_id: UUID, after: UUID) -> list[UUID]:
    with running.writing(tenant_id):
        version = _now()
        with tenant_scope():
            ids = [found.id for found in db.rows(_PAGE, [tenant_id, after, BATCH])]
            entries = _entries(ids)
        if ids:
            running.write(tenant_id, entries, (), version=version)
    return ids


def _carry(running: SearchEngine) -> int:
    """Read and written under one lock (or with versions), so that nobody undoes what a later reader has written."""
    tenant_id = bound_tenant()
    with running.writing(tenant_id):
        version = _now()
        with tenant_scope():
            waiting = db.rows(_WAITING, [tenant_id, BATCH])
            ids, tokens = [one.document_id for one in waiting], [one.token for one in waiting]
            entries = _entries(ids)
        if not ids:
            return 0
        public = {entry.id for entry in entries}
        running.write(tenant_id, entries, [one for one in ids if one not in public], version=version)
    with tenant_scope():
        db.execute(_DONE, [ids, tokens, tenant_id])
    return len(ids)


def _entries(ids: Sequence[UUID]) -> list[Entry]:
    tenant_id = current_tenant()
    found = db.rows(_ENTRIES, [tenant_id, tenant_id, tenant_id, tenant_id, list(ids)]) if ids else []
    return [_entry(one) for one in found]


def _entry(found: Any) -> Entry:
    return Entry(
        id=found.id, terms=found.terms or {}, shelves=found.shelves or (), category_ids=found.category_ids,
        vendor_id=found.vendor_id, brand_id=found.brand_id, price_minor=found.price_minor,
        rating_points=found.rating_points, sold_count=found.sold_count, in_stock=found.in_stock, tags=found.tags,
        facets=found.facets, numbers=found.numbers or {},
    )  # fmt: skip


def _now() -> int:
    return int(clock.now().timestamp() * 1_000_000)
