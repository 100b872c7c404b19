"""Variants on sale that a rule means, for who looks at examples."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_ON_SALE: Final = """
SELECT v.id FROM catalog_variant v JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
WHERE v.tenant_id = %s AND v.is_active AND p.vendor_may_sell AND p.is_approved
  AND (p.status = 'published' OR (p.status = 'scheduled' AND p.publish_at <= %s))"""
_VARIANTS: Final = " AND v.id = ANY(%s::uuid[])"
_PRODUCTS: Final = " AND p.id = ANY(%s::uuid[])"
_VENDORS: Final = " AND p.vendor_id = ANY(%s::uuid[])"
_TAGS: Final = " AND p.tags && %s::text[]::varchar[]"
_BRANDS: Final = """ AND p.brand_id IN
  (SELECT b.id FROM catalog_brand b WHERE b.tenant_id = %s AND b.slug = ANY(%s::text[]))"""
_COLLECTIONS: Final = """ AND p.id IN (SELECT ci.product_id FROM catalog_collectionitem ci
  JOIN catalog_collection o ON o.tenant_id = %s AND o.id = ci.collection_id
  WHERE ci.tenant_id = %s AND o.slug = ANY(%s::text[]))"""
_CATEGORIES: Final = """ AND (p.category_id IN
    (SELECT c.id FROM catalog_category c WHERE c.tenant_id = %s AND c.ancestor_ids && %s::uuid[])
  OR p.id IN (SELECT pc.product_id FROM catalog_productcategory pc
    JOIN catalog_category f ON f.tenant_id = %s AND f.id = pc.category_id
    WHERE pc.tenant_id = %s AND f.ancestor_ids && %s::uuid[]))"""


def variants_on_sale(
    *,
    variants: Collection[UUID],
    products: Collection[UUID],
    categories: Collection[UUID],
    vendors: Collection[UUID],
    brands: Collection[str],
    tags: Collection[str],
    collections: Collection[str],
    limit: int,
) -> tuple[UUID, ...]:
    """See the facade."""
    tenant_id = current_tenant()
    sql, params = _ON_SALE, [tenant_id, tenant_id, clock.now()]
    parts: tuple[tuple[str, Collection[Any], list[Any], list[Any]], ...] = (
        (_VARIANTS, variants, [], [list(variants)]),
        (_PRODUCTS, products, [], [list(products)]),
        (_VENDORS, vendors, [], [list(vendors)]),
        (_TAGS, tags, [], [list(tags)]),
        (_BRANDS, brands, [tenant_id], [list(brands)]),
        (_COLLECTIONS, collections, [tenant_id, tenant_id], [list(collections)]),
        (_CATEGORIES, categories, [tenant_id], [list(categories), tenant_id, tenant_id, list(categories)]),
    )
    for condition, named, tenants, values in parts:
        if named:
            sql, params = sql + condition, [*params, *tenants, *values]
    found = db.rows(f"{sql} ORDER BY v.id LIMIT %s", [*params, limit])
    return tuple(row.id for row in found)
