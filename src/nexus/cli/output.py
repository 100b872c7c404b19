"""What the supervisor tells its operator: the terminal, and a log file when the terminal is not one."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO


class Console:
    """Writes lines for people, and a dated copy to the supervisor's log."""

    def __init__(self, *, copy: Path | None = None, stream: IO[str] | None = None) -> None:
        self._stream = stream or sys.stdout
        self._copy = copy

    def say(self, text: str = "") -> None:
        """One line (or block). A closed terminal or a full disk must never stop the supervisor."""
        with suppress(OSError, ValueError):
            self._stream.write(f"{text}\n")
            self._stream.flush()
        self.note(text)

    def note(self, text: str, /) -> None:
        """For the log only."""
        if self._copy:
            with suppress(OSError), self._copy.open("a") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")

    def step(self, name: str, text: str, /) -> None:
        """One aligned line about one service."""
        self.say(f"  {name:<10} {text}")

    def let_go(self) -> None:
        """Give the terminal back (`up --detach` has started): from now on everything goes to the log only."""
        path = self._copy or Path(os.devnull)
        self._stream.flush()
        with path.open("ab") as log, open(os.devnull, "ab") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(log.fileno(), 2)


def span(seconds: float, /) -> str:
    """A duration as people write it: 0.4 s, 12 s, 3 min, 5 h 12 min, 2 d 4 h."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, hours = int(seconds // 60), int(seconds // 3600)
    if seconds < 60:
        return f"{seconds:.0f} s"
    if hours == 0:
        return f"{minutes} min"
    return f"{hours} h {minutes % 60} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"
