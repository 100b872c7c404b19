"""Whose goods something is."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_OWNERS: Final = """
SELECT v.id, p.vendor_id FROM catalog_variant v
JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id WHERE v.tenant_id = %s AND v.id = ANY(%s::uuid[])
UNION ALL SELECT p.id, p.vendor_id FROM catalog_product p WHERE p.tenant_id = %s AND p.id = ANY(%s::uuid[])"""


def owners(*, variant_ids: Collection[UUID] = (), product_ids: Collection[UUID] = ()) -> dict[UUID, UUID]:
    """The vendor of each of these variants and products; unknown ones are absent. One statement."""
    tenant_id = current_tenant()
    found = db.rows(_OWNERS, [tenant_id, tenant_id, list(variant_ids), tenant_id, list(product_ids)])
    return {row.id: row.vendor_id for row in found}
