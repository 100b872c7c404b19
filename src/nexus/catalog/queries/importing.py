"""What an import looks up: products by SKU and address, ids by name."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from nexus.catalog.queries.media_urls import media_url
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


def product_type_ids() -> dict[str, UUID]:
    """Product types by code and by name, lower case."""
    found = db.rows(
        "SELECT id, code, name FROM catalog_producttype WHERE tenant_id = %s ORDER BY id DESC",
        [current_tenant()],
    )
    return {key.casefold(): entry.id for entry in found for key in (entry.name, entry.code)}


def picture_addresses(product_ids: Collection[UUID], /) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """Pictures of the products in their order: where each was fetched from (empty: it was uploaded), and its own url."""
    found = db.rows(
        """SELECT product_id, source_url, file FROM catalog_productimage
        WHERE tenant_id = %s AND product_id = ANY(%s::uuid[]) ORDER BY position, id""",
        [current_tenant(), list(product_ids)],
    )
    known: dict[UUID, list[tuple[str, str]]] = {}
    for entry in found:
        known.setdefault(entry.product_id, []).append((entry.source_url, media_url(entry.file)))
    return {product_id: tuple(addresses) for product_id, addresses in known.items()}


def stated_names(*, vendor_id: UUID | None) -> dict[str, list[str]]:
    """Every name that products of the shop (or of one vendor) use: `attributes`, `languages`, `options`."""
    tenant_id = current_tenant()
    names = {
        column: db.rows(
            f"""SELECT DISTINCT jsonb_object_keys({column}) AS name FROM catalog_product
            WHERE tenant_id = %s AND (%s::uuid IS NULL OR vendor_id = %s::uuid) ORDER BY 1""",  # noqa: S608
            [tenant_id, vendor_id, vendor_id],
        )
        for column in ("attributes", "translations")
    }
    options = db.rows(
        """SELECT DISTINCT jsonb_object_keys(v.options) AS name FROM catalog_variant v
        JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
        WHERE v.tenant_id = %s AND (%s::uuid IS NULL OR p.vendor_id = %s::uuid) ORDER BY 1""",
        [tenant_id, tenant_id, vendor_id, vendor_id],
    )
    return {
        "attributes": [entry.name for entry in names["attributes"]],
        "languages": [entry.name for entry in names["translations"]],
        "options": [entry.name for entry in options],
    }
