"""What a search engine beside PostgreSQL has to do. It answers with ids; products are shown from the documents."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from uuid import UUID

from nexus.search.queries.slots import Slot

MOST_RELEVANT: Final = 1000
"""By relevance a list ends here: engines have no cheap way to go on behind a score that products share."""
BEST: Final = 100
FEWEST: Final = 50
"""Percent of the words that a product has to have: all if any product has them all, at least half."""


class EngineUnavailable(Exception):
    """The engine does not answer, or has no index of the shop yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A public product as engines index it. `terms`: with their weights (see services/wording.py); `numbers`: in millionths."""

    id: UUID
    terms: Mapping[str, int]
    shelves: Sequence[UUID]
    category_ids: Sequence[UUID]
    vendor_id: UUID
    brand_id: UUID | None
    price_minor: int
    rating_points: int
    sold_count: int
    in_stock: bool
    tags: Sequence[str]
    facets: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Sequence[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is looked for: everything that is stated has to hold. `shelves`: each; `any_shelf`, `terms`: any of each group.

    `order`: a name of listing.ORDERS; `after`: the sort values of the row to go on from; `backward`: towards the beginning.
    """

    slots: tuple[Slot, ...] = ()
    exact: Sequence[str] = ()
    code_prefix: str = ""
    shelves: Sequence[UUID] = ()
    any_shelf: Sequence[Sequence[UUID]] = ()
    without_shelf: UUID | None = None
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool | None = None
    rating_min: int | None = None
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    order: str = "newest"
    after: tuple[Any, ...] | None = None
    backward: bool = False
    limit: int = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Hits:
    """Ids in order with their scores. `level`: percent of the words that the products have."""

    ids: Sequence[UUID]
    scores: Sequence[int]
    level: int = BEST


type Tally = Mapping[str, Mapping[str, int]]
"""By facet (category, vendor, brand, in_stock, rating, tag, price, `attr.<code>`): values and how many products have each."""


class SearchEngine(Protocol):
    """Every call names the tenant, and an index belongs to one. Raises EngineUnavailable."""

    def search(self, tenant_id: UUID, asked: Question, /) -> Hits:
        """A page of products."""

    def count(self, tenant_id: UUID, asked: Question, /) -> int:
        """How many there are in all."""

    def tally(self, tenant_id: UUID, asked: Question, /) -> Tally:
        """Facets of everything that is found."""

    def writing(self, tenant_id: UUID, /) -> AbstractContextManager[None]:
        """Held while documents are read and written, where the engine cannot tell old from new by the version itself."""

    def write(
        self, tenant_id: UUID, entries: Sequence[Entry], removed: Sequence[UUID], /, *, version: int
    ) -> None:
        """Entries replace older ones of the same id, into the index that is read and into the one that is being built.
        `version`: microseconds at which they were read; of two writers the one who has read later wins."""

    def begin(self, tenant_id: UUID, /) -> None:
        """Start an empty index beside the one that is read."""

    def finish(self, tenant_id: UUID, /) -> None:
        """From here on the new index is read; the old one goes."""

    def health(self, tenant_id: UUID, /) -> Mapping[str, Any]:
        """`documents` and whatever the engine says of itself."""


def needed(slots: int, /) -> Iterator[int]:
    """How many slots have to be filled, the strictest first."""
    yield from range(slots, (slots * FEWEST - 1) // 100, -1)


def level_of(asked: Question, filled: int, /) -> int:
    """Percent of the words that products have which fill so many slots."""
    return BEST * filled // len(asked.slots) if asked.slots else BEST
