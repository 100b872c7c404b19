"""Spreading an amount over lines so that a line that gets cheaper never makes another one dearer.

Plain largest remainder in proportion to what is left of the lines would not do: where a line gets a minor unit cheaper, it may
give another one a unit less (the population paradox, Balinski and Young, Fair Representation, 1982), and a later percentage
would turn that into a higher total. Here the proportions are fixed, by list prices. A line that cannot bear its part bears what
it can; the rest goes to the others unit by unit in an order that is fixed too: fewest units per weight first.
"""

from collections.abc import Sequence
from functools import lru_cache

from nexus.kernel.money import split_minor


def spread(amount: int, weights: tuple[int, ...], limits: Sequence[int], /) -> Sequence[int]:
    """Largest remainder by weights, no part above its limit; all limits when they add up to less than the amount. Where a limit
    is above zero its weight must be too."""
    if amount >= sum(limits):
        return limits
    parts = _parts(amount, weights)
    for part, limit in zip(parts, limits, strict=True):
        if part > limit:
            return _within(parts, weights, limits)
    return parts


@lru_cache(maxsize=1024)
def _parts(amount: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """A search asks for the same parts over and over."""
    return tuple(split_minor(amount, weights))


def _within(parts: Sequence[int], weights: Sequence[int], limits: Sequence[int]) -> list[int]:
    borne = [part if part < limit else limit for part, limit in zip(parts, limits, strict=True)]
    spare = [limit - part for part, limit in zip(borne, limits, strict=True)]
    more = _poured(sum(parts) - sum(borne), weights, spare)
    return [part + extra for part, extra in zip(borne, more, strict=True)]


def _poured(amount: int, weights: Sequence[int], spare: Sequence[int]) -> list[int]:
    """`amount` units over lines that have room for more than that.

    The n-th unit of a line of weight w comes at level ceil(n x widest / w), units of one level in the order of the lines. As that
    order is fixed, a line with less room passes units on and takes none from anybody.
    """
    widest = max(weights)
    level = _level(amount, weights, spare, widest)
    poured = [
        min(room, level * weight // widest) if room else 0
        for weight, room in zip(weights, spare, strict=True)
    ]
    missing = amount - sum(poured)
    while missing:
        comes = {
            index: -(-(poured[index] + 1) * widest // weights[index])
            for index, room in enumerate(spare) if poured[index] < room
        }  # fmt: skip
        following = min(comes.values())
        for index, level_of in comes.items():
            if level_of == following and missing:
                poured[index] += 1
                missing -= 1
    return poured


def _level(amount: int, weights: Sequence[int], spare: Sequence[int], widest: int) -> int:
    """A level at which no more than `amount` has come, and nearly all of it: as if units were water, poured into columns as wide
    as the weights, rounded down."""
    open_lines = [index for index, room in enumerate(spare) if room]
    while True:
        wide = sum(weights[index] for index in open_lines)
        full = {index for index in open_lines if spare[index] * wide <= amount * weights[index]}
        if not full:
            return amount * widest // wide
        amount -= sum(spare[index] for index in full)
        open_lines = [index for index in open_lines if index not in full]
