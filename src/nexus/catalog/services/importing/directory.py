"""Names that files use for categories, brands and product types, and the ids behind them."""

import re
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.dto import CategoryInfo
from nexus.catalog.contracts.imports import ImportTerms
from nexus.catalog.queries import categories as category_queries
from nexus.catalog.queries import importing as queries
from nexus.catalog.services.brands import create_brand
from nexus.catalog.services.categories import create_category
from nexus.kernel.ids import new_id, parse_id

_STEP: Final = re.compile(r"\s*[/>]\s*")


class Directory:
    """The tree, brands and types as they were when it was made; what it makes, it remembers."""

    def __init__(self, terms: ImportTerms, /) -> None:
        self._terms = terms
        self._categories: dict[str, UUID] = {}
        self._names: dict[UUID, str] = {}
        tree = category_queries.all_categories()
        self._names.update((one.id, one.name) for one in tree)
        for one in tree:
            self._learn(one)
        self._brands = queries.brand_ids()
        self._types = queries.product_type_ids()

    def category(self, text: str, /) -> UUID | None:
        """By path of names (`Home/Kitchen/Mugs`, also with `>`), path of slugs, slug or id; made where that is asked for."""
        known = self._categories.get(_key(text))
        if known is not None or not self._terms.create_categories:
            return known
        return self._made(text)

    def brand(self, text: str, /) -> UUID | None:
        """By name or slug; made where that is asked for."""
        key = text.strip().casefold()
        known = self._brands.get(key)
        if known is None and self._terms.create_brands and key:
            known = self._brands[key] = new_id() if self._terms.is_dry else create_brand(name=text).id
        return known

    def product_type(self, text: str, /) -> UUID | None:
        """By code or name."""
        return self._types.get(text.strip().casefold())

    def _learn(self, one: CategoryInfo) -> None:
        path = "/".join(self._names[ancestor] for ancestor in one.ancestor_ids)
        for key in (one.slug, one.path, str(one.id)):
            self._categories[key.casefold()] = one.id
        self._categories.setdefault(path.casefold(), one.id)

    def _made(self, text: str) -> UUID | None:
        """Every step of the path that is missing. A number or an id is no name that anybody meant."""
        steps = [step for step in _STEP.split(text.strip()) if step]
        if not steps or parse_id(text) or len(steps) > 12:
            return None
        parent: UUID | None = None
        for depth in range(1, len(steps) + 1):
            key = "/".join(steps[:depth]).casefold()
            if key not in self._categories:
                self._categories[key] = self._new_category(steps[depth - 1], parent)
            parent = self._categories[key]
        return parent

    def _new_category(self, name: str, parent: UUID | None) -> UUID:
        if self._terms.is_dry:
            return new_id()
        return create_category(name=name, parent_id=parent, slug="", position=0).id


def _key(text: str) -> str:
    return "/".join(step for step in _STEP.split(text.strip()) if step).casefold()
