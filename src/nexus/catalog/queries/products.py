"""Reading whole products: one statement for any number of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.dto import (
    BrandInfo,
    CategoryInfo,
    CollectionInfo,
    ImageInfo,
    ProductInfo,
    ProductTypeInfo,
    Rendition,
    VariantInfo,
)
from nexus.catalog.queries.media_urls import media_url, rendition_file
from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

# A scheduled product is published when its hour comes; the sweep that says so may be seconds late.
STATUS_NOW: Final = (
    "CASE WHEN p.status = 'scheduled' AND p.publish_at <= %s THEN 'published' ELSE p.status END"
)
NEWEST = Keyset(Column("id", "uuid", descending=True))  # ids are ordered by time
# Variants and images are gathered once for all products: without statistics (a new shop, an import) the planner may
# well read the whole tenant to find them, and should then not do so for every product.
_PRODUCTS = f"""
WITH v AS MATERIALIZED (
  SELECT v.product_id, jsonb_agg(jsonb_build_array(v.id, v.sku, v.title, v.options, v.position, v.is_default,
    v.is_active, v.weight_grams, v.barcode) ORDER BY v.position, v.id) AS variants
  FROM catalog_variant v WHERE v.tenant_id = %s AND v.product_id = ANY(%s::uuid[]) GROUP BY v.product_id
), i AS MATERIALIZED (
  SELECT i.product_id, jsonb_agg(jsonb_build_array(i.id, i.file, i.width, i.height, i.alt, i.position, i.focal_x, i.focal_y,
    i.colour, i.options, i.renditions) ORDER BY i.position, i.id) AS images
  FROM catalog_productimage i WHERE i.tenant_id = %s AND i.product_id = ANY(%s::uuid[]) GROUP BY i.product_id
), further AS MATERIALIZED (
  SELECT pc.product_id, jsonb_agg(jsonb_build_array(c.id, c.name, c.slug, c.parent_id, c.path, c.ancestor_ids, c.position)
    ORDER BY c.path, c.id) AS categories
  FROM catalog_productcategory pc JOIN catalog_category c ON c.tenant_id = %s AND c.id = pc.category_id
  WHERE pc.tenant_id = %s AND pc.product_id = ANY(%s::uuid[]) GROUP BY pc.product_id
), gathered AS MATERIALIZED (
  SELECT ci.product_id, jsonb_agg(jsonb_build_array(c.id, c.name, c.slug, c.is_public) ORDER BY c.position, c.id) AS
    collections
  FROM catalog_collectionitem ci JOIN catalog_collection c ON c.tenant_id = %s AND c.id = ci.collection_id
  WHERE ci.tenant_id = %s AND ci.product_id = ANY(%s::uuid[]) GROUP BY ci.product_id
)
SELECT p.id, p.slug, p.title, p.description, {STATUS_NOW} AS status, p.vendor_id, p.vendor_name, p.vendor_may_sell, p.tags,
  p.attributes, p.tax_class, p.rating_sum, p.review_count, p.created_at, p.updated_at,
  c.id AS category_id, c.name AS category_name, c.slug AS category_slug, c.parent_id, c.path, c.ancestor_ids,
  c.position AS category_position, v.variants, i.images, p.publish_at, p.is_approved, p.translations,
  b.id AS brand_id, b.name AS brand_name, b.slug AS brand_slug, t.id AS type_id, t.code AS type_code, t.name AS type_name,
  further.categories, gathered.collections
FROM catalog_product p
JOIN catalog_category c ON c.tenant_id = %s AND c.id = p.category_id
LEFT JOIN v ON v.product_id = p.id
LEFT JOIN i ON i.product_id = p.id
LEFT JOIN catalog_brand b ON b.tenant_id = %s AND b.id = p.brand_id
LEFT JOIN catalog_producttype t ON t.tenant_id = %s AND t.id = p.product_type_id
LEFT JOIN further ON further.product_id = p.id
LEFT JOIN gathered ON gathered.product_id = p.id
WHERE p.tenant_id = %s AND p.id = ANY(%s::uuid[])"""  # noqa: S608 - a constant


def products(product_ids: Collection[UUID], /) -> dict[UUID, ProductInfo]:
    """See the facade."""
    tenant_id = current_tenant()
    ids = list(set(product_ids))
    of_ids = [tenant_id, ids]
    joined = [tenant_id, *of_ids]
    params = [*of_ids, *of_ids, *joined, *joined, clock.now(), tenant_id, tenant_id, tenant_id, *of_ids]
    found = db.rows(_PRODUCTS, params)
    return {entry.id: _product(entry) for entry in found}


def product(product_id: UUID, /) -> ProductInfo | None:
    return products([product_id]).get(product_id)


def variant(product_id: UUID, variant_id: UUID, /) -> VariantInfo | None:
    """One of the product's variants, without reading the others."""
    found = db.rows(
        """SELECT id::text, sku, title, options, position, is_default, is_active, weight_grams, barcode FROM catalog_variant
        WHERE tenant_id = %s AND id = %s AND product_id = %s""",
        [current_tenant(), variant_id, product_id],
    )
    return _variant(list(found[0])) if found else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductHead:
    """As much of a product as a permission check needs."""

    id: UUID
    vendor_id: UUID
    status: str
    is_public: bool


