"""The shop's clock, there and back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nexus.pricing.interfaces.editor.moments import SKIPPED, UNREADABLE, moment_of, text_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-10T08:00", "2026-01-10T07:00:00+00:00"),
        ("2026-07-10T08:00", "2026-07-10T06:00:00+00:00"),
        ("2026-10-25T02:30", "2026-10-25T00:30:00+00:00"),
        ("2026-03-29T03:00", "2026-03-29T01:00:00+00:00"),
    ],
)
def test_a_time_of_the_shop_is_an_instant(text: str, instant: str) -> None:
    found = moment_of(text, BERLIN)

    assert found is not None
    assert found.isoformat() == instant


@pytest.mark.parametrize(
    ("text", "said"), [("2026-03-29T02:30", SKIPPED), ("soon", UNREADABLE), ("2026-13-01T00:00", UNREADABLE)]
)
def test_a_time_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        moment_of(text, BERLIN)


def test_saving_again_and_again_moves_no_instant() -> None:
    """Every half hour of the two days on which clocks change, with seconds: a hundred saves leave each where it was."""
    for day in (datetime(2026, 3, 28, 23, 0, 7, tzinfo=UTC), datetime(2026, 10, 24, 22, 0, 7, tzinfo=UTC)):
        for step in range(52):
            kept = first = day + timedelta(minutes=30 * step)
            for _ in range(100):
                again = moment_of(text_of(kept, BERLIN), BERLIN, was=kept.isoformat())
                assert again is not None
                kept = again
            assert kept == first


def test_what_was_typed_anew_counts() -> None:
    was = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert moment_of("2026-10-25T02:30", BERLIN, was=was.isoformat()) == was
    assert moment_of("2026-10-25T02:31", BERLIN, was=was.isoformat()) == datetime(
        2026, 10, 25, 0, 31, tzinfo=UTC
    )
    assert moment_of("2026-10-25T02:30", BERLIN, was="nonsense") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment_of("", BERLIN, was=was.isoformat()) is None
