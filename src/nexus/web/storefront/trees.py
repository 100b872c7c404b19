"""The category tree as menus, breadcrumbs and tiles need it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from nexus.catalog.contracts.dto import CategoryInfo


@dataclass(frozen=True, slots=True)
class Branch:
    """A category with what hangs below it, in the shop's order."""

    category: CategoryInfo
    children: tuple["Branch", ...]

    @property
    def href(self) -> str:
        return f"/c/{self.category.slug}/"


def tree(categories: Iterable[CategoryInfo], /) -> tuple[Branch, ...]:
    """The roots; siblings by position, then by name."""
    below: dict[UUID | None, list[CategoryInfo]] = defaultdict(list)
    for category in categories:
        below[category.parent_id].append(category)

    def grown(parent: UUID | None) -> tuple[Branch, ...]:
        siblings = sorted(below[parent], key=lambda one: (one.position, one.name))
        return tuple(Branch(one, grown(one.id)) for one in siblings)

    return grown(None)


def branches(roots: Iterable[Branch], /) -> Iterator[Branch]:
    """Everything in the tree, parents before children."""
    for branch in roots:
        yield branch
        yield from branches(branch.children)


def trail(roots: Iterable[Branch], key: str | UUID, /) -> tuple[Branch, ...]:
    """From the root to the category with this id or slug; empty when there is none."""
    for branch in roots:
        if key in (branch.category.slug, branch.category.id):
            return (branch,)
        if below := trail(branch.children, key):
            return (branch, *below)
    return ()