def head(key: str, /) -> ProductHead | None:
    """By id or slug, never both: what spells an id is one, whatever slug somebody else's product has. One statement."""
    product_id = parse_id(key)
    column = "id = %s" if product_id is not None else "slug = %s"
    found = db.row(
        f"""SELECT p.id, p.vendor_id, {STATUS_NOW} AS status, p.vendor_may_sell AND p.is_approved AS may_show
        FROM catalog_product p WHERE p.tenant_id = %s AND p.{column}""",  # noqa: S608 - constants
        [clock.now(), current_tenant(), product_id or key],
    )
    if found is None:
        return None
    is_public = found.status == "published" and found.may_show
    return ProductHead(id=found.id, vendor_id=found.vendor_id, status=found.status, is_public=is_public)


def product_ids(*, vendor_id: UUID | None, after: UUID | None, limit: int) -> tuple[UUID, ...]:
    """See the facade."""
    found = db.rows(
        """SELECT id FROM catalog_product WHERE tenant_id = %s AND (%s::uuid IS NULL OR vendor_id = %s::uuid)
        AND id > %s::uuid ORDER BY id LIMIT %s""",
        [current_tenant(), vendor_id, vendor_id, after or UUID(int=0), limit],
    )
    return tuple(entry.id for entry in found)


