"""Reading brands."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.definitions import BrandDetails
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

BY_SLUG = Keyset(Column("slug", "text"))
_COLUMNS: Final = "id, name, slug, description"


def known_ids(brand_ids: Collection[UUID], /) -> set[UUID]:
    """Those of the brands that exist."""
    found = db.rows(
        "SELECT id FROM catalog_brand WHERE tenant_id = %s AND id = ANY(%s::uuid[])",
        [current_tenant(), list(brand_ids)],
    )
    return {entry.id for entry in found}


def brand(key: str, /) -> BrandDetails | None:
    """By id or slug, never both: what spells an id is one."""
    known = parse_id(key)
    column = "id = %s" if known is not None else "slug = %s"
    found = db.row(
        f"SELECT {_COLUMNS} FROM catalog_brand WHERE tenant_id = %s AND {column}",  # noqa: S608
        [current_tenant(), known or key],
    )
    return info(found) if found else None


def brands() -> tuple[BrandDetails, ...]:
    """All of them, by slug. One statement."""
    found = db.rows(
        f"SELECT {_COLUMNS} FROM catalog_brand WHERE tenant_id = %s ORDER BY slug",  # noqa: S608
        [current_tenant()],
    )
    return tuple(info(entry) for entry in found)


def listed(page: KeysetPage, /) -> list[BrandDetails]:
    found = db.rows(
        f"""SELECT {_COLUMNS} FROM catalog_brand WHERE tenant_id = %s AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), *page.params],
    )
    return [info(entry) for entry in found]


def count() -> int:
    found = db.row("SELECT count(*) AS many FROM catalog_brand WHERE tenant_id = %s", [current_tenant()])
    return int(found.many) if found else 0


def product_ids(brand_id: UUID, /, *, limit: int | None = None) -> tuple[UUID, ...]:
    """Products that carry the brand. One statement."""
    found = db.rows(
        "SELECT id FROM catalog_product WHERE tenant_id = %s AND brand_id = %s ORDER BY id LIMIT %s",
        [current_tenant(), brand_id, limit],
    )
    return tuple(entry.id for entry in found)


def info(entry: Any, /) -> BrandDetails:
    return BrandDetails(id=entry.id, name=entry.name, slug=entry.slug, description=entry.description)
