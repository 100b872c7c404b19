"""The most that promotions which all apply after the others can still save, known without applying them."""

from collections.abc import Sequence

from nexus.pricing.domain.candidates import Candidate
from nexus.pricing.domain.cuts import LineCut
from nexus.pricing.domain.dues import Dues


class Tail:
    """Promotions that follow each other without a choice, as a bound.

    Cuts by line are applied one after another to each line alone, which is remembered by what is left of it. The others count as
    if they took all they can from somewhere else: what they would have left smaller is then cut at its larger size, so that the
    sum is never less than what all of them save together.
    """

    def __init__(self, option: Sequence[Candidate], dues: Dues, lines: int, /) -> None:
        self._weights = dues.weights
        self._constant = 0
        self._chains: list[list[tuple[LineCut, Sequence[int]]]] = [[] for _ in range(lines)]
        self._known: list[dict[int, int]] = [{} for _ in range(lines)]
        heaviest = max(dues.weights, default=0)
        for one in option:
            cut = one.grant.cut
            if not isinstance(cut, LineCut):
                self._constant += one.alone * heaviest
                continue
            for index, part in cut.by_line().items():
                self._chains[index].append((part, one.floors))
        self._touched = [index for index, chain in enumerate(self._chains) if chain]

    def most(self, left: Sequence[int], /) -> int:
        """In parts of 1/scale of a minor unit."""
        total = self._constant
        for index in self._touched:
            saved = self._known[index].get(left[index])
            total += self._saved(index, left[index]) if saved is None else saved
        return total

    def _saved(self, index: int, minor: int) -> int:
        left = {index: minor}
        for cut, floors in self._chains[index]:
            for _, taken in cut.take(left, floors):
                left[index] -= taken
        saved = self._known[index][minor] = (minor - left[index]) * self._weights[index]
        return saved
