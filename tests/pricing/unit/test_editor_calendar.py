"""Bars of a month stand where the shop's calendar puts them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from nexus.pricing.interfaces.editor.calendar import (
    Period,
    bounds,
    days_of,
    month_before,
    month_of,
    next_month,
    weeks_of,
)

BERLIN = ZoneInfo("Europe/Berlin")


def period(starts: datetime | None, ends: datetime | None, title: str = "x") -> Period:
    return Period(title=title, url="", state="active", starts_at=starts, ends_at=ends)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_a_period_over_two_weeks_is_a_bar_in_each() -> None:
    """From Friday, 6 March 2026, 23:30 in UTC, which is Saturday in Berlin, until the midnight that begins Wednesday."""
    weeks = weeks_of(date(2026, 3, 1), [period(utc(2026, 3, 6, 23, 30), utc(2026, 3, 10, 23))], BERLIN)
    bars = [
        (index, bar.first, bar.last, bar.begins, bar.ends)
        for index, week in enumerate(weeks)
        for bar in week.bars
    ]

    assert [week.days[0].isoformat() for week in weeks][:3] == ["2026-02-23", "2026-03-02", "2026-03-09"]
    assert bars == [(1, 6, 7, True, False), (2, 1, 2, False, True)]


def test_bars_share_a_row_where_they_do_not_meet() -> None:
    weeks = weeks_of(
        date(2026, 6, 1),
        [
            period(utc(2026, 6, 1, 8), utc(2026, 6, 3, 8), "early"),
            period(utc(2026, 6, 2, 8), utc(2026, 6, 5, 8), "across"),
            period(utc(2026, 6, 4, 8), utc(2026, 6, 6, 8), "late"),
            period(None, None, "always"),
        ],
        ZoneInfo("UTC"),
    )

    assert [(bar.period.title, bar.row, bar.first, bar.span) for bar in weeks[0].bars] == [
        ("early", 1, 1, 3), ("across", 2, 2, 4), ("late", 1, 4, 3),
    ]  # fmt: skip
    assert (weeks[0].rows, weeks[1].rows, weeks[0].number) == (2, 0, 23)


def test_open_ends_run_through_the_month() -> None:
    weeks = weeks_of(
        date(2026, 6, 1), [period(None, utc(2026, 6, 9)), period(utc(2026, 6, 24), None)], ZoneInfo("UTC")
    )

    assert [[(bar.first, bar.last) for bar in week.bars] for week in weeks] == [
        [(1, 7)],
        [(1, 1)],
        [],
        [(3, 7)],
        [(1, 7)],
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [("2026-02", date(2026, 2, 1)), *((odd, date(2026, 5, 1)) for odd in ("", "9999-12", "0001-01", "x"))],
)
def test_any_month_that_is_asked_for(text: str, first: date) -> None:
    assert month_of(text, date(2026, 5, 17)) == first


def test_months_follow_each_other() -> None:
    assert (next_month(date(2026, 12, 1)), month_before(date(2026, 1, 1))) == (
        date(2027, 1, 1),
        date(2025, 12, 1),
    )
    assert next_month(date(2026, 1, 1)) == date(2026, 2, 1)


def test_weeks_begin_at_midnight_of_the_shop_whatever_the_clocks_do() -> None:
    since, until = bounds(date(2026, 3, 1), BERLIN)

    assert (since.astimezone(UTC), until.astimezone(UTC)) == (utc(2026, 2, 22, 23), utc(2026, 4, 5, 22))
    assert days_of(period(utc(2026, 3, 28, 23), utc(2026, 3, 29, 22)), BERLIN) == (
        date(2026, 3, 29),
        date(2026, 3, 29),
    )
