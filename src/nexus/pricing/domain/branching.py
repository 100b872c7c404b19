"""The search through allowed combinations: branch and bound.

Three things make it fast, and all rest on cuts being monotone. What an option saves on some remainder bounds what it saves on any
smaller one, so bounds get tighter on the way down. What the last groups save together bounds what they save after any others.
And of two options of a group of which one leaves no more of anything, the other need not be tried.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heapreplace
from typing import Final

from nexus.pricing.domain.candidates import Candidate
from nexus.pricing.domain.dues import Dues
from nexus.pricing.domain.tails import Tail

MOST_CUTS: Final = 8_000
"""Cuts that are tried before the best combination so far is taken for the best there is: some 80 ms. Carts of 50 lines with 70
promotions that apply need 200 to 1,100, see benchmarks/quoting.py."""

_COMPARED: Final = 8
"""Options, those that save most, that others are compared with: more would cost more than it saves."""

type Parts = tuple[tuple[int, int], ...]
type Path = tuple[tuple[Candidate, Parts], ...]
type Worth = tuple[int, int]
"""What the buyer saves, in minor units or parts of them, and minor units of gifts."""
type Option = tuple[Candidate, ...]
"""What may be chosen in a group: a candidate, or several that follow each other without a choice."""


@dataclass(frozen=True, slots=True)
class Best:
    """`is_complete`: every allowed combination was considered."""

    worth: Worth = (0, 0)
    path: Path = ()
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class _Try:
    """An option on some remainder: what it takes and leaves, and the most that it saves there or on any smaller one (`bound`), in
    parts of 1/scale of a minor unit before rounding."""

    steps: Path
    left: tuple[int, ...]
    saved: int
    bound: int
    gifts: int


@dataclass(slots=True)
class _Group:
    """Options of which at most one applies. `bounds`: a heap of (minus the most that it can save, its place), as far as is known;
    `seen`: what was found out about places for one remainder; `gifts`: the most that one gives."""

    options: list[Option]
    gifts: int
    bounds: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[int, _Try] = field(default_factory=dict)

    def narrower(self) -> "_Group":
        """For a smaller remainder, of which nothing is known yet."""
        return _Group(self.options, self.gifts, self.bounds.copy())


def _grouped(groups: Iterable[Sequence[Candidate]]) -> list[_Group]:
    """Groups of one that follow each other are one option: leaving one of them out never saves more."""
    found: list[list[Option]] = []
    single = False
    for group in groups:
        if single and len(group) == 1:
            found[-1] = [(*found[-1][0], group[0])]
        elif group:
            found.append([(one,) for one in group])
            single = len(group) == 1
    return [_Group(options, max(_gifts(option) for option in options)) for options in found]


def _gifts(option: Option) -> int:
    return sum(one.gift_worth for one in option)


class Search:
    """Depth first through the groups, what promises most first."""

    def __init__(self, groups: Iterable[Sequence[Candidate]], dues: Dues, /) -> None:
        found = _grouped(groups)
        last = found.pop() if found and len(found[-1].options) == 1 else None
        self._groups, self._dues = found, dues
        self._last = last.options[0] if last else ()
        self._last_gifts = _gifts(self._last)
        self._tail = Tail(self._last, dues, len(dues.weights))
        self._is_even = len(set(dues.weights)) == 1
        self._cuts, self._limit, self._best, self._start = 0, MOST_CUTS, Best(), 0
        self._solved: dict[int, int] = {}
        """The most that so many last groups save together, in parts of 1/scale."""

    def best(self, start: Sequence[int], /) -> Best:
        """The combination that leaves the least to pay.

        The last group is solved first, then the last two and so on, each beginning with what was found for those before. When the
        cuts run out it is the best that was found so far, and never worse than taking what saves most in each group.
        """
        self._start = self._dues.of(start)
        left = tuple(start)
        for group in self._groups:
            group.seen = {place: self._try(option, left) for place, option in enumerate(group.options)}
            group.bounds = [(-tried.bound, place) for place, tried in group.seen.items()]
            heapify(group.bounds)
        self._limit = MOST_CUTS // 2
        for depth in reversed(range(1, len(self._groups) + 1)):
            self._solve(left, self._groups[depth:])
        self._limit = MOST_CUTS
        self._best = max(self._best, self._greedy(left), key=lambda best: best.worth)
        self._solve(left, self._groups)
        return Best(self._best.worth, self._best.path, self._cuts <= self._limit)

    def _solve(self, left: tuple[int, ...], groups: Sequence[_Group]) -> None:
        self._go(left, (0, 0), (), groups, self._tail.most(left))
        if self._cuts <= self._limit:
            moved = self._moved(self._last) + sum(max(map(self._moved, group.options)) for group in groups)
            self._solved[len(groups)] = self._best.worth[0] * self._dues.scale + self._dues.slack + moved

    def _moved(self, option: Option) -> int:
        """By how much an option may save more on a smaller remainder than on a larger one: a spread may move what it takes to
        lines that bear more taxes."""
        if self._is_even:
            return 0
        span = max(self._dues.weights) - min(self._dues.weights)
        return span * sum(one.alone for one in option if not one.is_separable)

    def _greedy(self, left: tuple[int, ...]) -> Best:
        gifts = 0
        path: Path = ()
        for group in self._groups:
            tried = max(
                (self._try(option, left) for option in group.options), key=lambda one: (one.saved, one.gifts)
            )
            left, gifts, path = tried.left, gifts + tried.gifts, (*path, *tried.steps)
        return self._ended(left, gifts, path)

    def _ended(self, left: tuple[int, ...], gifts: int, path: Path) -> Best:
        """With what follows without a choice."""
        tried = self._try(self._last, left)
        worth = (self._start - self._dues.of(tried.left), gifts + tried.gifts)
        return Best(worth, (*path, *tried.steps))

    def _go(
        self, left: tuple[int, ...], worth: Worth, path: Path, groups: Sequence[_Group], tail: int
    ) -> None:
        """`tail`: the most that the tail saves on `left`."""
        if not groups:
            found = self._ended(left, worth[1], path)
            if found.worth > self._best.worth:
                self._best = found
            return
        ahead = groups[1:]
        children = []
        for place, tried in enumerate(self._tries(left, worth, groups[0], self._most(ahead, tail))):
            gained = (worth[0] + tried.saved, worth[1] + tried.gifts)
            after = self._tail.most(tried.left)
            known = self._narrowed(ahead, tried.left, gained, after)
            if known is not None:
                rest = self._most(known, after)
                children.append((-gained[0] - rest[0], place, tried, gained, rest, known, after))
        for _, _, tried, gained, rest, known, after in sorted(children):
            if not self._cannot_win(gained, rest):
                self._go(tried.left, gained, (*path, *tried.steps), known, after)

    def _tries(self, left: tuple[int, ...], worth: Worth, group: _Group, rest: Worth) -> list[_Try]:
        """Options of a group that may lead to something better and that no other makes pointless."""
        found: list[_Try] = []
        for most, place in sorted(group.bounds):
            if self._cannot_win((worth[0] - most, worth[1] + group.gifts), rest):
                break
            tried = group.seen.get(place) or self._try(group.options[place], left)
            if not any(_is_pointless(tried, other) for other in found[:_COMPARED]):
                found.append(tried)
        return found

    def _narrowed(
        self, groups: Sequence[_Group], left: tuple[int, ...], worth: Worth, tail: int
    ) -> list[_Group] | None:
        """Bounds for a smaller remainder, as tight as is needed to see that nothing better can come of it (None), at best exact
        for the option of each group that promises most."""
        known = [group.narrower() for group in groups]
        if self._cannot_win(worth, self._most(known, tail)):
            return None
        for group in known:
            while not self._cannot_win(worth, self._most(known, tail)):
                place = group.bounds[0][1]
                if place in group.seen:
                    break
                tried = group.seen[place] = self._try(group.options[place], left)
                heapreplace(group.bounds, (-tried.bound, place))
            else:
                return None
        return known

    def _most(self, groups: Sequence[_Group], tail: int) -> Worth:
        """The most that some last groups and the tail can save and give: each its best, or all together what they can from the
        start."""
        saved, gifts = tail, self._last_gifts
        for count, group in enumerate(reversed(groups), 1):
            saved -= group.bounds[0][0]
            gifts += group.gifts
            solved = self._solved.get(count)
            if solved is not None and solved < saved:
                saved = solved
        return saved, gifts

    def _try(self, option: Option, left: tuple[int, ...]) -> _Try:
        rest, steps, saved, bound, gifts = list(left), [], 0, 0, 0
        for one in option:
            self._cuts += 1
            reached = one.take(rest)
            taken = tuple([part for part in reached if part[1]])
            if not (taken or one.gift_worth):
                continue
            steps.append((one, taken))
            gifts += one.gift_worth
            for index, minor in taken:
                rest[index] -= minor
            here, most = self._saved(taken, reached)
            saved += here
            bound += here if one.is_separable else most
        return _Try(tuple(steps), tuple(rest), saved, bound, gifts)

    def _saved(self, taken: Parts, reached: Sequence[tuple[int, int]]) -> Worth:
        """What is saved, and the most that is if the same is taken of other lines: of the one that is taxed most."""
        weights = self._dues.weights
        if self._is_even:
            saved = weights[0] * sum([minor for _, minor in taken])
            return saved, saved
        total = sum([minor for _, minor in taken])
        most = max([weights[index] for index, _ in reached], default=0)
        return sum([minor * weights[index] for index, minor in taken]), total * most

    def _cannot_win(self, worth: Worth, rest: Worth) -> bool:
        """Whether no more than the best so far can come of it: rounding may add `slack` to what is saved."""
        if self._cuts > self._limit:
            return True
        dues, best = self._dues, self._best.worth
        reachable = (worth[0] + rest[0] + dues.slack) // dues.scale
        return (reachable, worth[1] + rest[1]) <= best


def _is_pointless(one: _Try, other: _Try) -> bool:
    """Whether the other one leaves no more of anything and gives as much: cuts never leave more of less, so this cannot win."""
    if one.saved > other.saved or one.gifts > other.gifts:
        return False
    return all(mine >= theirs for mine, theirs in zip(one.left, other.left, strict=True))
