"""The category tree as menus, breadcrumbs and tiles need it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from nexus.catalog.contracts.dto import CategoryInfo


@dataclass(frozen=True, slots=True)
class Branch:
    """A category with what hangs below it, in the shop's order."""

    category: CategoryInfo
    children: tuple["Branch", ...]


def tree(categories: Iterable[CategoryInfo], /) -> tuple[Branch, ...]:
    """The roots; siblings by position, then by name."""
    below: dict[UUID | None, list[CategoryInfo]] = defaultdict(list)
    for category in categories:
        below[category.parent_id].append(category)

    def grown(parent: UUID | None) -> tuple[Branch, ...]:
        siblings = sorted(below[parent], key=lambda one: (one.position, one.name))
        return tuple(Branch(one, grown(one.id)) for one in siblings)

    return grown(None)


def trail(categories: Iterable[CategoryInfo], category: CategoryInfo, /) -> tuple[CategoryInfo, ...]:
    """From the root to the category itself, for breadcrumbs."""
    known = {one.id: one for one in categories}
    return tuple(known[ancestor] for ancestor in category.ancestor_ids if ancestor in known)
