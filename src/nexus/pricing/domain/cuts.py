"""What promotions do to money: four kinds of cut, each monotone in what is left.

A cut is made once for a basket (which lines, how many pieces, which percentage) and may then be taken many times, as the search
for the best combination tries it on different remainders. Monotone means: from less is never taken more, and what remains of
less is never more. On this rest the promises that the best combination is found and that an offer never makes a price higher.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from nexus.kernel.money import split_minor

type Taken = list[tuple[int, int]]
"""(index, minor units taken off), each index at most once, amounts at least zero."""


class Cut(Protocol):
    """`is_separable`: what is taken off a line depends on that line alone."""

    is_separable: ClassVar[bool]

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken: ...


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of what is left of a line, for so many of its pieces: numerator/denominator, rounded half up to the minor
    unit."""

    is_separable: ClassVar[bool] = True
    parts: tuple[tuple[int, int, int], ...]  # index, numerator, denominator

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken:
        return [
            (
                index,
                min((2 * left[index] * top + bottom) // (2 * bottom), max(0, left[index] - floors[index])),
            )
            for index, top, bottom in self.parts
        ]


@dataclass(frozen=True, slots=True)
class Off:
    """A fixed amount off each line, as far as it goes."""

    is_separable: ClassVar[bool] = True
    parts: tuple[tuple[int, int], ...]  # index, minor

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken:
        return [(index, max(0, min(minor, left[index] - floors[index]))) for index, minor in self.parts]


@dataclass(frozen=True, slots=True)
class DownTo:
    """Down to a fixed amount for each line; never up."""

    is_separable: ClassVar[bool] = True
    parts: tuple[tuple[int, int], ...]  # index, minor that remains

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken:
        return [(index, max(0, left[index] - max(minor, floors[index]))) for index, minor in self.parts]


@dataclass(frozen=True, slots=True)
class Spread:
    """A fixed amount off several lines together, spread by largest remainder in proportion to what may be taken off each."""

    is_separable: ClassVar[bool] = False
    indexes: tuple[int, ...]
    minor: int

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken:
        room = [max(0, left[index] - floors[index]) for index in self.indexes]
        amount = min(self.minor, sum(room))
        if not amount:
            return []
        return list(zip(self.indexes, split_minor(amount, room), strict=True))


@dataclass(frozen=True, slots=True)
class SpreadDownTo:
    """Shares of several lines together down to a fixed amount: a bundle. What is above it is spread over the shares."""

    is_separable: ClassVar[bool] = False
    parts: tuple[tuple[int, int, int], ...]  # index, pieces of the bundle, pieces of the line
    minor: int

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken:
        shares = [(2 * left[index] * some + every) // (2 * every) for index, some, every in self.parts]
        room = [
            min(share, max(0, left[index] - floors[index]))
            for share, (index, _, _) in zip(shares, self.parts, strict=True)
        ]
        amount = min(max(0, sum(shares) - self.minor), sum(room))
        if not amount:
            return []
        return [
            (index, part) for (index, _, _), part in zip(self.parts, split_minor(amount, room), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Capped:
    """A cut with a highest amount for each line and for all together; what is above the latter is spread back."""

    is_separable: ClassVar[bool] = False
    cut: Cut
    per_line: int | None
    per_order: int | None

    def take(self, left: Sequence[int], floors: Sequence[int], /) -> Taken:
        taken = self.cut.take(left, floors)
        if self.per_line is not None:
            taken = [(index, min(amount, self.per_line)) for index, amount in taken]
        total = sum(amount for _, amount in taken)
        if self.per_order is None or total <= self.per_order:
            return taken
        shares = split_minor(self.per_order, [amount for _, amount in taken])
        return [(index, share) for (index, _), share in zip(taken, shares, strict=True)]
