"""Whether copied documents are what the product would write: every column, term, weight, number and place of a sample."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any
from uuid import UUID

import psycopg

SAMPLE = 1000
_STORED = """
SELECT d.*, (SELECT jsonb_object_agg(p.term, p.weight) FROM search_posting p
    WHERE p.tenant_id = d.tenant_id AND p.term = ANY(d.terms) AND p.document_id = d.id) AS weights,
  (SELECT array_agg(s.shelf_id) FROM search_placement s WHERE s.tenant_id = d.tenant_id AND s.document_id = d.id
    AND s.price_minor = d.price_minor AND s.rating_points = d.rating_points AND s.sold_count = d.sold_count) AS places,
  (SELECT jsonb_object_agg(n.code, jsonb_build_array(n.value)) FROM search_number n
    WHERE n.tenant_id = d.tenant_id AND n.document_id = d.id) AS numbers
FROM search_document d WHERE d.id = ANY(%s::uuid[])"""


def prove(url: str, tenant_id: UUID, count: int, /) -> None:
    """Compare a sample with what the product makes of the same rows. Raises SystemExit where anything differs."""
    chosen = ids_of(url, Random(7).sample(range(1, count + 1), min(SAMPLE, count)))
    found = [*_differences(url, tenant_id, chosen)]
    print(f"{len(chosen)} documents compared with the product's own: {len(found)} differ", flush=True)
    if found:
        raise SystemExit("\n".join(found[:10]))


def ids_of(url: str, numbers: Iterable[int], /) -> list[UUID]:
    """Ids of products by number."""
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute("SELECT bench_id(1, n) FROM unnest(%s::bigint[]) n", [list(numbers)])
        return [row[0] for row in rows]


def _differences(url: str, tenant_id: UUID, ids: list[UUID]) -> Iterable[str]:
    from nexus.platform.tenancy import tenant_scope
    from nexus.search.services.comparing import differences_of
    from nexus.search.services.placing import places_of
    from nexus.search.services.rows import row_of

    with psycopg.connect(url, autocommit=True, row_factory=psycopg.rows.dict_row) as connection:
        stored: dict[UUID, Any] = {row["id"]: row for row in connection.execute(_STORED, [ids])}
    with tenant_scope(tenant_id):
        yield from (f"{product_id} {detail}" for product_id, detail in differences_of(ids))
        for document in _wanted(ids):
            wanted = row_of(document) | {"weights": document.terms, "numbers": document.numbers}
            kept = stored[document.id]
            yield from (
                f"{document.id} {name}: {kept[name]!r} instead of {value!r}"
                for name, value in wanted.items()
                if kept[name] != value
            )
            if set(kept["places"]) != set(places_of(document)) or set(kept["terms"]) != set(document.terms):
                yield f"{document.id} stands elsewhere, or other terms lead to it"


def _wanted(ids: list[UUID]) -> list[Any]:
    from nexus.catalog import facade as catalog
    from nexus.search.services.attributes import definitions_of
    from nexus.search.services.documents import document_of
    from nexus.search.services.offers import announced_offers
    from nexus.tenancy import facade as tenancy

    products, tenant = catalog.products(ids), tenancy.tenant()
    offers = announced_offers([variant.id for product in products.values() for variant in product.variants])
    definitions = definitions_of(products.values())
    return [
        document_of(product, offers, currency=tenant.currency, locale=tenant.locale, definitions=definitions)
        for product in products.values()
    ]
