"""Reading attributes with their choices, and product types with their attributes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.definitions import (
    AttributeInfo,
    ChoiceInfo,
    ProductTypeDefinition,
    TypedAttributeInfo,
)
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

IN_ORDER = Keyset(Column("position", "int"), Column("code", "text"))
BY_CODE = Keyset(Column("code", "text"))

_ATTRIBUTES: Final = """
SELECT a.id, a.code, a.name, a.kind, a.unit, a.is_filterable, a.position, a.translations,
  (SELECT jsonb_agg(jsonb_build_array(c.id, c.value, c.label, c.position, c.translations) ORDER BY c.position, c.value)
   FROM catalog_attributechoice c WHERE c.tenant_id = %s AND c.attribute_id = a.id) AS choices
FROM catalog_attribute a WHERE a.tenant_id = %s"""
_TYPES: Final = """
SELECT t.id, t.code, t.name,
  (SELECT jsonb_agg(jsonb_build_array(a.id, a.code, ta.is_required) ORDER BY ta.position, a.code)
   FROM catalog_typedattribute ta JOIN catalog_attribute a ON a.tenant_id = %s AND a.id = ta.attribute_id
   WHERE ta.tenant_id = %s AND ta.product_type_id = t.id) AS attributes
FROM catalog_producttype t WHERE t.tenant_id = %s"""


def attributes(*, codes: Collection[str] | None = None) -> tuple[AttributeInfo, ...]:
    """All attributes, or those with the codes, in their order. One statement."""
    found = db.rows(
        f"{_ATTRIBUTES} AND (%s::text[] IS NULL OR a.code = ANY(%s::text[])) ORDER BY a.position, a.code",
        [*_tenant(2), *_twice(codes)],
    )
    return tuple(_attribute(entry) for entry in found)


def attribute(key: str, /) -> AttributeInfo | None:
    """By id or code."""
    column, value = _column(key, "a")
    found = db.row(f"{_ATTRIBUTES} AND {column}", [*_tenant(2), value])
    return _attribute(found) if found else None


def listed_attributes(page: KeysetPage, /) -> list[AttributeInfo]:
    found = db.rows(
        f"SELECT * FROM ({_ATTRIBUTES}) found WHERE {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",  # noqa: S608
        [*_tenant(2), *page.params],
    )
    return [_attribute(entry) for entry in found]


def product_types(*, ids: Collection[UUID] | None = None) -> tuple[ProductTypeDefinition, ...]:
    """All types, or those with the ids, by code. One statement."""
    found = db.rows(
        f"{_TYPES} AND (%s::uuid[] IS NULL OR t.id = ANY(%s::uuid[])) ORDER BY t.code",
        [*_tenant(3), *_twice(ids)],
    )
    return tuple(_type(entry) for entry in found)


def product_type(key: str, /) -> ProductTypeDefinition | None:
    """By id or code."""
    column, value = _column(key, "t")
    found = db.row(f"{_TYPES} AND {column}", [*_tenant(3), value])
    return _type(found) if found else None


def listed_product_types(page: KeysetPage, /) -> list[ProductTypeDefinition]:
    found = db.rows(
        f"SELECT * FROM ({_TYPES}) found WHERE {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",  # noqa: S608
        [*_tenant(3), *page.params],
    )
    return [_type(entry) for entry in found]


def hold_attributes(codes: Collection[str] | None, /) -> None:
    """Keep the definitions as they are until COMMIT: whoever takes a choice away waits, then sees the product that uses it."""
    db.rows(
        """SELECT id FROM catalog_attribute WHERE tenant_id = %s AND (%s::text[] IS NULL OR code = ANY(%s::text[]))
        ORDER BY id FOR SHARE""",
        [current_tenant(), *_twice(codes)],
    )


def count_attributes() -> int:
    return _count("catalog_attribute")


def count_product_types() -> int:
    return _count("catalog_producttype")


def types_with(attribute_id: UUID, /) -> tuple[str, ...]:
    """Codes of the types that have the attribute."""
    found = db.rows(
        """SELECT t.code FROM catalog_typedattribute ta
        JOIN catalog_producttype t ON t.tenant_id = %s AND t.id = ta.product_type_id
        WHERE ta.tenant_id = %s AND ta.attribute_id = %s ORDER BY t.code""",
        [current_tenant(), current_tenant(), attribute_id],
    )
    return tuple(entry.code for entry in found)


def is_stated(code: str, /, *, product_type_id: UUID | None = None) -> bool:
    """Whether a product (of the type) states the attribute. Looks through the tenant's products until one is found."""
    found = db.row(
        """SELECT EXISTS (SELECT 1 FROM catalog_product WHERE tenant_id = %s AND attributes -> %s IS NOT NULL
        AND (%s::uuid IS NULL OR product_type_id = %s::uuid)) AS used""",
        [current_tenant(), code, product_type_id, product_type_id],
    )
    return bool(found and found.used)


