"""The category tree as filters and suggestions know it."""

from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import current_tenant
from nexus.search.services.pending import products_changed


def category_changed(category_id: UUID, /) -> None:
    """Copy the tree (it is small), and write the documents below the category anew: they show its name
    and path."""
    copy_tree()
    products_changed(catalog.products_below(category_id))
    bump_generation()


def copy_tree() -> None:
    """All categories as they are now. Removed first: a slug may have moved from one category to another."""
    tenant_id, tree = current_tenant(), catalog.categories()
    db.execute("DELETE FROM search_category WHERE tenant_id = %s", [tenant_id])
    values = [
        (category.id, tenant_id, category.slug, category.name, category.path, category.parent_id)
        for category in tree
    ]
    db.insert_many("search_category", ("id", "tenant_id", "slug", "name", "path", "parent_id"), values)
