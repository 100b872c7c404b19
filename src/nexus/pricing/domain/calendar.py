"""When prices that everybody sees may change by themselves: what is kept must not be kept beyond that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nexus.pricing.domain.promotions import Promotion

_MINUTE: Final = timedelta(minutes=1)
"""Hours and weekdays begin and end with a minute, in every zone and at every change of the clocks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPeriod:
    """When a price list holds and for whom; `group` empty and not `is_contract`: for everybody in the channel."""

    channel: str = ""
    group: str = ""
    is_contract: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def is_public(self) -> bool:
        return not self.group and not self.is_contract

    def holds_at(self, at: datetime, /) -> bool:
        return (self.starts_at is None or self.starts_at <= at) and (
            self.ends_at is None or at < self.ends_at
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """What begins and ends by itself: promotions of the catalogue, price lists, rates (`rates`: from when they count)."""

    promotions: tuple[Promotion, ...] = ()
    lists: tuple[ListPeriod, ...] = ()
    rates: tuple[datetime, ...] = ()

    def next_change(self, at: datetime, /) -> datetime | None:
        """The first instant after `at` from which something may cost something else; None: nothing changes by itself."""
        return min((instant for instant in self._instants(at) if instant > at), default=None)

    def _instants(self, at: datetime) -> Iterator[datetime]:
        yield from self.rates
        specs = [one.spec for one in self.promotions]
        yield from _ends((spec.starts_at, spec.ends_at) for spec in specs)
        yield from _ends((one.starts_at, one.ends_at) for one in self.lists)
        if any(one.conditions and one.holds_at(at) for one in self.promotions):
            yield at.replace(second=0, microsecond=0) + _MINUTE


def _ends(periods: Iterable[tuple[datetime | None, datetime | None]]) -> Iterator[datetime]:
    for period in periods:
        yield from (instant for instant in period if instant is not None)