def products_stating(attribute_id: UUID, /) -> tuple[UUID, ...]:
    """Products that state the attribute. One statement, which looks through the tenant's products."""
    found = db.rows(
        """SELECT p.id FROM catalog_product p JOIN catalog_attribute a ON a.tenant_id = %s AND a.id = %s
        WHERE p.tenant_id = %s AND p.attributes -> a.code IS NOT NULL ORDER BY p.id""",
        [current_tenant(), attribute_id, current_tenant()],
    )
    return tuple(entry.id for entry in found)


def stated_choices(code: str, values: Collection[str], /) -> tuple[str, ...]:
    """Those of the values that products keep for the attribute, as an attribute or as an option of a variant."""
    found = db.rows(
        """SELECT DISTINCT attributes ->> %s AS value FROM catalog_product
        WHERE tenant_id = %s AND attributes ->> %s = ANY(%s::text[])
        UNION
        SELECT DISTINCT given.value FROM catalog_variant v, LATERAL jsonb_each_text(v.options) AS given(name, value)
        WHERE v.tenant_id = %s AND lower(translate(given.name, ' -', '__')) = %s AND given.value = ANY(%s::text[])""",
        [code, current_tenant(), code, list(values), current_tenant(), code, list(values)],
    )
    return tuple(sorted(entry.value for entry in found))


def has_products_of_type(product_type_id: UUID, /) -> bool:
    found = db.row(
        "SELECT EXISTS (SELECT 1 FROM catalog_product WHERE tenant_id = %s AND product_type_id = %s) AS used",
        [current_tenant(), product_type_id],
    )
    return bool(found and found.used)


def _attribute(entry: Any) -> AttributeInfo:
    return AttributeInfo(
        id=entry.id,
        code=entry.code,
        name=entry.name,
        kind=entry.kind,
        unit=entry.unit,
        is_filterable=entry.is_filterable,
        position=entry.position,
        translations=entry.translations,
        choices=tuple(_choice(*found) for found in entry.choices or ()),
    )


def _choice(choice_id: str, value: str, label: str, position: int, translations: Any) -> ChoiceInfo:
    return ChoiceInfo(
        id=UUID(choice_id), value=value, label=label, position=position, translations=translations
    )


def _type(entry: Any) -> ProductTypeDefinition:
    return ProductTypeDefinition(
        id=entry.id,
        code=entry.code,
        name=entry.name,
        attributes=tuple(
            TypedAttributeInfo(attribute_id=UUID(attribute_id), code=code, is_required=is_required)
            for attribute_id, code, is_required in entry.attributes or ()
        ),
    )


def _column(key: str, alias: str) -> tuple[str, Any]:
    known = parse_id(key)
    return (f"{alias}.code = %s", key) if known is None else (f"{alias}.id = %s", known)


def _count(table: str) -> int:
    found = db.row(f"SELECT count(*) AS many FROM {table} WHERE tenant_id = %s", [current_tenant()])  # noqa: S608
    return int(found.many) if found else 0


def _tenant(times: int) -> list[UUID]:
    return [current_tenant()] * times


def _twice(values: Collection[Any] | None) -> list[Any]:
    return [None, None] if values is None else [list(values)] * 2
