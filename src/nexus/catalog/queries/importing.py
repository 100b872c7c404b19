"""What an import looks up: products by SKU and address, ids by name."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant


@dataclass(frozen=True, slots=True)
class Known:
    """A product that is there already, and whose it is."""

    product_id: UUID
    vendor_id: UUID


def products_by_sku(skus: Collection[str], /) -> dict[str, Known]:
    """Which product has a variant with the SKU."""
    found = db.rows(
        """SELECT v.sku, v.product_id, p.vendor_id FROM catalog_variant v
        JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
        WHERE v.tenant_id = %s AND v.sku = ANY(%s::text[])""",
        [current_tenant(), current_tenant(), list(skus)],
    )
    return {entry.sku: Known(entry.product_id, entry.vendor_id) for entry in found}


def products_by_slug(slugs: Collection[str], /) -> dict[str, Known]:
    """Which product has the address."""
    found = db.rows(
        "SELECT slug, id, vendor_id FROM catalog_product WHERE tenant_id = %s AND slug = ANY(%s::text[])",
        [current_tenant(), list(slugs)],
    )
    return {entry.slug: Known(entry.id, entry.vendor_id) for entry in found}


def brand_ids() -> dict[str, UUID]:
    """Brands by name and by slug, lower case."""
    found = db.rows(
        "SELECT id, name, slug FROM catalog_brand WHERE tenant_id = %s ORDER BY id DESC", [current_tenant()]
    )
    return {key.casefold(): entry.id for entry in found for key in (entry.slug, entry.name)}


def taken_brand_slugs(wanted: str, /) -> frozenset[str]:
    """The slug and its numbered variants, as far as they are in use."""
    found = db.rows(
        "SELECT slug FROM catalog_brand WHERE tenant_id = %s AND starts_with(slug, %s) LIMIT 200",
        [current_tenant(), wanted],
    )
    return frozenset(entry.slug for entry in found)


def product_type_ids() -> dict[str, UUID]:
    """Product types by code and by name, lower case."""
    found = db.rows(
        "SELECT id, code, name FROM catalog_producttype WHERE tenant_id = %s ORDER BY id DESC",
        [current_tenant()],
    )
    return {key.casefold(): entry.id for entry in found for key in (entry.name, entry.code)}


def picture_addresses(product_ids: Collection[UUID], /) -> dict[UUID, set[str]]:
    """Where the pictures of the products were fetched from."""
    found = db.rows(
        """SELECT product_id, source_url FROM catalog_productimage
        WHERE tenant_id = %s AND product_id = ANY(%s::uuid[]) AND source_url <> ''""",
        [current_tenant(), list(product_ids)],
    )
    known: dict[UUID, set[str]] = {}
    for entry in found:
        known.setdefault(entry.product_id, set()).add(entry.source_url)
    return known
