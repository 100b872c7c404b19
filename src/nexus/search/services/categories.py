"""The category tree as filters and suggestions know it."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.facade import CategoryInfo
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import current_tenant
from nexus.search.services.pending import products_changed

_UPSERT: Final = """ON CONFLICT (tenant_id, id) DO UPDATE SET
  slug = EXCLUDED.slug, name = EXCLUDED.name, path = EXCLUDED.path, parent_id = EXCLUDED.parent_id"""


def category_changed(category_id: UUID, /) -> None:
    """Copy the category and what is below it, and write the documents there anew: they show its name and path.

    Nothing else is touched, so that two people who make categories at once do not meet.
    """
    branch = [found for found in catalog.categories() if category_id in found.ancestor_ids]
    if branch:
        _copy(branch)
    else:
        tenant_id = current_tenant()
        db.execute("DELETE FROM search_category WHERE tenant_id = %s AND id = %s", [tenant_id, category_id])
    products_changed(catalog.products_below(category_id))
    bump_generation()


def copy_tree() -> None:
    """Copy all categories as they are now."""
    tree = catalog.categories()
    db.execute(
        "DELETE FROM search_category WHERE tenant_id = %s AND NOT id = ANY(%s::uuid[])",
        [current_tenant(), [category.id for category in tree]],
    )
    _copy(tree)


def _copy(categories: Iterable[CategoryInfo]) -> None:
    tenant_id = current_tenant()
    values = [
        (found.id, tenant_id, found.slug, found.name, found.path, found.parent_id)
        for found in sorted(categories, key=lambda category: category.id)
    ]
    columns = ("id", "tenant_id", "slug", "name", "path", "parent_id")
    db.insert_many("search_category", columns, values, on_conflict=_UPSERT)
