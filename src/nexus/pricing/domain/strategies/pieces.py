"""Picking single pieces out of lines: the cheapest, the dearest, always by list price."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from nexus.kernel.money import split_minor
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import DownTo, Share

type Picked = dict[int, int]
"""Pieces by line."""


@dataclass(slots=True)
class Pile:
    """Pieces of some lines, the cheapest first; equal ones in canonical order."""

    case: Case
    pieces: Picked

    @classmethod
    def of(cls, case: Case, indexes: Iterable[int], /) -> "Pile":
        lines = case.lines
        ranked = sorted(indexes, key=lambda index: (lines[index].list_price.minor, index))
        return cls(case, {index: lines[index].quantity for index in ranked})

    @property
    def size(self) -> int:
        return sum(self.pieces.values())

    def cheapest(self, count: int, /) -> Picked:
        """Take so many out; fewer if there are not so many."""
        return self._take(count, list(self.pieces))

    def dearest(self, count: int, /, *, among: Collection[int] | None = None) -> Picked:
        """Take so many out, of these lines if any are named; fewer if there are not so many."""
        order = [index for index in reversed(self.pieces) if among is None or index in among]
        return self._take(count, order)

    def _take(self, count: int, order: list[int]) -> Picked:
        taken: Picked = {}
        for index in order:
            some = min(count, self.pieces[index])
            if some:
                taken[index] = some
                self.pieces[index] -= some
                count -= some
        return taken


def percent_off(case: Case, picked: Picked, percent: Decimal, /) -> Share:
    """So many percent off some pieces of lines."""
    top, bottom = (percent / 100).as_integer_ratio()
    return Share(
        tuple(
            (index, some * top, case.lines[index].quantity * bottom) for index, some in sorted(picked.items())
        )
    )


def price_for(case: Case, picked: Picked, minor: int, /) -> DownTo:
    """These pieces cost so much together. Each line's pieces go down to their share of it, in proportion to list prices; so what
    makes one of them cheaper never makes another dearer."""
    parts = sorted(picked.items())
    worth = [case.lines[index].list_price.minor * some for index, some in parts]
    return DownTo(
        tuple(
            (index, some, case.lines[index].quantity, share)
            for (index, some), share in zip(parts, split_minor(minor, worth), strict=True)
        )
    )
