"""Promotions and price lists as bars over the weeks of a month, on the shop's calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

WEEK: Final = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Something that holds from an instant until just before another; None: open."""

    title: str
    url: str
    state: str
    starts_at: datetime | None
    ends_at: datetime | None
    note: str = ""

    @property
    def is_open(self) -> bool:
        return self.starts_at is None and self.ends_at is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A period within one week: columns from `first` to `last` (1 to 7), in a row without others there. `begins`, `ends`: it does
    so in this week."""

    period: Period
    row: int
    first: int
    last: int
    begins: bool
    ends: bool

    @property
    def span(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """Monday to Sunday; days of other months are there too. `number`: of the ISO year."""

    days: tuple[date, ...]
    bars: tuple[Bar, ...]

    @property
    def number(self) -> int:
        return self.days[0].isocalendar().week

    @property
    def rows(self) -> int:
        return max((bar.row for bar in self.bars), default=0)


def month_of(text: str, today: date, /) -> date:
    """The first day of the month in `2026-11`; of today's, if it is none or too far away to be shown."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = today
    return (found if 1970 < found.year < 9000 else today).replace(day=1)


def next_month(first: date, /) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def month_before(first: date, /) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def bounds(first: date, zone: ZoneInfo, /) -> tuple[datetime, datetime]:
    """The instants at which the weeks that are shown begin and end."""
    start = first - timedelta(days=first.weekday())
    end = next_month(first)
    end += timedelta(days=-end.weekday() % WEEK)
    return datetime.combine(start, time(), zone), datetime.combine(end, time(), zone)


def weeks_of(first: date, periods: Iterable[Period], zone: ZoneInfo, /) -> tuple[Week, ...]:
    """The weeks of a month, with the periods that touch them; those that are open at both ends are left out."""
    start, end = bounds(first, zone)
    shown = sorted(
        (one for one in periods if not one.is_open), key=lambda one: (one.starts_at is not None, one.starts_at, one.title)
    )  # fmt: skip
    monday, weeks = start.date(), []
    while monday < end.date():
        days = tuple(monday + timedelta(days=index) for index in range(WEEK))
        weeks.append(Week(days=days, bars=tuple(_bars(days, shown, zone))))
        monday += timedelta(days=WEEK)
    return tuple(weeks)


def days_of(period: Period, zone: ZoneInfo, /) -> tuple[date | None, date | None]:
    """First and last day on which it holds, of the shop's calendar. One that ends at midnight does not hold on that day."""
    starts, ends = period.starts_at, period.ends_at
    last = (ends.astimezone(zone) - timedelta(microseconds=1)).date() if ends else None
    return (starts.astimezone(zone).date() if starts else None), last


def _bars(days: Sequence[date], periods: Iterable[Period], zone: ZoneInfo) -> Iterator[Bar]:
    taken: list[int] = []  # the last column that each row is used to
    for period in periods:
        begins, ends = days_of(period, zone)
        if (begins and begins > days[-1]) or (ends and ends < days[0]):
            continue
        first = 1 if begins is None or begins < days[0] else days.index(begins) + 1
        last = WEEK if ends is None or ends > days[-1] else days.index(ends) + 1
        row = next((index for index, used in enumerate(taken) if used < first), len(taken))
        taken[row : row + 1] = [last]
        yield Bar(
            period=period, row=row + 1, first=first, last=last, begins=begins is not None and begins >= days[0],
            ends=ends is not None and ends <= days[-1],
        )  # fmt: skip
