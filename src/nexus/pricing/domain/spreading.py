"""Spreading an amount over lines so that a line that gets cheaper never makes another one dearer.

Plain largest remainder in proportion to what is left of the lines would not do: where a line gets a minor unit cheaper, it may
give another one a unit less (the population paradox of Balinski and Young, Fair Representation, 1982), and a later percentage
would turn that into a higher total. Here the proportions are fixed, by list prices. A line that cannot bear its part bears what
it can; what it cannot goes to the others unit by unit in an order that is fixed too: lowest units per weight first.
"""

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heapreplace

from nexus.kernel.money import split_minor


def spread(amount: int, weights: Sequence[int], limits: Sequence[int], /) -> list[int]:
    """Largest remainder by weights, no part above its limit. All limits when they add up to less than the amount."""
    if amount >= sum(limits):
        return list(limits)
    parts = split_minor(amount, weights)
    for part, limit in zip(parts, limits, strict=True):
        if part > limit:
            return _within(parts, weights, limits)
    return parts


def _within(parts: Sequence[int], weights: Sequence[int], limits: Sequence[int]) -> list[int]:
    borne = [min(part, limit) for part, limit in zip(parts, limits, strict=True)]
    spare = [limit - part for part, limit in zip(borne, limits, strict=True)]
    # a line that costs nothing at list price has no weight, and where no line has one they are equal
    scale = [max(weight, 1) for weight in weights]
    more = _poured(sum(parts) - sum(borne), scale, spare)
    return [part + extra for part, extra in zip(borne, more, strict=True)]


def _poured(amount: int, weights: Sequence[int], spare: Sequence[int]) -> list[int]:
    """`amount` units, each to the line with the fewest poured per weight that has room, the earlier of equals: by whole levels
    as far as they go, then one by one."""
    level = _level(amount, weights, spare)
    poured = [
        min(room, int(level * weight)) for weight, room in zip(weights, spare, strict=True)
    ]  # fmt: skip
    heap = [
        (Fraction(poured[index] + 1, weights[index]), index)
        for index, room in enumerate(spare) if poured[index] < room
    ]  # fmt: skip
    heapify(heap)
    for _ in range(amount - sum(poured)):
        index = heap[0][1]
        poured[index] += 1
        full = poured[index] >= spare[index]
        following = Fraction(poured[index] + 1, weights[index])
        heapreplace(heap, (Fraction(2**62), index) if full else (following, index))
    return poured


def _level(amount: int, weights: Sequence[int], spare: Sequence[int]) -> Fraction:
    """How high water would stand if it were poured in: weights are widths, room per weight is depth."""
    wide, left = sum(weights), amount
    level = Fraction(0)
    for index in sorted(range(len(spare)), key=lambda index: Fraction(spare[index], weights[index])):
        level = Fraction(left, wide)
        if Fraction(spare[index], weights[index]) >= level:
            return level
        left -= spare[index]
        wide -= weights[index]
    return level
