"""Finding what a rule can be about by its name, and the names of what a rule is about already."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

type NamedKind = Literal["products", "variants", "categories", "brands", "collections", "tags"]
KINDS: Final[tuple[NamedKind, ...]] = ("categories", "products", "variants", "brands", "collections", "tags")


class Named(msgspec.Struct, frozen=True):
    """Something of the catalogue: `value` is its id (products, variants, categories) or its word (brands, collections, tags)."""

    kind: str
    value: str
    text: str
    note: str = ""


_FOUND: Final[Mapping[str, tuple[str, str]]] = {
    "categories": (
        "tenant like like limit",
        """SELECT 'categories' AS kind, id::text AS value, name AS text, path AS note FROM catalog_category
      WHERE tenant_id = %s AND (name ILIKE %s OR path ILIKE %s) ORDER BY path LIMIT %s""",
    ),
    "products": (
        "tenant like vendor vendor limit",
        """SELECT 'products' AS kind, id::text AS value, title AS text, vendor_name AS note FROM catalog_product
      WHERE tenant_id = %s AND title ILIKE %s AND status <> 'archived'
        AND (%s::uuid IS NULL OR vendor_id = %s::uuid) ORDER BY title, id LIMIT %s""",
    ),
    "variants": (
        "tenant tenant start like vendor vendor limit",
        """SELECT 'variants' AS kind, v.id::text AS value, p.title AS text, v.sku AS note FROM catalog_variant v
      JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
      WHERE v.tenant_id = %s AND (v.sku ILIKE %s OR p.title ILIKE %s) AND v.is_active
        AND p.status <> 'archived' AND (%s::uuid IS NULL OR p.vendor_id = %s::uuid)
      ORDER BY p.title, v.position, v.id LIMIT %s""",
    ),
    "brands": (
        "tenant like limit",
        """SELECT 'brands' AS kind, slug AS value, name AS text, '' AS note FROM catalog_brand
      WHERE tenant_id = %s AND name ILIKE %s ORDER BY name LIMIT %s""",
    ),
    "collections": (
        "tenant like limit",
        """SELECT 'collections' AS kind, slug AS value, name AS text, '' AS note FROM catalog_collection
      WHERE tenant_id = %s AND name ILIKE %s ORDER BY name LIMIT %s""",
    ),
    "tags": (
        "tenant start vendor vendor limit",
        """SELECT DISTINCT 'tags' AS kind, t AS value, t AS text, '' AS note
      FROM catalog_product p, unnest(p.tags) AS t WHERE p.tenant_id = %s AND t ILIKE %s
        AND (%s::uuid IS NULL OR p.vendor_id = %s::uuid) ORDER BY t LIMIT %s""",
    ),
}
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "categories": (
        "tenant categories",
        """SELECT 'categories' AS kind, id::text AS value, name AS text, path AS note FROM catalog_category
      WHERE tenant_id = %s AND id = ANY(%s::uuid[])""",
    ),
    "products": (
        "tenant products",
        """SELECT 'products' AS kind, id::text AS value, title AS text, vendor_name AS note FROM catalog_product
      WHERE tenant_id = %s AND id = ANY(%s::uuid[])""",
    ),
    "variants": (
        "tenant tenant variants",
        """SELECT 'variants' AS kind, v.id::text AS value, p.title AS text, v.sku AS note FROM catalog_variant v
      JOIN catalog_product p ON p.tenant_id = %s AND p.id = v.product_id
      WHERE v.tenant_id = %s AND v.id = ANY(%s::uuid[])""",
    ),
    "brands": (
        "tenant brands",
        """SELECT 'brands' AS kind, slug AS value, name AS text, '' AS note FROM catalog_brand
      WHERE tenant_id = %s AND slug = ANY(%s::text[])""",
    ),
    "collections": (
        "tenant collections",
        """SELECT 'collections' AS kind, slug AS value, name AS text, '' AS note FROM catalog_collection
      WHERE tenant_id = %s AND slug = ANY(%s::text[])""",
    ),
}
_IDS: Final = frozenset({"products", "variants", "categories"})


def find_named(
    text: str, /, *, kinds: Iterable[str] = KINDS, vendor_id: UUID | None = None, limit: int = 6
) -> tuple[Named, ...]:
    """At most `limit` of each kind whose name holds the text; products, variants and tags of one seller only if asked. One
    statement, none for an empty text or kinds that nobody knows."""
    asked = [_FOUND[kind] for kind in kinds if kind in _FOUND]
    text = text.strip().replace("\x00", "")
    if not text or not asked:
        return ()
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    facts = {
        "tenant": current_tenant(), "vendor": vendor_id, "limit": limit, "like": f"%{escaped}%", "start": f"{escaped}%",
    }  # fmt: skip
    return _named(asked, facts)


def names_of(wanted: Mapping[str, Collection[str]], /) -> dict[tuple[str, str], Named]:
    """By kind and value; what is gone is absent. A tag is its own name. One statement, none when nothing is asked."""
    known = {("tags", tag): Named("tags", tag, tag) for tag in wanted.get("tags", ())}
    asked = {kind: _values(kind, values) for kind, values in wanted.items() if kind in _NAMES and values}
    if asked:
        facts = {"tenant": current_tenant(), **asked}
        known |= {(one.kind, one.value): one for one in _named([_NAMES[kind] for kind in asked], facts)}
    return known


def _values(kind: str, values: Collection[str]) -> list[Any]:
    if kind not in _IDS:
        return list(values)
    return [known for value in values if (known := parse_id(value)) is not None]


def _named(selects: Collection[tuple[str, str]], facts: Mapping[str, Any]) -> tuple[Named, ...]:
    """Each select comes with the names of its parameters."""
    sql = " UNION ALL ".join(f"({select})" for _, select in selects)
    found = db.rows(sql, [facts[name] for names, _ in selects for name in names.split()])
    return tuple(Named(one.kind, one.value, one.text, one.note) for one in found)
