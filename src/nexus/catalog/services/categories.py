"""Making, moving and removing categories. The tree is small; whoever changes it locks it whole."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.catalog.contracts.dto import CategoryInfo
from nexus.catalog.contracts.errors import (
    CategoryCycle,
    CategoryInUse,
    InvalidProduct,
    SlugTaken,
    UnknownCategory,
)
from nexus.catalog.contracts.events import CategoryChanged
from nexus.catalog.models import Category
from nexus.catalog.queries import categories as queries
from nexus.catalog.queries.slugs import taken_slugs
from nexus.catalog.services.former_slugs import keep_former_slug
from nexus.catalog.services.prose import plain_line
from nexus.catalog.services.slugs import free_slug, slug_of
from nexus.kernel.ids import new_id, parse_id
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant

STREAM: Final = "catalog.category"
DEEPEST: Final = 12


def create_category(*, name: str, parent_id: UUID | None, slug: str, position: int) -> CategoryInfo:
    """See the facade."""
    parent = _parent(parent_id)
    name = _named(name)
    chosen = (
        _stated_slug(slug) if slug else free_slug(slug_of(name), taken=taken_slugs("category", slug_of(name)))
    )
    category_id = new_id()
    category = Category(
        id=category_id,
        name=name,
        slug=chosen,
        parent_id=parent_id,
        position=position,
        path=_path(parent, chosen),
        ancestor_ids=[*_line(parent), category_id],
    )
    _insert(category)
    append(STREAM, category_id, [CategoryChanged(category_id=category_id)], expected_version=0)
    return _info(category)


def change_category(category_id: UUID, /, *, changes: Mapping[str, Any]) -> CategoryInfo:
    """Rename or move (`name`, `slug`, `parent_id`, `position`). Raises UnknownCategory, CategoryCycle,
    SlugTaken."""
    tree = _lock_tree()
    found = tree.get(category_id)
    if found is None:
        raise UnknownCategory(category_id=str(category_id))
    parent_id = changes.get("parent_id", found.parent_id)
    parent = _new_parent(tree, category_id, parent_id)
    slug = _stated_slug(changes["slug"], own=category_id) if changes.get("slug") else found.slug
    name = _named(changes.get("name", found.name))
    facts = {
        "name": name,
        "slug": slug,
        "parent_id": parent_id,
        "position": changes.get("position", found.position),
    }
    Category.objects.filter(pk=category_id).update(**facts)
    keep_former_slug("category", category_id, former=found.slug, present=slug)
    _rewrite_paths(found, path=_path(parent, slug), line=_line(parent))
    append(STREAM, category_id, [CategoryChanged(category_id=category_id)])
    return queries.by_ids([category_id])[category_id]


def remove_category(category_id: UUID, /) -> None:
    """Remove an empty leaf. Raises UnknownCategory, CategoryInUse."""
    if category_id not in _lock_tree():
        raise UnknownCategory(category_id=str(category_id))
    if queries.has_products_below(category_id):
        raise CategoryInUse(category_id=str(category_id))
    Category.objects.filter(pk=category_id).delete()
    append(STREAM, category_id, [CategoryChanged(category_id=category_id)])


def _insert(category: Category) -> None:
    try:
        with transaction.atomic():
            category.save(force_insert=True)
    except IntegrityError as error:
        raise _slug_taken() from error


def _lock_tree() -> dict[UUID, CategoryInfo]:
    """All categories, locked in order of id: two moves at once could otherwise close a cycle."""
    found = db.rows(
        """SELECT id, name, slug, parent_id, path, ancestor_ids, position FROM catalog_category
        WHERE tenant_id = %s ORDER BY id FOR NO KEY UPDATE""",
        [current_tenant()],
    )
    return {entry.id: queries.info(entry) for entry in found}


def _new_parent(
    tree: Mapping[UUID, CategoryInfo], category_id: UUID, parent_id: UUID | None
) -> CategoryInfo | None:
    if parent_id is None:
        return None
    parent = tree.get(parent_id)
    if parent is None:
        raise _unknown_parent()
    if category_id in parent.ancestor_ids:
        raise CategoryCycle(
            "A category cannot be moved below itself.",
            errors={"parent": ["This is the category itself or below it."]},
        )
    below = [found.depth for found in tree.values() if category_id in found.ancestor_ids]
    if parent.depth + max(below) - tree[category_id].depth + 1 > DEEPEST:
        raise _too_deep()
    return parent


def _rewrite_paths(before: CategoryInfo, *, path: str, line: list[UUID]) -> None:
    """The node and everything below it get the new beginning of path and line of ancestors."""
    db.execute(
        """UPDATE catalog_category
        SET path = %s::text || substr(path, %s::int),
            ancestor_ids = %s::uuid[] || ancestor_ids[%s::int:]
        WHERE tenant_id = %s AND (id = %s OR starts_with(path, %s))""",
        [path, len(before.path) + 1, line, before.depth, current_tenant(), before.id, f"{before.path}/"],
    )


def _parent(parent_id: UUID | None) -> CategoryInfo | None:
    if parent_id is None:
        return None
    found = db.row(
        """SELECT id, name, slug, parent_id, path, ancestor_ids, position FROM catalog_category
        WHERE tenant_id = %s AND id = %s FOR SHARE""",
        [current_tenant(), parent_id],
    )
    if found is None:
        raise _unknown_parent()
    if len(found.ancestor_ids) >= DEEPEST:
        raise _too_deep()
    return queries.info(found)


def _too_deep() -> InvalidProduct:
    return InvalidProduct("The tree is too deep.", errors={"parent": [f"At most {DEEPEST} levels."]})


def _path(parent: CategoryInfo | None, slug: str) -> str:
    return f"{parent.path}/{slug}" if parent else slug


def _line(parent: CategoryInfo | None) -> list[UUID]:
    return list(parent.ancestor_ids) if parent else []


def _named(name: str) -> str:
    tidy = plain_line(name)
    if not 1 <= len(tidy) <= 120:
        raise InvalidProduct(
            "A category needs a name.", errors={"name": ["Must have 1 to 120 characters of text."]}
        )
    return tidy


def _stated_slug(slug: str, *, own: UUID | None = None) -> str:
    if slug_of(slug) != slug or parse_id(slug) is not None:
        message = "Lower case letters, digits and dashes, at most 74 characters."
        raise InvalidProduct("The slug is not valid.", errors={"slug": [message]})
    found = queries.by_key(slug)
    if found is not None and found.id != own:
        raise _slug_taken()
    return slug


def _slug_taken() -> SlugTaken:
    return SlugTaken("The slug is taken.", errors={"slug": ["Another category has this slug."]})


def _unknown_parent() -> InvalidProduct:
    return InvalidProduct("There is no such category.", errors={"parent": ["There is no such category."]})


def _info(category: Category) -> CategoryInfo:
    return CategoryInfo(
        id=category.id,
        name=category.name,
        slug=category.slug,
        parent_id=category.parent_id,
        path=category.path,
        depth=len(category.ancestor_ids),
        ancestor_ids=tuple(category.ancestor_ids),
        position=category.position,
    )
