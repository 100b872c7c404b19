"""Benefits that treat every piece alike: a percentage, an amount, a price. A catalogue promotion may have them too."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import DownTo, Off, Share, Spread
from nexus.pricing.domain.refusals import NOTHING_MATCHES, Refusal
from nexus.pricing.domain.strategies.fields import Percent, check_amounts, check_percent, other_currency
from nexus.pricing.domain.strategies.protocols import EVERYWHERE, Amounts, Grant, Reach, Strategy, minor_in


class Percentage(Strategy, frozen=True, kw_only=True):
    """So many percent off what is left of each line, rounded half up to the minor unit."""

    type: ClassVar[str] = "percentage"
    title: ClassVar[str] = "Percentage off"
    in_catalogue: ClassVar[bool] = True
    reaches: ClassVar[frozenset[Reach]] = EVERYWHERE

    percent: Percent

    def __post_init__(self) -> None:
        check_percent(self.percent)

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        if not picked:
            return NOTHING_MATCHES
        top, bottom = (self.percent / 100).as_integer_ratio()
        return Grant(cut=Share(tuple((index, top, bottom) for index in picked)))

    def piece(self, minor: int, currency: str, /) -> int:
        top, bottom = (self.percent / 100).as_integer_ratio()
        return minor - (2 * minor * top + bottom) // (2 * bottom)


class AmountOff(Strategy, frozen=True, kw_only=True):
    """A fixed amount off: once for the whole order and spread over its lines in proportion to list prices, for each line, or for
    each piece. Never more than there is."""

    type: ClassVar[str] = "amount_off"
    title: ClassVar[str] = "Amount off"
    in_catalogue: ClassVar[bool] = True
    reaches: ClassVar[frozenset[Reach]] = EVERYWHERE

    amounts: Amounts
    per: Annotated[
        Literal["order", "line", "piece"],
        Meta(title="For each", description="In a catalogue promotion: piece. Off shipping a line is a parcel."),
    ] = "order"  # fmt: skip

    def __post_init__(self) -> None:
        check_amounts(self.amounts, field="amounts", above_zero=True)

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        minor = minor_in(self.amounts, case.currency)
        if minor is None:
            return other_currency(case.currency)
        if not picked:
            return NOTHING_MATCHES
        if self.per == "order":
            return Grant(cut=off_together(case, picked, minor))
        times = _pieces if self.per == "piece" else _once
        return Grant(cut=Off(tuple((index, minor * times(case, index)) for index in picked)))

    def piece(self, minor: int, currency: str, /) -> int:
        return max(0, minor - (minor_in(self.amounts, currency) or 0))

    def check_catalogue(self) -> None:
        if self.per != "piece":
            raise ValueError("per: must be piece in a catalogue promotion")


def off_together(case: Case, picked: tuple[int, ...], minor: int, /) -> Spread:
    """A fixed amount off these together."""
    return Spread(picked, tuple(case.weights[index] for index in picked), minor)


class FixedPrice(Strategy, frozen=True, kw_only=True):
    """Each piece costs so much, unless it costs less already. For shipping: each parcel."""

    type: ClassVar[str] = "fixed_price"
    title: ClassVar[str] = "Fixed price"
    in_catalogue: ClassVar[bool] = True
    reaches: ClassVar[frozenset[Reach]] = EVERYWHERE

    amounts: Amounts

    def __post_init__(self) -> None:
        check_amounts(self.amounts, field="amounts")

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        minor = minor_in(self.amounts, case.currency)
        if minor is None:
            return other_currency(case.currency)
        if not picked:
            return NOTHING_MATCHES
        return Grant(cut=DownTo(tuple((index, 1, 1, minor * _pieces(case, index)) for index in picked)))

    def piece(self, minor: int, currency: str, /) -> int:
        fixed = minor_in(self.amounts, currency)
        return minor if fixed is None else min(minor, fixed)


def _pieces(case: Case, index: int) -> int:
    return case.lines[index].quantity if index < len(case.lines) else 1


def _once(case: Case, index: int) -> int:
    return 1
