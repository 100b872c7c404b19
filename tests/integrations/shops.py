"""A shop as it stands, without ids and times: two shops that imported the same file have to be equal."""

from __future__ import annotations

import json
import re
from typing import Any

from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|\+00:00)")
_SHOP = {
    "products": """SELECT p.slug, p.title, p.description, p.status, p.tags, p.attributes, p.translations, p.vendor_name,
      c.path, b.name AS brand FROM catalog_product p JOIN catalog_category c ON c.tenant_id = %s AND c.id = p.category_id
      LEFT JOIN catalog_brand b ON b.tenant_id = %s AND b.id = p.brand_id WHERE p.tenant_id = %s ORDER BY p.slug""",
    "variants": """SELECT v.sku, v.title, v.options, v.position, v.weight_grams, v.barcode, v.is_default, p.slug
      FROM catalog_variant v JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
      WHERE v.tenant_id = %s ORDER BY v.sku""",
    "prices": """SELECT v.sku, r.currency, r.list_minor, r.compare_at_minor FROM pricing_price r
      JOIN catalog_variant v ON v.tenant_id = %s AND v.id = r.variant_id WHERE r.tenant_id = %s ORDER BY v.sku""",
    "stock": """SELECT v.sku, l.on_hand, l.reserved, (SELECT array_agg(a.delta ORDER BY a.id) FROM inventory_adjustment a
      WHERE a.tenant_id = %s AND a.variant_id = l.variant_id) AS moves FROM inventory_level l
      JOIN catalog_variant v ON v.tenant_id = %s AND v.id = l.variant_id WHERE l.tenant_id = %s ORDER BY v.sku""",
    "documents": """SELECT d.slug, d.is_public, d.price_minor, d.in_stock, d.tags, d.facets, d.item, d.body,
      (SELECT count(*) FROM search_placement s WHERE s.tenant_id = %s AND s.document_id = d.id) AS places,
      (SELECT array_agg(t ORDER BY t) FROM unnest(d.terms) AS t) AS terms
      FROM search_document d WHERE d.tenant_id = %s ORDER BY d.slug""",
    "problems": """SELECT line, "column", value, reason FROM integrations_importproblem WHERE tenant_id = %s ORDER BY 1, 2, 4""",
    "import": "SELECT status, position, rows, counts FROM integrations_importjob WHERE tenant_id = %s",
}


def shop() -> dict[str, Any]:
    """Of the bound tenant."""
    with tenant_scope():
        return {
            name: [_plain(row._asdict()) for row in db.rows(sql, [current_tenant()] * sql.count("%s"))]
            for name, sql in _SHOP.items()
        }


def events() -> int:
    """How many facts the log holds."""
    with tenant_scope():
        found = db.row("SELECT count(*) AS many FROM events_log WHERE tenant_id = %s", [current_tenant()])
    return int(found.many) if found else 0


def _plain(row: dict[str, Any]) -> Any:
    text = json.dumps(row, sort_keys=True, default=str)
    return json.loads(_TIME.sub("TIME", _ID.sub("ID", text)))
