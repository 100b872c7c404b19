"""Which goods a rule is about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta

from nexus.pricing.contracts.dto import GoodsFacts

type _Slugs = Annotated[frozenset[str], Meta(max_length=500)]
type _Ids = Annotated[frozenset[UUID], Meta(max_length=2000)]
type Fact = tuple[str, Any]
"""Something that is known of a line: ("tags", "sale"), ("attributes.color", "red")."""


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Goods that match every field that is given; inside a field any one value is enough. No field: all goods.

    `categories` count with their descendants. `brands`, `collections`: slugs; `attributes`: values by code. `exclude`: goods that
    match any one of its fields do not belong to it after all. `label`: what buyers call it ("Shoes").
    """

    products: Annotated[_Ids, Meta(title="Products", extra_json_schema={"format": "products"})] = frozenset()
    variants: Annotated[_Ids, Meta(title="Variants", extra_json_schema={"format": "variants"})] = frozenset()
    categories: Annotated[
        _Ids, Meta(title="Categories", description="With everything below them.", extra_json_schema={"format": "categories"})
    ] = frozenset()  # fmt: skip
    vendors: Annotated[_Ids, Meta(title="Sellers", extra_json_schema={"format": "vendors"})] = frozenset()
    brands: Annotated[_Slugs, Meta(title="Brands", extra_json_schema={"format": "brands"})] = frozenset()
    tags: Annotated[_Slugs, Meta(title="Tags", extra_json_schema={"format": "tags"})] = frozenset()
    collections: Annotated[_Slugs, Meta(title="Collections", extra_json_schema={"format": "collections"})] = (
        frozenset()
    )
    attributes: Annotated[
        Mapping[str, frozenset[str]],
        Meta(title="Attributes", description="Values by code of the attribute.", examples=[{"color": ["red", "blue"]}]),
    ] = {}  # fmt: skip
    exclude: Annotated["Selection | None", Meta(title="Except")] = None
    label: Annotated[
        str, Meta(title="Called", description="What buyers call these goods: Shoes.", max_length=100)
    ] = ""

    def __post_init__(self) -> None:
        for code, values in self.attributes.items():
            if not values:
                raise ValueError(f"attributes.{code}: name at least one value")
        if self.exclude is None:
            return
        if self.exclude.exclude is not None:
            raise ValueError("exclude.exclude: an exception has no exceptions")
        if self.exclude.is_everything:
            raise ValueError("exclude: say which goods")

    @property
    def is_everything(self) -> bool:
        return self.exclude is None and not any(True for _ in self._fields())

    def matches(self, variant_id: UUID, goods: GoodsFacts | None, /) -> bool:
        """Goods of which nothing is known match only a selection of everything, or of their variant."""
        known = frozenset(facts_of(variant_id, goods))
        return bool(self.found(lambda fact: fact in known, everything=1))

    def found(self, lines_with: Callable[[Fact], int], /, *, everything: int) -> int:
        """The lines that match, as bits of a number. `lines_with`: those of which a fact is known."""
        found = everything
        for wanted in self._fields():
            found &= _any(wanted, lines_with)
            if not found:
                return 0
        if self.exclude is not None:
            for unwanted in self.exclude._fields():
                found &= ~_any(unwanted, lines_with)
        return found

    def named(self) -> frozenset[Fact]:
        """Every fact that it names: without any one of them in common, two selections need not have goods in common."""
        return frozenset(fact for wanted in self._fields() for fact in wanted)

    def _fields(self) -> Iterator[list[Fact]]:
        """The facts of each field that is given: of each one is enough."""
        for name in _FIELDS:
            if values := getattr(self, name):
                yield [(name, value) for value in values]
        for code, values in self.attributes.items():
            yield [(f"attributes.{code}", value) for value in values]


_FIELDS = ("variants", "products", "categories", "vendors", "brands", "tags", "collections")
EVERYTHING = Selection()


def _any(wanted: Iterable[Fact], lines_with: Callable[[Fact], int]) -> int:
    found = 0
    for fact in wanted:
        found |= lines_with(fact)
    return found


def facts_of(variant_id: UUID, goods: GoodsFacts | None, /) -> Iterator[Fact]:
    """Everything that a selection may ask for."""
    yield "variants", variant_id
    if goods is None:
        return
    yield "products", goods.product_id
    yield "vendors", goods.vendor_id
    if goods.brand:
        yield "brands", goods.brand
    yield from (("categories", value) for value in goods.category_ids)
    yield from (("tags", value) for value in goods.tags)
    yield from (("collections", value) for value in goods.collections)
    for code, values in goods.attributes.items():
        yield from ((f"attributes.{code}", value) for value in values)
