"""Who has a barcode."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def products_with(
    barcodes: Sequence[str], /, *, vendor_ids: Sequence[UUID], besides: UUID | None = None
) -> list[Any]:
    """Rows (barcode, title, vendor_id, product_id) of the vendors' products with one of the barcodes, archived ones left out."""
    return db.rows(
        """SELECT v.barcode, p.title, p.vendor_id, v.product_id FROM catalog_variant v
        JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
        WHERE v.tenant_id = %s AND v.barcode = ANY(%s::text[]) AND v.barcode <> '' AND p.status <> 'archived'
        AND p.vendor_id = ANY(%s::uuid[]) AND (%s::uuid IS NULL OR p.id <> %s::uuid)""",
        [current_tenant(), current_tenant(), list(barcodes), list(vendor_ids), besides, besides],
    )
