"""Conditions on when and where something is sold."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.strategies.fields import Words, check_currencies, other_currency
from nexus.pricing.domain.strategies.protocols import Strategy

type Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
type _Hour = Annotated[
    str,
    Meta(
        description="Hours and minutes: 09:30.",
        pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$",
        extra_json_schema={"format": "hour"},
    ),
]
_DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY_DAY = frozenset(_DAYS)
_MIDNIGHT = "00:00"
_NOT_NOW = Refusal(code="hours", text="This offer does not hold at this hour.")
_ELSEWHERE = Refusal(code="channel", text="This offer is not for this sales channel.")


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From an hour until just before another on certain days; until 00:00 is until midnight.

    A window that ends before it begins goes over midnight and belongs to the day on which it begins: Fri 22:00-02:00 holds on
    Saturday at 01:30.
    """

    weekdays: Annotated[frozenset[Weekday], Meta(title="Weekdays", min_length=1)] = _EVERY_DAY
    start: Annotated[_Hour, Meta(title="From")] = _MIDNIGHT
    end: Annotated[_Hour, Meta(title="Until")] = _MIDNIGHT

    def __post_init__(self) -> None:
        if self.start == self.end != _MIDNIGHT:
            raise ValueError("end: must differ from start")

    def holds(self, local: datetime, /) -> bool:
        """`local`: on the store's clock."""
        now, today = f"{local:%H:%M}", _DAYS[local.weekday()]
        if self.end == _MIDNIGHT or self.start < self.end:
            return today in self.weekdays and self.start <= now and (self.end == _MIDNIGHT or now < self.end)
        yesterday = _DAYS[local.weekday() - 1]
        return (today in self.weekdays and now >= self.start) or (
            yesterday in self.weekdays and now < self.end
        )


class Hours(Strategy, frozen=True, kw_only=True):
    """On certain weekdays and at certain hours, on the clock of the store's time zone; one of the windows is enough."""

    type: ClassVar[str] = "hours"
    title: ClassVar[str] = "Weekdays and hours"
    in_catalogue: ClassVar[bool] = True

    windows: Annotated[tuple[Window, ...], Meta(title="Windows", min_length=1, max_length=50)]

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        return None if any(window.holds(case.at) for window in self.windows) else _NOT_NOW


class SalesChannel(Strategy, frozen=True, kw_only=True):
    """Bought through one of these sales channels."""

    type: ClassVar[str] = "channel"
    title: ClassVar[str] = "Sales channel"
    in_catalogue: ClassVar[bool] = True

    channels: Annotated[Words, Meta(title="Channels", extra_json_schema={"format": "channels"})]

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        return None if case.basket.channel in self.channels else _ELSEWHERE


class Currency(Strategy, frozen=True, kw_only=True):
    """Bought in one of these currencies."""

    type: ClassVar[str] = "currency"
    title: ClassVar[str] = "Currency"
    in_catalogue: ClassVar[bool] = True

    currencies: Annotated[Words, Meta(title="Currencies", extra_json_schema={"format": "currencies"})]

    def __post_init__(self) -> None:
        check_currencies(self.currencies, field="currencies")

    def judge(self, case: Case, scope: tuple[int, ...], /) -> Refusal | None:
        return None if case.currency in self.currencies else other_currency(case.currency)
