"""The one source of time. Always aware, always UTC; replaceable by `use_clock` so that time can be moved in a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock, shifted by a fixed offset (zero in production)."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self._offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset


class FixedClock:
    """Stands still until it is told to advance."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def advance(self, step: timedelta, /) -> None:
        self._at += step


# Process-wide on purpose, not context-local: a moved clock has to move for every thread that serves a request.
_clock: Clock = SystemClock()


def now() -> datetime:
    """Current instant in UTC."""
    return _clock.now()


@contextmanager
def use_clock(clock: Clock, /) -> Iterator[Clock]:
    """Replace the process's clock for the duration of the block."""
    global _clock
    previous, _clock = _clock, clock
    try:
        yield clock
    finally:
        _clock = previous


def iso(at: datetime, /) -> str:
    """ISO 8601 in UTC with `Z`, the form of the HTTP contract."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
