"""Rows of products and variants on their way into the tables, several at a time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from nexus.catalog.contracts.errors import InvalidProduct, SkuTaken
from nexus.catalog.queries import products as queries
from nexus.catalog.services.assembly import ProductRow, VariantRow
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.vendors import facade as vendors
from nexus.vendors.facade import VendorInfo

# Rows travel as one JSON parameter: a thousand rows of placeholders would take longer to parse than to
# insert.
_INSERT_PRODUCTS = """
INSERT INTO catalog_product (id, tenant_id, vendor_id, vendor_name, vendor_may_sell, slug, title,
description, status,
  category_id, tags, attributes, tax_class, product_type_id, brand_id, publish_at, is_approved, translations,
  rating_sum, review_count, created_at, updated_at)
SELECT new.id, %s::uuid, new.vendor_id, new.vendor_name, new.vendor_may_sell, new.slug, new.title,
new.description,
  new.status, new.category_id, new.tags, new.attributes, new.tax_class, new.product_type_id, new.brand_id,
  new.publish_at, new.is_approved, new.translations, 0, 0, %s::timestamptz, %s::timestamptz
FROM jsonb_to_recordset(%s::jsonb) AS new(id uuid, vendor_id uuid, vendor_name text, vendor_may_sell
boolean, slug text,
  title text, description text, status text, category_id uuid, tags text[], attributes jsonb, tax_class text,
  product_type_id uuid, brand_id uuid, publish_at timestamptz, is_approved boolean, translations jsonb)
RETURNING id"""
_INSERT_FURTHER = """
INSERT INTO catalog_productcategory (id, tenant_id, product_id, category_id)
SELECT new.id, %s::uuid, new.product_id, new.category_id
FROM jsonb_to_recordset(%s::jsonb) AS new(id uuid, product_id uuid, category_id uuid)
ON CONFLICT (tenant_id, product_id, category_id) DO NOTHING RETURNING id"""
_INSERT_VARIANTS = """
INSERT INTO catalog_variant (id, tenant_id, product_id, sku, title, options, position, weight_grams,
barcode, is_default,
  is_active)
SELECT new.id, %s::uuid, new.product_id, new.sku, new.title, new.options, new.position, new.weight_grams,
new.barcode,
  new.is_default, true
FROM jsonb_to_recordset(%s::jsonb) AS new(id uuid, product_id uuid, sku text, title text, options jsonb,
position int,
  weight_grams int, barcode text, is_default boolean)
RETURNING id"""

type Placed = tuple[ProductRow, str, VendorInfo, UUID]
"""A product row with its slug, its vendor and its category."""


def insert_products(placed: Sequence[Placed], /, *, at: datetime) -> None:
    """One statement for the products, one for all their variants."""
    new = [
        {
            "id": row.id,
            "vendor_id": vendor.id,
            "vendor_name": vendor.name,
            "vendor_may_sell": vendor.is_approved,
            "slug": slug,
            "title": row.title,
            "description": row.description,
            "status": row.status,
            "category_id": category_id,
            "tags": row.tags,
            "attributes": row.attributes,
            "tax_class": row.tax_class,
            "product_type_id": row.product_type_id,
            "brand_id": row.brand_id,
            "publish_at": row.publish_at,
            "is_approved": row.is_approved,
            "translations": row.translations,
        }
        for row, slug, vendor, category_id in placed
    ]
    db.rows(_INSERT_PRODUCTS, [current_tenant(), at, at, db.jsonb(new)])
    insert_variants({row.id: row.variants for row, *_ in placed})
    insert_further_categories({row.id: row.further_category_ids for row, *_ in placed})


def insert_further_categories(categories: Mapping[UUID, Iterable[UUID]], /) -> None:
    """Further categories by product, those that it has left alone; one statement, none when there are none."""
    new = [
        {"id": new_id(), "product_id": product_id, "category_id": category_id}
        for product_id, category_ids in categories.items()
        for category_id in category_ids
    ]
    if new:
        db.rows(_INSERT_FURTHER, [current_tenant(), db.jsonb(new)])


def insert_variants(variants: Mapping[UUID, Iterable[VariantRow]], /) -> None:
    """By product; one statement."""
    new = [
        {
            "id": row.id,
            "product_id": product_id,
            "sku": row.sku,
            "title": row.title,
            "options": row.options,
            "position": row.position,
            "weight_grams": row.weight_grams,
            "barcode": row.barcode,
            "is_default": row.is_default,
        }
        for product_id, rows in variants.items()
        for row in rows
    ]
    db.rows(_INSERT_VARIANTS, [current_tenant(), db.jsonb(new)])


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
