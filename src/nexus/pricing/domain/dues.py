"""What a buyer has to pay for what promotions leave: the number that the best combination makes lowest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Dues(Protocol):
    """The total as a function of what is left of each line and freight; never lower when more is left.

    It is nearly linear: a minor unit left of `index` costs `weights[index]` parts of 1/`scale`, and rounding moves the difference
    of two totals by at most `slack` parts. By that the search sees early which combinations cannot win; what counts is `of`.
    """

    @property
    def weights(self) -> Sequence[int]: ...
    @property
    def scale(self) -> int: ...
    @property
    def slack(self) -> int: ...

    def of(self, left: Sequence[int], /) -> int:
        """Minor units in all."""
        ...


@dataclass(frozen=True, slots=True)
class PlainDues:
    """What is left is what is paid: no taxes, or taxes that are contained in prices."""

    weights: tuple[int, ...]
    scale: int = 1
    slack: int = 0

    def of(self, left: Sequence[int], /) -> int:
        return sum(left)
