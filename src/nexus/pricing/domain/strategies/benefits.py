"""Benefits that are a function of each line alone."""

from decimal import Decimal
from typing import ClassVar

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import Share
from nexus.pricing.domain.refusals import NOTHING_MATCHES, Refusal
from nexus.pricing.domain.strategies.protocols import Grant, Strategy


class Percentage(Strategy, frozen=True, kw_only=True):
    """So many percent off what is left of each line, rounded half up to the minor unit."""

    type: ClassVar[str] = "percentage"
    title: ClassVar[str] = "Percentage off"
    in_catalogue: ClassVar[bool] = True

    percent: Decimal

    def __post_init__(self) -> None:
        if not 0 < self.percent <= 100:
            raise ValueError("percent: must be above 0 and at most 100")

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        if not picked:
            return NOTHING_MATCHES
        top, bottom = (self.percent / 100).as_integer_ratio()
        return Grant(cut=Share(tuple((index, top, bottom) for index in picked)))

    def piece(self, minor: int, currency: str, /) -> int:
        top, bottom = (self.percent / 100).as_integer_ratio()
        return minor - (2 * minor * top + bottom) // (2 * bottom)
