"""How far something is, on one line of a terminal or on a line every few seconds of a log."""

import sys
import time
from typing import Final, TextIO

_WIDTH: Final = 30
_EVERY: Final = {True: 0.1, False: 5.0}


class Progress:
    """`done` of `total` rows (or `unit`; 0: unknown), how many a second, how long it still takes."""

    def __init__(
        self, what: str, /, *, start: int = 0, unit: str = "rows", out: TextIO | None = None
    ) -> None:
        self._what, self._unit, self._out = what, unit, out or sys.stderr
        self._is_terminal = self._out.isatty()
        self._began, self._shown = time.monotonic(), 0.0
        self._start = start

    def show(self, done: int, total: int = 0, /) -> None:
        """As it is now; most calls print nothing."""
        now = time.monotonic()
        if now - self._shown < _EVERY[self._is_terminal]:
            return
        self._shown = now
        self._print(self._line(done, total, now))

    def end(self, done: int, total: int = 0, /) -> None:
        """The last line."""
        self._print(self._line(done, total, time.monotonic()))
        if self._is_terminal:
            self._out.write("\n")

    def _line(self, done: int, total: int, now: float) -> str:
        rate = (done - self._start) / max(now - self._began, 0.001)
        told = f"{self._what} {done:,}"
        if total:
            filled = min(_WIDTH, done * _WIDTH // total)
            told = f"{self._what} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,} of {total:,}"
        left = f", {_span((total - done) / rate)} left" if total > done and rate > 0 else ""
        return f"{told} {self._unit}, {rate:,.0f} a second{left}"

    def _print(self, line: str) -> None:
        self._out.write(f"\r\x1b[2K{line}" if self._is_terminal else f"{line}\n")
        self._out.flush()


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
