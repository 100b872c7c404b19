"""Time comes from one place and can be moved; ids follow time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from nexus.kernel import clock
from nexus.kernel.ids import new_id, parse_id

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_clock_is_aware_and_in_utc() -> None:
    before = datetime.now(UTC)
    now = clock.now()
    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_a_fixed_clock_moves_only_when_told() -> None:
    with clock.use_clock(clock.FixedClock(NOON)) as fixed:
        assert clock.now() == NOON
        fixed.advance(timedelta(minutes=15))  # type: ignore[attr-defined]
        assert clock.now() == NOON + timedelta(minutes=15)


def test_a_moved_clock_moves_for_all_threads() -> None:
    with clock.use_clock(clock.FixedClock(NOON)), ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: clock.now(), range(8))) == {NOON}


def test_the_real_clock_returns_even_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), clock.use_clock(clock.FixedClock(NOON)):
        1 / 0  # noqa: B018 - the failure is the point
    assert clock.now() > NOON - timedelta(days=3650)
    assert clock.now() != NOON


def test_a_shifted_clock_keeps_running() -> None:
    shifted = clock.SystemClock(timedelta(days=1))
    assert timedelta(hours=23) < shifted.now() - datetime.now(UTC) < timedelta(hours=25)


def test_instants_are_written_in_utc_with_z() -> None:
    east = datetime(2026, 3, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    assert clock.iso(NOON) == "2026-03-01T12:00:00Z"
    assert clock.iso(east) == "2026-03-01T12:00:00Z"
    assert clock.iso(NOON.replace(microsecond=5)) == "2026-03-01T12:00:00.000005Z"


def test_ids_are_version_7_unique_and_in_order() -> None:
    ids = [new_id() for _ in range(2000)]
    assert {found.version for found in ids} == {7}
    assert len(set(ids)) == 2000
    assert ids == sorted(ids)
    assert all(type(found) is UUID for found in ids)


def test_text_is_an_id_or_nothing() -> None:
    found = new_id()
    assert parse_id(found) is found
    assert parse_id(str(found)) == found
    for text in ("", "1", "not-an-id", None, 5, str(found)[:-1], f"{found}0"):
        assert parse_id(text) is None
