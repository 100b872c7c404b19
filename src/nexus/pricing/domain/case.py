"""What a promotion may look at: one basket, in an order that does not depend on how it was filled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.selection import Selection


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
    the ground of another. `start`: what the cart's promotions begin with: the lines with the catalogue's promotions, then the
    freight. `at` is in the store's zone.
    """

    basket: Basket
    lines: tuple[BasketLine, ...]
    freight: tuple[Freight, ...]
    worth: tuple[int, ...]
    start: tuple[int, ...]
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
        lines = self.lines
        return tuple(
            index for index in among if selection.matches(lines[index].variant_id, lines[index].goods)
        )

    def worth_of(self, indexes: Iterable[int], /) -> int:
        return sum(self.worth[index] for index in indexes)

    def pieces_of(self, indexes: Iterable[int], /) -> int:
        return sum(self.lines[index].quantity for index in indexes)

    def money(self, minor: int, /) -> Money:
        return Money(minor, self.basket.currency)


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
    return Case(
        basket=basket,
        lines=lines,
        freight=tuple(freight),
        worth=tuple(line.list_price.minor * line.quantity for line in lines),
        start=(*priced, *(one.minor for one in freight)),
        at=at,
    )