def own_products(
    page: KeysetPage, /, *, vendor_ids: Collection[UUID], status: str | None
) -> list[ProductInfo]:
    """A page of the vendors' products, whatever their status. Two statements."""
    found = db.rows(
        f"""SELECT id FROM catalog_product WHERE tenant_id = %s AND vendor_id = ANY(%s::uuid[])
        AND (%s::text IS NULL OR status = %s::text) AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), list(vendor_ids), status, status, *page.params],
    )
    known = products([entry.id for entry in found])
    return [known[entry.id] for entry in found]


def count_own_products(*, vendor_ids: Collection[UUID], status: str | None) -> int:
    """How many `own_products` finds."""
    found = db.rows(
        """SELECT count(*) AS found FROM catalog_product WHERE tenant_id = %s AND vendor_id = ANY(%s::uuid[])
        AND (%s::text IS NULL OR status = %s::text)""",
        [current_tenant(), list(vendor_ids), status, status],
    )
    return int(found[0].found)


def ids_below(category_id: UUID, /) -> tuple[UUID, ...]:
    """Ids of the products in a category and its descendants, whether it is their primary category or a further one."""
    tenant_id = current_tenant()
    found = db.rows(
        """WITH branch AS MATERIALIZED (
          SELECT c.id FROM catalog_category c WHERE c.tenant_id = %s AND %s::uuid = ANY(c.ancestor_ids))
        SELECT p.id FROM catalog_product p WHERE p.tenant_id = %s AND p.category_id IN (SELECT id FROM branch)
        UNION
        SELECT pc.product_id FROM catalog_productcategory pc
        WHERE pc.tenant_id = %s AND pc.category_id IN (SELECT id FROM branch) ORDER BY 1""",
        [tenant_id, category_id, tenant_id, tenant_id],
    )
    return tuple(entry.id for entry in found)


def products_by_variant(variant_ids: Collection[UUID], /) -> dict[UUID, UUID]:
    """Which product each variant belongs to."""
    found = db.rows(
        "SELECT id, product_id FROM catalog_variant WHERE tenant_id = %s AND id = ANY(%s::uuid[])",
        [current_tenant(), list(variant_ids)],
    )
    return {entry.id: entry.product_id for entry in found}


def slugs_of(product_ids: Collection[UUID], /) -> dict[UUID, str]:
    """Slugs by product. One statement."""
    found = db.rows(
        "SELECT id, slug FROM catalog_product WHERE tenant_id = %s AND id = ANY(%s::uuid[])",
        [current_tenant(), list(product_ids)],
    )
    return {entry.id: entry.slug for entry in found}


def taken_skus(skus: Collection[str], /, *, besides: UUID | None = None) -> frozenset[str]:
    """Those of the SKUs that are in use, by variants other than `besides`."""
    found = db.rows(
        """SELECT sku FROM catalog_variant WHERE tenant_id = %s AND sku = ANY(%s::text[])
        AND (%s::uuid IS NULL OR id <> %s::uuid)""",
        [current_tenant(), list(skus), besides, besides],
    )
    return frozenset(entry.sku for entry in found)


def _product(entry: Any) -> ProductInfo:
    return ProductInfo(
        id=entry.id,
        slug=entry.slug,
        title=entry.title,
        description=entry.description,
        status=entry.status,
        is_public=entry.status == "published" and entry.vendor_may_sell and entry.is_approved,
        vendor_id=entry.vendor_id,
        vendor_name=entry.vendor_name,
        category=_category(entry),
        tags=tuple(entry.tags),
        attributes=entry.attributes,
        tax_class=entry.tax_class,
        rating=mean_rating(entry.rating_sum, entry.review_count),
        review_count=entry.review_count,
        created_at=entry.created_at,
        updated_at=entry.updated_at,
        variants=tuple(_variant(found) for found in entry.variants or []),
        images=tuple(image_of(found) for found in entry.images or []),
        product_type=ProductTypeInfo(id=entry.type_id, code=entry.type_code, name=entry.type_name)
        if entry.type_id
        else None,
        brand=BrandInfo(id=entry.brand_id, name=entry.brand_name, slug=entry.brand_slug)
        if entry.brand_id
        else None,
        further_categories=tuple(_further(found) for found in entry.categories or []),
        collections=tuple(_collection(found) for found in entry.collections or []),
        publish_at=entry.publish_at,
        is_approved=entry.is_approved,
        translations=entry.translations,
    )


def mean_rating(rating_sum: int, review_count: int, /) -> float | None:
    """Mean to two digits, None without reviews."""
    return round(rating_sum / review_count, 2) if review_count else None


def _category(entry: Any) -> CategoryInfo:
    return CategoryInfo(
        id=entry.category_id,
        name=entry.category_name,
        slug=entry.category_slug,
        parent_id=entry.parent_id,
        path=entry.path,
        depth=len(entry.ancestor_ids),
        ancestor_ids=tuple(entry.ancestor_ids),
        position=entry.category_position,
    )


def _variant(found: list[Any]) -> VariantInfo:
    variant_id, sku, title, options, position, is_default, is_active, weight_grams, barcode = found
    return VariantInfo(
        id=UUID(variant_id),
        sku=sku,
        title=title,
        options=options,
        position=position,
        is_default=is_default,
        is_active=is_active,
        weight_grams=weight_grams,
        barcode=barcode,
    )


def _further(found: list[Any]) -> CategoryInfo:
    category_id, name, slug, parent_id, path, ancestor_ids, position = found
    return CategoryInfo(
        id=UUID(category_id),
        name=name,
        slug=slug,
        parent_id=UUID(parent_id) if parent_id else None,
        path=path,
        depth=len(ancestor_ids),
        ancestor_ids=tuple(UUID(one) for one in ancestor_ids),
        position=position,
    )


def _collection(found: list[Any]) -> CollectionInfo:
    collection_id, name, slug, is_public = found
    return CollectionInfo(id=UUID(collection_id), name=name, slug=slug, is_public=is_public)


def image_of(found: list[Any], /) -> ImageInfo:
    """From a row of `_PRODUCTS`: id, file, width, height, alt, position, focal_x, focal_y, colour, options, renditions."""
    image_id, file, width, height, alt, position, focal_x, focal_y, colour, options, renditions = found
    return ImageInfo(
        id=UUID(image_id),
        url=media_url(file),
        width=width,
        height=height,
        alt=alt,
        position=position,
        focal_x=focal_x,
        focal_y=focal_y,
        colour=colour,
        options=options,
        renditions=tuple(
            Rendition(
                width=one["width"],
                format=one["format"],
                url=media_url(rendition_file(file, one["width"], one["format"])),
            )
            for one in renditions
        ),
    )


def count() -> int:
    """How many products the tenant has."""
    counted = db.row("SELECT count(*) AS many FROM catalog_product WHERE tenant_id = %s", [current_tenant()])
    return int(counted.many) if counted else 0
