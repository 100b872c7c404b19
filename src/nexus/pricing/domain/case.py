"""What a promotion may look at: one basket, in an order that does not depend on how it was filled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.selection import Fact, Selection, facts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Freight:
    """What shipping one seller's goods costs before promotions; vendor None: everybody's together."""

    method: str
    minor: int
    vendor_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Lines in canonical order, then freight: an index below `len(lines)` is a line, the rest is freight.

    `worth`: list price of all pieces, before every promotion. Conditions are judged on it alone, so no promotion can take away
    the ground of another. `weights`: the same with the freight, in proportion to which amounts are spread. `floors`: what the
    goods themselves say no promotion goes below. `start`: what the cart's promotions begin with: the lines with the catalogue's
    promotions, then the freight. `known`: by fact the lines of which it is true, as bits of a number. `at` is in the store's
    zone.
    """

    basket: Basket
    lines: tuple[BasketLine, ...]
    freight: tuple[Freight, ...]
    worth: tuple[int, ...]
    weights: tuple[int, ...]
    floors: tuple[int, ...]
    start: tuple[int, ...]
    known: Mapping[Fact, int]
    at: datetime

    @property
    def currency(self) -> str:
        return self.basket.currency

    @property
    def goods(self) -> tuple[int, ...]:
        """Indexes of the lines."""
        return tuple(range(len(self.lines)))

    @property
    def freights(self) -> tuple[int, ...]:
        """Indexes of the freight."""
        return tuple(range(len(self.lines), len(self.lines) + len(self.freight)))

    def matching(self, selection: Selection, among: Iterable[int], /) -> tuple[int, ...]:
        """Lines among these that the selection matches."""
        if selection.is_everything:
            return tuple(among)
        bits = selection.found(self._lines_with, everything=(1 << len(self.lines)) - 1)
        return tuple(index for index in among if bits >> index & 1) if bits else ()

    def of_vendor(self, vendor_id: UUID, /) -> tuple[int, ...]:
        """Lines of one seller's goods."""
        bits = self._lines_with(("vendors", vendor_id))
        return tuple(index for index in self.goods if bits >> index & 1)

    def worth_of(self, indexes: Iterable[int], /) -> int:
        """List price of these lines."""
        return sum(self.worth[index] for index in indexes)

    def pieces_of(self, indexes: Iterable[int], /) -> int:
        """Pieces of these lines."""
        return sum(self.lines[index].quantity for index in indexes)

    def money(self, minor: int, /) -> Money:
        return Money(minor, self.basket.currency)

    def _lines_with(self, fact: Fact) -> int:
        return self.known.get(fact, 0)


def case_of(
    basket: Basket,
    /,
    *,
    order: Sequence[int],
    unit_minors: Sequence[int],
    freight: Sequence[Freight],
    at: datetime,
) -> Case:
    """`order`: the lines' canonical order, see Basket.by_variant; `unit_minors`: prices of a piece with the catalogue's
    promotions, in the basket's own order."""
    lines = tuple(basket.lines[index] for index in order)
    priced = (unit_minors[index] * basket.lines[index].quantity for index in order)
    worth = tuple(line.list_price.minor * line.quantity for line in lines)
    freights = tuple(one.minor for one in freight)
    return Case(
        basket=basket,
        lines=lines,
        freight=tuple(freight),
        worth=worth,
        weights=(*worth, *freights),
        floors=(*(line.floor * line.quantity for line in lines), *(0 for _ in freight)),
        start=(*priced, *freights),
        known=_known(lines),
        at=at,
    )


def _known(lines: Sequence[BasketLine]) -> dict[Fact, int]:
    known: dict[Fact, int] = {}
    for index, line in enumerate(lines):
        for fact in facts_of(line.variant_id, line.goods):
            known[fact] = known.get(fact, 0) | 1 << index
    return known
