"""Reading collections and what is in them."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from nexus.catalog.contracts.definitions import CollectionDetails
from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

IN_ORDER = Keyset(Column("position", "int"), Column("slug", "text"))
MEMBERS = Keyset(
    Column("position", "int", sql="ci.position"), Column("product_id", "uuid", sql="ci.product_id")
)
_COLUMNS: Final = "id, name, slug, description, position, is_public"


def collection(key: str, /) -> CollectionDetails | None:
    """By id or slug, never both: what spells an id is one."""
    known = parse_id(key)
    column = "id = %s" if known is not None else "slug = %s"
    found = db.row(
        f"SELECT {_COLUMNS} FROM catalog_collection WHERE tenant_id = %s AND {column}",  # noqa: S608
        [current_tenant(), known or key],
    )
    return info(found) if found else None


def collections(*, public_only: bool = True) -> tuple[CollectionDetails, ...]:
    """All of them in their order. One statement."""
    found = db.rows(
        f"""SELECT {_COLUMNS} FROM catalog_collection WHERE tenant_id = %s AND (is_public OR NOT %s::boolean)
        ORDER BY position, slug""",  # noqa: S608
        [current_tenant(), public_only],
    )
    return tuple(info(entry) for entry in found)


def listed(page: KeysetPage, /, *, public_only: bool) -> list[CollectionDetails]:
    found = db.rows(
        f"""SELECT {_COLUMNS} FROM catalog_collection WHERE tenant_id = %s AND (is_public OR NOT %s::boolean)
        AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), public_only, *page.params],
    )
    return [info(entry) for entry in found]


def count(*, public_only: bool) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM catalog_collection WHERE tenant_id = %s AND (is_public OR NOT %s::boolean)",
        [current_tenant(), public_only],
    )
    return int(found.many) if found else 0


def members(page: KeysetPage, collection_id: UUID, /) -> list[Any]:
    """Rows (product_id, position, slug, title, status) in the merchant's order, whatever the status."""
    return db.rows(
        f"""SELECT ci.product_id, ci.position, p.slug, p.title, p.status FROM catalog_collectionitem ci
        JOIN catalog_product p ON p.tenant_id = %s AND p.id = ci.product_id
        WHERE ci.tenant_id = %s AND ci.collection_id = %s AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608
        [current_tenant(), current_tenant(), collection_id, *page.params],
    )


def count_members(collection_id: UUID, /) -> int:
    found = db.row(
        "SELECT count(*) AS many FROM catalog_collectionitem WHERE tenant_id = %s AND collection_id = %s",
        [current_tenant(), collection_id],
    )
    return int(found.many) if found else 0


def product_ids(collection_id: UUID, /) -> tuple[UUID, ...]:
    """Products of the collection in the merchant's order. One statement."""
    found = db.rows(
        """SELECT product_id FROM catalog_collectionitem WHERE tenant_id = %s AND collection_id = %s
        ORDER BY position, product_id""",
        [current_tenant(), collection_id],
    )
    return tuple(entry.product_id for entry in found)


def products_by_key(keys: Sequence[str], /) -> dict[str, UUID]:
    """Products by id or slug, as the keys are spelled; unknown ones are absent. One statement."""
    ids = {key: known for key in keys if (known := parse_id(key)) is not None}
    found = db.rows(
        """SELECT id, slug FROM catalog_product
        WHERE tenant_id = %s AND (id = ANY(%s::uuid[]) OR slug = ANY(%s::text[]))""",
        [current_tenant(), list(ids.values()), [key for key in keys if key not in ids]],
    )
    by_text = {entry.slug: entry.id for entry in found} | {str(entry.id): entry.id for entry in found}
    spelled = {key: str(ids[key]) if key in ids else key for key in keys}
    return {key: by_text[text] for key, text in spelled.items() if text in by_text}


def info(entry: Any, /) -> CollectionDetails:
    return CollectionDetails(
        id=entry.id,
        name=entry.name,
        slug=entry.slug,
        description=entry.description,
        position=entry.position,
        is_public=entry.is_public,
    )
