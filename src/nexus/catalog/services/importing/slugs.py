"""Addresses of new products: each once, the same ones whenever the same file is read."""

from collections.abc import Sequence

from nexus.catalog.queries.slugs import slugs_in_use, taken_slugs
from nexus.catalog.services.slugs import free_slug, slug_of


class Slugs:
    """Those of a batch: one look-up for all that are free, one more for each that is not."""

    def __init__(self, wanted: Sequence[str], /) -> None:
        self._taken = set(slugs_in_use({slug_of(one) for one in wanted}))

    def take(self, wanted: str, /) -> str:
        """A free one, as near to the wanted one as can be."""
        slug = slug_of(wanted)
        if slug in self._taken:
            slug = free_slug(slug, taken=self._taken_like(slug))
        self._taken.add(slug)
        return slug

    def _taken_like(self, slug: str) -> frozenset[str]:
        mine = {one for one in self._taken if one == slug or one.startswith(f"{slug}-")}
        return taken_slugs("product", slug) | mine
