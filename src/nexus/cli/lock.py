"""One supervisor per home: a lock that the system drops by itself when its holder dies."""

import fcntl
import os
import time
from pathlib import Path
from typing import IO

from nexus.cli.identity import ProcessMark, birth


class Lock:
    """An exclusive lock on a file; held until `release` or until the process ends, however it ends."""

    def __init__(self, path: Path, /) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def acquire(self, *, patience: float = 0.6) -> bool:
        """Take the lock, trying for `patience` seconds (a look by `is_held` takes it for an instant)."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+")
        if not take(file, fcntl.LOCK_EX, patience=patience):
            file.close()
            return False
        self._file = file
        _sign(file)
        return True

    def release(self) -> None:
        """Give the lock up."""
        if self._file:
            self._file.close()
            self._file = None


def is_held(path: Path, /) -> bool:
    """Whether some process holds the lock on `path` now."""
    if not path.exists():
        return False
    with path.open("a+") as file:
        return not take(file, fcntl.LOCK_SH)


def holder(path: Path, /) -> ProcessMark | None:
    """The process that holds the lock, if one does."""
    if not is_held(path):
        return None
    pid, _, born = path.read_text().partition(" ")
    return ProcessMark(int(pid), born) if pid.isdigit() else None


def take(file: IO[str], kind: int, /, *, patience: float = 0.0) -> bool:
    """Lock an open file (`fcntl.LOCK_EX` or `LOCK_SH`), trying for `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        else:
            return True


def _sign(file: IO[str], /) -> None:
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()} {birth(os.getpid())}")
    file.flush()
