"""Writing a plan: a fixed number of statements for any number of products, one event for all of them."""

from typing import Any, Final

from nexus.catalog.contracts.events import ProductsImported
from nexus.catalog.services.importing.plan import FinalProduct, ImportPlan
from nexus.catalog.services.importing.staging import json_text, stage
from nexus.catalog.services.products import sku_or_slug_race
from nexus.catalog.services.proposing import propose_imported
from nexus.catalog.services.storing import known_vendors
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant
from nexus.vendors.facade import VendorInfo

STREAM: Final = "catalog.import"

_NEW_PRODUCTS: Final = """
WITH made AS (
  INSERT INTO catalog_product (id, tenant_id, vendor_id, vendor_name, vendor_may_sell, slug, title, description, status,
    category_id, tags, attributes, tax_class, product_type_id, brand_id, publish_at, is_approved, translations, rating_sum,
    review_count, created_at, updated_at)
  SELECT new.id, %s::uuid, new.vendor_id, new.vendor_name, new.vendor_may_sell, new.slug, new.title, new.description,
    new.status, new.category_id, new.tags, new.attributes, new.tax_class, new.product_type_id, new.brand_id, new.publish_at,
    new.is_approved, new.translations, 0, 0, %s::timestamptz, %s::timestamptz
  FROM staged_product new ORDER BY new.id RETURNING id
) SELECT count(*) AS many FROM made"""
_CHANGED_PRODUCTS: Final = """
UPDATE catalog_product p SET title = new.title, description = new.description, status = new.status,
  category_id = new.category_id, tags = new.tags, attributes = new.attributes, tax_class = new.tax_class,
  product_type_id = new.product_type_id, brand_id = new.brand_id, publish_at = new.publish_at,
  translations = new.translations, updated_at = %s::timestamptz
FROM staged_product new WHERE p.tenant_id = %s AND p.id = new.id"""
_TOUCHED: Final = "UPDATE catalog_product SET updated_at = %s WHERE tenant_id = %s AND id = ANY(%s::uuid[])"
_NEW_VARIANTS: Final = """
WITH made AS (
  INSERT INTO catalog_variant (id, tenant_id, product_id, sku, title, options, position, weight_grams, barcode, is_default,
    is_active)
  SELECT new.id, %s::uuid, new.product_id, new.sku, new.title, new.options, new.position, new.weight_grams, new.barcode,
    new.is_default, true
  FROM staged_variant new ORDER BY new.id RETURNING id
) SELECT count(*) AS many FROM made"""
_CHANGED_VARIANTS: Final = """
UPDATE catalog_variant v SET title = new.title, options = new.options, weight_grams = new.weight_grams,
  barcode = new.barcode
FROM staged_variant new WHERE v.tenant_id = %s AND v.id = new.id"""
_LEAVE: Final = "DELETE FROM catalog_productcategory WHERE tenant_id = %s AND product_id = ANY(%s::uuid[])"
_ENTER: Final = """
INSERT INTO catalog_productcategory (id, tenant_id, product_id, category_id)
SELECT new.id, %s::uuid, new.product_id, new.category_id FROM staged_place new
ON CONFLICT (tenant_id, product_id, category_id) DO NOTHING"""


def apply_import(plan: ImportPlan, /) -> None:
    """See the facade."""
    if not plan.touched:
        return
    # Foreign keys are looked up row by row. Planned for each row, a tenant without statistics gets any index that begins with
    # the tenant, and all its rows are read each time; a kept plan that was made while a table was empty would read all of it.
    db.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    db.execute("SET LOCAL enable_seqscan = off")
    with sku_or_slug_race():
        _write_products(plan)
        _write_variants(plan)
    _write_places(plan)
    propose_imported((*plan.new, *plan.changed))
    batch_id, ids = new_id(), tuple(sorted(plan.touched))
    fact = ProductsImported(batch_id=batch_id, product_ids=ids, offers=tuple(plan.offers))
    append(STREAM, batch_id, [fact], expected_version=0)


def _write_products(plan: ImportPlan) -> None:
    at, tenant_id = clock.now(), current_tenant()
    if plan.new:
        vendors = known_vendors({one.vendor_id for one in plan.new})
        stage("staged_product", [_product(one, vendors[one.vendor_id]) for one in plan.new])
        db.rows(_NEW_PRODUCTS, [tenant_id, at, at])
    if plan.changed:
        stage("staged_product", [_product(one, None) for one in plan.changed])
        db.execute(_CHANGED_PRODUCTS, [at, tenant_id])
    others = plan.touched - {one.id for one in (*plan.new, *plan.changed)}
    if others:
        db.execute(_TOUCHED, [at, tenant_id, sorted(others)])


def _write_variants(plan: ImportPlan) -> None:
    if plan.new_variants:
        stage("staged_variant", [
            (row.id, product_id, row.sku, row.title, json_text(row.options), row.position, row.weight_grams, row.barcode,
             row.is_default)
            for product_id, row in plan.new_variants
        ])  # fmt: skip
        db.rows(_NEW_VARIANTS, [current_tenant()])
    if plan.changed_variants:
        stage("staged_variant", [
            (variant_id, None, None, facts["title"], json_text(facts["options"]), None, facts["weight_grams"],
             facts["barcode"], None)
            for variant_id, facts in plan.changed_variants
        ])  # fmt: skip
        db.execute(_CHANGED_VARIANTS, [current_tenant()])


def _write_places(plan: ImportPlan) -> None:
    if plan.moved:
        db.execute(_LEAVE, [current_tenant(), [one.id for one in plan.moved]])
    places = [(new_id(), one.id, category) for one in (*plan.new, *plan.moved) for category in one.further]
    if places:
        stage("staged_place", places)
        db.execute(_ENTER, [current_tenant()])


def _product(one: FinalProduct, vendor: VendorInfo | None) -> tuple[Any, ...]:
    return (
        one.id, one.vendor_id, vendor.name if vendor else None, vendor.is_approved if vendor else None, one.slug, one.title,
        one.description, one.status, one.category_id, one.tags, json_text(one.attributes), one.tax_class,
        one.product_type_id, one.brand_id, one.publish_at, one.is_approved, json_text(one.translations),
    )  # fmt: skip
