"""Rows of products and variants on their way into the tables, several at a time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from nexus.catalog.contracts.errors import InvalidProduct, SkuTaken
from nexus.catalog.queries import products as queries
from nexus.catalog.services.assembly import ProductRow, VariantRow
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.vendors import facade as vendors
from nexus.vendors.facade import VendorInfo

_PRODUCT = (
    "id",
    "tenant_id",
    "vendor_id",
    "vendor_name",
    "vendor_may_sell",
    "slug",
    "title",
    "description",
    "status",
    "category_id",
    "tags",
    "attributes",
    "tax_class",
    "rating_sum",
    "review_count",
    "created_at",
    "updated_at",
)
_VARIANT = (
    "id",
    "tenant_id",
    "product_id",
    "sku",
    "title",
    "options",
    "position",
    "weight_grams",
    "barcode",
    "is_default",
    "is_active",
)

type Placed = tuple[ProductRow, str, VendorInfo, UUID]
"""A product row with its slug, its vendor and its category."""


def insert_products(placed: Sequence[Placed], /, *, at: datetime) -> None:
    """One statement for the products, one for all their variants."""
    tenant_id = current_tenant()
    values = [
        (
            row.id,
            tenant_id,
            vendor.id,
            vendor.name,
            vendor.is_approved,
            slug,
            row.title,
            row.description,
            row.status,
            category_id,
            row.tags,
            db.jsonb(row.attributes),
            row.tax_class,
            0,
            0,
            at,
            at,
        )
        for row, slug, vendor, category_id in placed
    ]
    db.insert_many("catalog_product", _PRODUCT, values)
    insert_variants({row.id: row.variants for row, *_ in placed})


def insert_variants(variants: Mapping[UUID, Iterable[VariantRow]], /) -> None:
    """By product; one statement."""
    tenant_id = current_tenant()
    values = [
        (
            row.id,
            tenant_id,
            product_id,
            row.sku,
            row.title,
            db.jsonb(row.options),
            row.position,
            row.weight_grams,
            row.barcode,
            row.is_default,
            True,
        )
        for product_id, rows in variants.items()
        for row in rows
    ]
    db.insert_many("catalog_variant", _VARIANT, values)


def refuse_taken_skus(rows: Sequence[VariantRow], /, *, single: bool) -> None:
    """Raises SkuTaken, naming each field. The unique constraint stays the last word between two writers."""
    taken = queries.taken_skus([row.sku for row in rows])
    if taken:
        errors = {
            "sku" if single else f"variants.{index}.sku": ["Another variant has this SKU."]
            for index, row in enumerate(rows)
            if row.sku in taken
        }
        raise SkuTaken("The SKU is taken.", errors=errors, skus=sorted(taken))


def known_vendors(vendor_ids: Iterable[UUID], /) -> dict[UUID, VendorInfo]:
    """Raises InvalidProduct when one is missing."""
    wanted = set(vendor_ids)
    found = vendors.vendors(wanted)
    if wanted - found.keys():
        raise InvalidProduct("There is no such vendor.", errors={"vendor": ["There is no such vendor."]})
    return found
