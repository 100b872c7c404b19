"""What carts and orders ask of the catalog, by one statement."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.catalog.queries.products import image_of
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_SELLABLES = """
SELECT v.id AS variant_id, v.product_id, v.sku, v.title, p.title AS product_title, p.slug AS product_slug,
  p.vendor_id, p.vendor_name, p.category_id, c.ancestor_ids AS category_ids,
  (SELECT jsonb_build_array(i.id, i.file, i.width, i.height, i.alt, i.position, i.focal_x, i.focal_y, i.colour, i.options,
     i.renditions) FROM catalog_productimage i WHERE i.tenant_id = %s AND i.product_id = v.product_id
   ORDER BY i.position, i.id LIMIT 1) AS image,
  v.is_active AND (p.status = 'published' OR (p.status = 'scheduled' AND p.publish_at <= %s))
    AND p.vendor_may_sell AND p.is_approved AS is_sellable, v.weight_grams, p.tax_class, p.tags,
  coalesce((SELECT b.slug FROM catalog_brand b WHERE b.tenant_id = %s AND b.id = p.brand_id), '') AS brand,
  ARRAY(SELECT DISTINCT unnest(f.ancestor_ids) FROM catalog_productcategory pc
    JOIN catalog_category f ON f.tenant_id = %s AND f.id = pc.category_id
    WHERE pc.tenant_id = %s AND pc.product_id = p.id) AS further_ids,
  ARRAY(SELECT o.slug FROM catalog_collectionitem ci JOIN catalog_collection o ON o.tenant_id = %s AND o.id = ci.collection_id
    WHERE ci.tenant_id = %s AND ci.product_id = p.id) AS collections,
  p.attributes, v.options
FROM catalog_variant v
JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
JOIN catalog_category c ON c.tenant_id = %s AND c.id = p.category_id
WHERE v.tenant_id = %s AND v.id = ANY(%s::uuid[])"""


def sellables(variant_ids: Collection[UUID], /) -> dict[UUID, Sellable]:
    """See the facade."""
    tenant_id = current_tenant()
    params = [tenant_id, clock.now(), *[tenant_id] * 8, list(set(variant_ids))]
    found = db.rows(_SELLABLES, params)
    return {entry.variant_id: _sellable(entry._asdict()) for entry in found}


def _sellable(facts: dict) -> Sellable:
    found = facts.pop("image")
    image = image_of(found) if found else None
    facts["category_ids"] = tuple(dict.fromkeys((*facts["category_ids"], *facts.pop("further_ids"))))
    facts["tags"], facts["collections"] = tuple(facts["tags"]), tuple(facts["collections"])
    facts["attributes"] = texts_of_values(facts["attributes"], facts.pop("options"))
    return Sellable(**facts, image_url=image.url if image else None, image=image)


def texts_of_values(*values_by_code: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Values of attributes and options as texts, by code: what a rule can name."""
    found: dict[str, frozenset[str]] = {}
    for code, value in (pair for values in values_by_code for pair in values.items()):
        values = value if isinstance(value, list) else [value]
        texts = frozenset(str(one).lower() if isinstance(one, bool) else str(one) for one in values)
        found[code] = found.get(code, frozenset()) | texts
    return found


def default_variant(product_id: UUID, /) -> UUID | None:
    """See the facade."""
    found = db.row(
        "SELECT id FROM catalog_variant WHERE tenant_id = %s AND product_id = %s AND is_default",
        [current_tenant(), product_id],
    )
    return found.id if found else None


def variant_of_sku(sku: str, /) -> UUID | None:
    """The variant that has this stock keeping unit."""
    found = db.row(
        "SELECT id FROM catalog_variant WHERE tenant_id = %s AND sku = %s",
        [current_tenant(), sku],
    )
    return found.id if found else None
