"""What promotions do to money: five kinds of cut, each monotone in what is left.

A cut is made once for a basket (which lines, how many pieces, which percentage) and may then be taken many times, as the search
for the best combination tries it on different remainders. Monotone means, exactly and to the minor unit:

- of less never more is taken in all, and
- where no line is dearer before, no line is dearer after.

On this rest the promises that the best combination is found and that an offer never makes a price higher.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from nexus.pricing.domain.spreading import spread

type Amounts = Sequence[int] | Mapping[int, int]
"""Minor units by index."""
type Taken = list[tuple[int, int]]
"""(index, minor units taken off), each index at most once, amounts at least zero and at most what is left above the floor."""


class Cut(Protocol):
    """Monotone as said above; tests/pricing/unit/test_cuts.py checks those that are here."""

    def take(self, left: Amounts, floors: Amounts, /) -> Taken: ...


@runtime_checkable
class LineCut(Cut, Protocol):
    """A cut that takes off each line what depends on that line alone. Reads nothing of `left` and `floors` but its lines."""

    def by_line(self) -> "dict[int, LineCut]":
        """Its part in each line, by index."""
        ...


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of what is left of a line: numerator/denominator, at most one, rounded half up to the minor unit."""

    parts: tuple[tuple[int, int, int], ...]  # index, numerator, denominator

    def take(self, left: Amounts, floors: Amounts, /) -> Taken:
        taken = []
        for index, top, bottom in self.parts:
            rest = left[index]
            minor, room = (2 * rest * top + bottom) // (2 * bottom), rest - floors[index]
            taken.append((index, minor if minor <= room else max(0, room)))
        return taken

    def by_line(self) -> "dict[int, LineCut]":
        return {part[0]: Share((part,)) for part in self.parts}


@dataclass(frozen=True, slots=True)
class Off:
    """A fixed amount off each line, as far as it goes."""

    parts: tuple[tuple[int, int], ...]  # index, minor

    def take(self, left: Amounts, floors: Amounts, /) -> Taken:
        return [(index, max(0, min(minor, left[index] - floors[index]))) for index, minor in self.parts]

    def by_line(self) -> "dict[int, LineCut]":
        return {part[0]: Off((part,)) for part in self.parts}


@dataclass(frozen=True, slots=True)
class DownTo:
    """So many pieces of each line down to a fixed amount together; never up."""

    parts: tuple[tuple[int, int, int, int], ...]  # index, pieces, pieces of the line, minor that remains

    def take(self, left: Amounts, floors: Amounts, /) -> Taken:
        taken = []
        for index, some, every, minor in self.parts:
            rest = left[index]
            above = (2 * rest * some + every) // (2 * every) - minor
            taken.append((index, max(0, min(above, rest - floors[index]))))
        return taken

    def by_line(self) -> "dict[int, LineCut]":
        return {part[0]: DownTo((part,)) for part in self.parts}


@dataclass(frozen=True, slots=True)
class Spread:
    """A fixed amount off several lines together, spread by largest remainder in proportion to their list prices."""

    indexes: tuple[int, ...]
    weights: tuple[int, ...]
    minor: int

    def take(self, left: Amounts, floors: Amounts, /) -> Taken:
        room = [max(0, left[index] - floors[index]) for index in self.indexes]
        return list(zip(self.indexes, spread(self.minor, self.weights, room), strict=True))


@dataclass(frozen=True, slots=True)
class Capped:
    """A cut with a highest amount for each line and for all together; the latter is spread like an amount off. `weights`: list
    prices of everything in the case."""

    cut: Cut
    weights: tuple[int, ...]
    per_line: int | None
    per_order: int | None

    def take(self, left: Amounts, floors: Amounts, /) -> Taken:
        taken = self.cut.take(left, floors)
        if self.per_line is not None:
            taken = [(index, min(amount, self.per_line)) for index, amount in taken]
        if self.per_order is None or sum(amount for _, amount in taken) <= self.per_order:
            return taken
        weights = tuple(self.weights[index] for index, _ in taken)
        shares = spread(self.per_order, weights, [amount for _, amount in taken])
        return [(index, share) for (index, _), share in zip(taken, shares, strict=True)]
