"""Cuts are monotone to the minor unit: on that rests what the search promises."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from nexus.kernel.money import split_minor
from nexus.pricing.domain.cuts import Capped, Cut, DownTo, Off, Share, Spread
from nexus.pricing.domain.spreading import spread

MOST = 40
"""Minor units of a line: small, so that rounding matters."""


def random_cut(chance: Random, count: int, worth: tuple[int, ...]) -> Cut:
    lines = tuple(sorted(chance.sample(range(count), chance.randint(1, count))))
    kinds: list[Cut] = [
        Share(tuple((index, chance.randint(1, 6), 6) for index in lines)),
        Off(tuple((index, chance.randint(0, 9)) for index in lines)),
        DownTo(tuple((index, chance.randint(1, 3), 3, chance.randint(0, 9)) for index in lines)),
        Spread(lines, tuple(worth[index] for index in lines), chance.randint(1, 60)),
    ]
    cut = chance.choice(kinds)
    if chance.random() < 0.4:
        return Capped(cut, worth, chance.choice([None, 7]), chance.choice([None, 5, 20]))
    return cut


def after(cut: Cut, left: list[int], floors: list[int]) -> list[int]:
    rest = list(left)
    for index, minor in cut.take(left, floors):
        assert 0 <= minor <= max(0, left[index] - floors[index])
        rest[index] -= minor
    return rest


@given(st.integers(0, 2**40))
def test_where_no_line_is_dearer_before_no_line_is_dearer_after_and_not_more_is_taken(seed: int) -> None:
    chance = Random(seed)
    count = chance.randint(1, 5)
    worth = tuple(chance.randint(1, MOST) for _ in range(count))
    floors = [chance.choice([0, 0, price // 3]) for price in worth]
    cut = random_cut(chance, count, worth)
    high = [chance.randint(0, price) for price in worth]
    low = [chance.randint(0, minor) for minor in high]
    of_high, of_low = after(cut, high, floors), after(cut, low, floors)
    assert all(less <= more for less, more in zip(of_low, of_high, strict=True))
    assert sum(low) - sum(of_low) <= sum(high) - sum(of_high)


def test_plain_largest_remainder_would_not_do() -> None:
    """2 off lines of 2, 8 and 2. If the third costs 1, the first bears nothing and is dearer than before."""
    assert split_minor(2, [2, 8, 2]) == [1, 1, 0]
    assert split_minor(2, [2, 8, 1]) == [0, 2, 0]
    assert list(spread(2, (2, 8, 2), [2, 8, 1])) == [1, 1, 0]


@given(st.integers(0, 2**40))
def test_an_amount_is_spread_by_largest_remainder_as_far_as_there_is_room(seed: int) -> None:
    chance = Random(seed)
    weights = tuple(chance.randint(1, 50) for _ in range(chance.randint(1, 6)))
    amount, limits = chance.randint(0, sum(weights)), [chance.randint(0, weight) for weight in weights]
    assert list(spread(amount, weights, weights)) == split_minor(amount, weights)
    parts = list(spread(amount, weights, limits))
    assert sum(parts) == min(amount, sum(limits))
    assert all(0 <= part <= limit for part, limit in zip(parts, limits, strict=True))
