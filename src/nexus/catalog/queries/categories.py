"""Reading the category tree."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from nexus.catalog.contracts.dto import CategoryInfo
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

BY_PATH = Keyset(Column("path", "text"), Column("id", "uuid"))
_COLUMNS = "id, name, slug, parent_id, path, ancestor_ids, position"


def by_id(category_id: UUID, /) -> CategoryInfo | None:
    return by_ids([category_id]).get(category_id)


def by_ids(category_ids: Sequence[UUID], /) -> dict[UUID, CategoryInfo]:
    found = db.rows(
        f"SELECT {_COLUMNS} FROM catalog_category WHERE tenant_id = %s AND id = ANY(%s::uuid[])",  # noqa: S608
        [current_tenant(), list(category_ids)],
    )
    return {entry.id: info(entry) for entry in found}


def by_key(key: str, /) -> CategoryInfo | None:
    """By id or slug, never both: what spells an id is one."""
    category_id = parse_id(key)
    column = "id = %s" if category_id is not None else "slug = %s"
    found = db.row(
        f"SELECT {_COLUMNS} FROM catalog_category WHERE tenant_id = %s AND {column}",  # noqa: S608
        [current_tenant(), category_id or key],
    )
    return info(found) if found else None


def by_keys(keys: Sequence[str], /) -> dict[str, CategoryInfo]:
    """By id or slug, as the keys are spelled; unknown ones are absent. One statement."""
    ids = {key: found_id for key in keys if (found_id := parse_id(key)) is not None}
    found = db.rows(
        f"""SELECT {_COLUMNS} FROM catalog_category
        WHERE tenant_id = %s AND (id = ANY(%s::uuid[]) OR slug = ANY(%s::text[]))""",  # noqa: S608
        [current_tenant(), list(ids.values()), [key for key in keys if key not in ids]],
    )
    nodes = [info(entry) for entry in found]
    known = {one.slug: one for one in nodes} | {
        key: one for one in nodes for key in ids if ids[key] == one.id
    }
    return {key: known[key] for key in keys if key in known}


def all_categories() -> tuple[CategoryInfo, ...]:
    found = db.rows(
        f"SELECT {_COLUMNS} FROM catalog_category WHERE tenant_id = %s ORDER BY path, id",  # noqa: S608
        [current_tenant()],
    )
    return tuple(info(entry) for entry in found)


def listed(page: KeysetPage, /, *, below: CategoryInfo | None, depth: int | None) -> list[CategoryInfo]:
    """Nodes in path order; `below`: only its descendants; `depth`: so many levels from there."""
    found = db.rows(
        f"""SELECT {_COLUMNS} FROM catalog_category WHERE tenant_id = %s AND {_WITHIN} AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), *_within(below, depth), *page.params],
    )
    return [info(entry) for entry in found]


def count(*, below: CategoryInfo | None, depth: int | None) -> int:
    found = db.row(
        f"SELECT count(*) AS many FROM catalog_category WHERE tenant_id = %s AND {_WITHIN}",  # noqa: S608
        [current_tenant(), *_within(below, depth)],
    )
    return int(found.many) if found else 0


_WITHIN = "starts_with(path, %s) AND (%s::int IS NULL OR cardinality(ancestor_ids) <= %s::int)"


def _within(below: CategoryInfo | None, depth: int | None) -> list[Any]:
    lowest = None if depth is None else depth + (below.depth if below else 0)
    return [f"{below.path}/" if below else "", lowest, lowest]


def has_products_below(category_id: UUID, /) -> bool:
    """Whether a product (as its primary category or a further one) or another category hangs directly on the node."""
    found = db.row(
        """SELECT EXISTS (SELECT 1 FROM catalog_product WHERE tenant_id = %s AND category_id = %s)
        OR EXISTS (SELECT 1 FROM catalog_productcategory WHERE tenant_id = %s AND category_id = %s)
        OR EXISTS (SELECT 1 FROM catalog_category WHERE tenant_id = %s AND parent_id = %s) AS used""",
        [current_tenant(), category_id] * 3,
    )
    return bool(found and found.used)


def info(entry: Any, /) -> CategoryInfo:
    """From a row with the columns of this module."""
    return CategoryInfo(
        id=entry.id,
        name=entry.name,
        slug=entry.slug,
        parent_id=entry.parent_id,
        path=entry.path,
        depth=len(entry.ancestor_ids),
        ancestor_ids=tuple(entry.ancestor_ids),
        position=entry.position,
    )
