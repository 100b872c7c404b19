"""What promotions cost over a time: figures, days and codes, ready for a page and for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.kernel.money import Money
from nexus.pricing.models import PromotionRecord
from nexus.pricing.queries import promotion_figures as figures
from nexus.pricing.queries.promotion_figures import CouponUses, Day, Sum

MOST_DAYS: Final = 366
CHART_HEIGHT: Final = 120
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Days of the shop's calendar, both included."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """From the first instant of the first day until just before that of the day after the last."""
        return (
            datetime.combine(self.first, time(), self.zone),
            datetime.combine(self.last + timedelta(days=1), time(), self.zone),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A promotion in one currency."""

    promotion: PromotionRecord
    sum: Sum


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A day of the chart; `height` and `y` in its units. `label`: what it says when it is pointed at."""

    x: int
    y: int
    height: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """`totals`: by currency; `columns`: the discount of each day in `currency`."""

    span: Span
    lines: tuple[Line, ...]
    totals: tuple[Sum, ...]
    currency: str
    days: tuple[Day, ...]
    columns: tuple[Column, ...]
    coupons: tuple[CouponUses, ...]

    @property
    def width(self) -> int:
        return max(len(self.columns), 1) * 10


def span_of(first: str, last: str, zone: ZoneInfo, /, *, today: date) -> Span:
    """The days that were asked for; thirty until today where they cannot be read. At most a year."""
    until = min(_day(last) or today, date(9000, 1, 1))
    since = max(
        _day(first) or until - timedelta(days=29), until - timedelta(days=MOST_DAYS - 1), date(1970, 1, 2)
    )
    return Span(first=min(since, until), last=until, zone=zone)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year > 1971 else None


def report(
    span: Span, /, *, promotion_id: UUID | None = None, vendor_id: UUID | None = None, currency: str = ""
) -> Report:
    """At most four statements. `currency`: of the chart; the one of most orders where nothing was given in it."""
    since, until = span.instants
    sums = figures.sums(_chosen(promotion_id, vendor_id), since=since, until=until)
    records = {one.pk: one for one in PromotionRecord.objects.filter(pk__in=list(sums))} if sums else {}
    lines = tuple(_lines(records, sums))
    totals = _totals(lines)
    shown = next(
        (one for one in (currency, *(one.amount.currency for one in totals)) if one in _currencies(totals)),
        "",
    )
    days = (
        figures.by_day(list(sums), currency=shown, since=since, until=until, time_zone=span.zone.key)
        if shown
        else ()
    )
    return Report(
        span=span, lines=lines, totals=totals, currency=shown, days=days, columns=tuple(_columns(span, days, shown)),
        coupons=figures.top_coupons(list(sums)) if sums else (),
    )  # fmt: skip


def _chosen(promotion_id: UUID | None, vendor_id: UUID | None) -> list[UUID] | None:
    """None: all of them."""
    if vendor_id is None:
        return [promotion_id] if promotion_id else None
    own = PromotionRecord.objects.filter(
        vendor_id=vendor_id, **({"pk": promotion_id} if promotion_id else {})
    )
    return list(own.values_list("pk", flat=True))


def _lines(records: dict[Any, PromotionRecord], sums: dict[UUID, tuple[Sum, ...]]) -> Iterator[Line]:
    pairs = ((records[key], one) for key, found in sums.items() if key in records for one in found)
    for record, one in sorted(
        pairs, key=lambda pair: (pair[1].amount.currency, -pair[1].amount.minor, pair[0].code)
    ):
        yield Line(promotion=record, sum=one)


def _currencies(totals: Iterable[Sum]) -> set[str]:
    return {one.amount.currency for one in totals}


def _totals(lines: Sequence[Line]) -> tuple[Sum, ...]:
    """The currency of most uses first."""
    found: dict[str, list[Sum]] = {}
    for line in lines:
        found.setdefault(line.sum.amount.currency, []).append(line.sum)
    totals = [
        Sum(
            orders=sum(one.orders for one in sums),
            amount=sum((one.amount for one in sums), start=Money.zero(currency)),
            vendor_funded=sum((one.vendor_funded for one in sums), start=Money.zero(currency)),
        )
        for currency, sums in found.items()
    ]
    return tuple(sorted(totals, key=lambda one: (-one.orders, one.amount.currency)))


def _columns(span: Span, days: Sequence[Day], currency: str) -> Iterator[Column]:
    if not days:
        return
    known, most = {one.on: one for one in days}, max(1, *(one.minor for one in days))
    for index in range((span.last - span.first).days + 1):
        on = span.first + timedelta(days=index)
        day = known.get(on)
        height = max(1, day.minor * CHART_HEIGHT // most) if day else 0
        said = f"{Money(day.minor, currency)} {currency} in {day.orders} orders" if day else "nothing"
        yield Column(x=index * 10, y=CHART_HEIGHT - height, height=height, label=f"{on.isoformat()}: {said}")


def as_csv(found: Report, /) -> Iterator[str]:
    """A line for each promotion and currency; cells that a spreadsheet would take for formulas are made text."""
    head = (
        "code",
        "title",
        "first_day",
        "last_day",
        "orders",
        "currency",
        "discount",
        "sellers_bear",
        "shop_bears",
    )
    yield _row(head)
    for line in found.lines:
        one = line.sum
        yield _row((
            cell(line.promotion.code), cell(line.promotion.title), found.span.first.isoformat(), found.span.last.isoformat(),
            one.orders, one.amount.currency, one.amount, one.vendor_funded, one.shop_funded,
        ))  # fmt: skip


def _row(cells: Sequence[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([str(one) for one in cells])
    return buffer.getvalue()


def cell(text: str, /) -> str:
    """Text that stays text: an apostrophe in front of what begins like a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text
