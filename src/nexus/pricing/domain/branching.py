"""The search through allowed combinations: branch and bound.

Two things make it fast, and both rest on cuts being monotone. What an option saves on some remainder bounds what it saves on any
smaller one, so bounds get tighter on the way down. And of two options of a group of which one leaves no more of anything, the
other need not be tried.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nexus.pricing.domain.candidates import Candidate
from nexus.pricing.domain.dues import Dues

MOST_CUTS: Final = 20_000
"""Cuts that are tried before the best combination so far is taken for the best there is."""

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
    """An option on some remainder: what it takes and leaves, and the most that it saves there or on any smaller one, in parts of
    1/scale of a minor unit before rounding."""

    steps: Path
    left: tuple[int, ...]
    saved: int
    bound: int
    gifts: int


@dataclass(slots=True)
class _Bound:
    """The most that an option can save, as far as it is known; `seen`: the remainder for which that was found out."""

    option: Option
    gifts: int
    most: int
    seen: _Try | None = None


def _chained(groups: Iterable[Sequence[Candidate]]) -> list[list[Option]]:
    """Groups of one that follow each other are one option: leaving one of them out never saves more."""
    found: list[list[Option]] = []
    single = False
    for group in groups:
        if single and len(group) == 1:
            found[-1] = [(*found[-1][0], group[0])]
        elif group:
            found.append([(one,) for one in group])
            single = len(group) == 1
    return found


class Search:
    """Depth first through the groups, what promises most first."""

    def __init__(self, groups: Iterable[Sequence[Candidate]], dues: Dues, /) -> None:
        self._groups, self._dues = _chained(groups), dues
        self._cuts, self._best, self._start = 0, Best(), 0
        self._limit = MOST_CUTS
        self._solved: dict[int, int] = {}
        """The most that so many last groups save together, in parts of 1/scale."""

    def best(self, start: Sequence[int], /) -> Best:
        """The combination that leaves the least to pay.

        The last group is solved first, then the last two and so on: what so many groups save at most is a bound for whatever
        comes before them. When the cuts run out it is the best that was found so far, and never less than what is saved by taking
        what saves most in each group.
        """
        self._start = self._dues.of(start)
        left = tuple(start)
        bounds = [[self._bound(option, left) for option in group] for group in self._groups]
        for depth in reversed(range(1, len(bounds))):
            self._limit = MOST_CUTS // 2
            self._solve(left, bounds[depth:])
        self._limit = MOST_CUTS
        self._solve(left, bounds)
        return Best(self._best.worth, self._best.path, self._cuts <= self._limit)

    def _solve(self, left: tuple[int, ...], bounds: list[list[_Bound]]) -> None:
        self._best = self._greedy(left, len(bounds))
        self._go(left, (0, 0), (), bounds)
        if self._cuts <= self._limit and self._are_comparable(bounds):
            self._solved[len(bounds)] = self._best.worth[0] * self._dues.scale + self._dues.slack

    def _greedy(self, left: tuple[int, ...], count: int) -> Best:
        """In each of the last groups what saves most there."""
        gifts = 0
        path: Path = ()
        for group in self._groups[len(self._groups) - count :]:
            tried = max((self._try(option, left) for option in group), key=lambda one: (one.saved, one.gifts))
            left, gifts, path = tried.left, gifts + tried.gifts, (*path, *tried.steps)
        return Best((self._start - self._dues.of(left), gifts), path)

    def _are_comparable(self, bounds: list[list[_Bound]]) -> bool:
        """Whether what these groups save on a smaller remainder is never more. A spread may move what it takes to lines with higher
        taxes, where those differ."""
        options = (one.option for group in bounds for one in group)
        return len(set(self._dues.weights)) == 1 or all(
            one.is_separable for option in options for one in option
        )

    def _bound(self, option: Option, left: tuple[int, ...]) -> _Bound:
        tried = self._try(option, left)
        return _Bound(option, tried.gifts, tried.bound, tried)

    def _go(self, left: tuple[int, ...], worth: Worth, path: Path, bounds: list[list[_Bound]]) -> None:
        if not bounds:
            found = (self._start - self._dues.of(left), worth[1])
            if found > self._best.worth:
                self._best = Best(found, path)
            return
        ahead = bounds[1:]
        rest = self._most(ahead)
        children = []
        for tried in self._tries(left, worth, bounds[0], rest):
            gained = (worth[0] + tried.saved, worth[1] + tried.gifts)
            known = self._narrowed(ahead, tried.left, gained)
            if known is not None:
                children.append((self._most(known)[0] + tried.saved, tried, gained, known))
        children.sort(key=lambda child: -child[0])
        for _, tried, gained, known in children:
            if not self._cannot_win(gained, self._most(known)):
                self._go(tried.left, gained, (*path, *tried.steps), known)

    def _tries(self, left: tuple[int, ...], worth: Worth, options: list[_Bound], rest: Worth) -> list[_Try]:
        """Options of a group that may lead to something better and that no other makes pointless."""
        found: list[_Try] = []
        for one in sorted(options, key=lambda one: -one.most):
            if self._cannot_win((worth[0] + one.most, worth[1] + one.gifts), rest):
                continue
            tried = one.seen if one.seen is not None else self._try(one.option, left)
            if not any(_is_pointless(tried, other) for other in found):
                found.append(tried)
        return found

    def _narrowed(
        self, groups: list[list[_Bound]], left: tuple[int, ...], worth: Worth
    ) -> list[list[_Bound]] | None:
        """Bounds for a smaller remainder, as tight as is needed to see that nothing better can come of it (None), at best exact
        for the option of each group that promises most."""
        known = [[_Bound(one.option, one.gifts, one.most) for one in group] for group in groups]
        for group in known:
            while not self._cannot_win(worth, self._most(known)):
                top = max(group, key=lambda one: one.most)
                if top.seen is not None:
                    break
                top.seen = self._try(top.option, left)
                top.most = top.seen.bound
            else:
                return None
        return known

    def _try(self, option: Option, left: tuple[int, ...]) -> _Try:
        rest, steps, saved, bound, gifts = list(left), [], 0, 0, 0
        weights = self._dues.weights
        for one in option:
            self._cuts += 1
            reached = one.take(rest)
            taken = tuple(part for part in reached if part[1])
            if not (taken or one.gift_worth):
                continue
            steps.append((one, taken))
            gifts += one.gift_worth
            here, total = 0, 0
            for index, minor in taken:
                rest[index] -= minor
                here += minor * weights[index]
                total += minor
            saved += here
            # a spread may take more of one line when another has less left, at worst of the one that is taxed most
            bound += (
                here if one.is_separable else total * max((weights[index] for index, _ in taken), default=0)
            )
        return _Try(tuple(steps), tuple(rest), saved, bound, gifts)

    def _most(self, groups: list[list[_Bound]]) -> Worth:
        """The most that some last groups can save and give: each its best, or all together what they can from the start."""
        saved, gifts = 0, 0
        for count, group in enumerate(reversed(groups), 1):
            saved += max(one.most for one in group)
            gifts += max(one.gifts for one in group)
            if count in self._solved:
                saved = min(saved, self._solved[count])
        return saved, gifts

    def _cannot_win(self, worth: Worth, rest: Worth) -> bool:
        """Whether no more than the best so far can come of it: rounding may add `slack` to what is saved."""
        best = self._best.worth
        if self._cuts > self._limit:
            return best > (0, 0)
        reachable = (worth[0] + rest[0] + self._dues.slack) // self._dues.scale
        return (reachable, worth[1] + rest[1]) <= best


def _is_pointless(one: _Try, other: _Try) -> bool:
    """Whether the other one leaves no more of anything and gives as much: cuts never leave more of less, so this cannot win."""
    if one.saved > other.saved or one.gifts > other.gifts:
        return False
    return all(mine >= theirs for mine, theirs in zip(one.left, other.left, strict=True))
