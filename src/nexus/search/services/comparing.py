"""Whether documents still say what the shop says."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.attributes import definitions_of
from nexus.search.services.documents import Document, document_of
from nexus.search.services.offers import announced_offers
from nexus.tenancy import facade as tenancy

PAGE = 1000
_STORED = """
SELECT d.id, d.is_public, d.body, d.item, d.facts, d.price_minor,
  (SELECT array_agg(p.shelf_id) FROM search_placement p WHERE p.tenant_id = %s AND p.document_id = d.id)
  AS shelves
FROM search_document d WHERE d.tenant_id = %s AND d.id = ANY(%s::uuid[])"""


def differences() -> Iterator[tuple[UUID, str]]:
    """Products whose document is missing or differs, with what differs."""
    last = None
    while ids := catalog.product_ids(after=last, limit=PAGE):
        yield from differences_of(ids)
        last = ids[-1]


def differences_of(ids: Collection[UUID], /) -> Iterator[tuple[UUID, str]]:
    """The same for these products."""
    products = catalog.products(ids)
    offers = announced_offers([variant.id for product in products.values() for variant in product.variants])
    tenant, tenant_id = tenancy.tenant(), current_tenant()
    definitions = definitions_of(products.values())
    stored = {entry.id: entry for entry in db.rows(_STORED, [tenant_id, tenant_id, list(ids)])}
    for product_id, product in products.items():
        if product.is_published_unheard:
            continue
        wanted = document_of(
            product, offers, currency=tenant.currency, locale=tenant.locale, definitions=definitions
        )
        detail = _difference(wanted, stored.get(product_id), tenant_id)
        if detail:
            yield product_id, detail


def _difference(wanted: Document, found: Any, tenant_id: UUID) -> str:
    if found is None:
        return "there is no document"
    shelves = {*wanted.shelves, tenant_id} if wanted.is_public else set()
    if set(found.shelves or ()) != shelves:
        return f"stands on {len(found.shelves or ())} shelves instead of {len(shelves)}"
    if found.is_public != wanted.is_public or found.price_minor != wanted.price_minor:
        return "public or price differ"
    return (
        _unequal(wanted.body, found.body)
        or _unequal(wanted.item, found.item)
        or _unequal(wanted.facts, found.facts)
    )


def _unequal(wanted: dict, found: dict) -> str:
    for name, value in wanted.items():
        if found.get(name) != value:
            return f"{name}: {found.get(name)!r} instead of {value!r}"[:500]
    return ""
