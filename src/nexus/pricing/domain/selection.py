"""Which goods a rule is about."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import msgspec

from nexus.pricing.contracts.dto import GoodsFacts

type _Slugs = Annotated[frozenset[str], msgspec.Meta(max_length=500)]
type _Ids = Annotated[frozenset[UUID], msgspec.Meta(max_length=2000)]


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Goods that match every field that is given; inside a field any one value is enough. No field: all goods.

    `categories` count with their descendants. `brands`, `collections`: slugs; `attributes`: values by code. `exclude`: products,
    variants, categories, brands or tags that do not belong to it after all. `label`: what buyers call it ("Shoes").
    """

    products: _Ids = frozenset()
    variants: _Ids = frozenset()
    categories: _Ids = frozenset()
    vendors: _Ids = frozenset()
    brands: _Slugs = frozenset()
    tags: _Slugs = frozenset()
    collections: _Slugs = frozenset()
    attributes: Mapping[str, frozenset[str]] = {}
    exclude: "Selection | None" = None
    label: str = ""

    @property
    def is_everything(self) -> bool:
        return self.exclude is None and not self._named()

    def _named(self) -> bool:
        return bool(
            self.products or self.variants or self.categories or self.vendors or self.brands or self.tags
            or self.collections or self.attributes
        )  # fmt: skip

    def matches(self, variant_id: UUID, goods: GoodsFacts | None, /) -> bool:
        """Goods of which nothing is known match only a selection of everything, or of their variant."""
        if self.variants and variant_id not in self.variants:
            return False
        if goods is None:
            return not self._named() or (bool(self.variants) and not self._named_beside_variants())
        if self.exclude is not None and self.exclude._any(variant_id, goods):
            return False
        return self._all(goods)

    def _all(self, goods: GoodsFacts) -> bool:
        return (
            (not self.products or goods.product_id in self.products)
            and (not self.categories or not self.categories.isdisjoint(goods.category_ids))
            and (not self.vendors or goods.vendor_id in self.vendors)
            and (not self.brands or goods.brand in self.brands)
            and (not self.tags or not self.tags.isdisjoint(goods.tags))
            and (not self.collections or not self.collections.isdisjoint(goods.collections))
            and all(
                not wanted.isdisjoint(goods.attributes.get(code, ()))
                for code, wanted in self.attributes.items()
            )
        )

    def _any(self, variant_id: UUID, goods: GoodsFacts) -> bool:
        return (
            variant_id in self.variants
            or goods.product_id in self.products
            or not self.categories.isdisjoint(goods.category_ids)
            or goods.vendor_id in self.vendors
            or goods.brand in self.brands
            or not self.tags.isdisjoint(goods.tags)
            or not self.collections.isdisjoint(goods.collections)
        )

    def _named_beside_variants(self) -> bool:
        return bool(
            self.products or self.categories or self.vendors or self.brands or self.tags or self.collections
            or self.attributes
        )  # fmt: skip


EVERYTHING = Selection()
