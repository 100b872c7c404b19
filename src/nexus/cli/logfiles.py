"""Log files: opened for appending, kept to a size, read from the end."""

import os
import shutil
from pathlib import Path
from typing import IO

LIMIT = 20 * 1024 * 1024
KEPT = 3


def open_log(path: Path, /) -> IO[bytes]:
    """Open for appending, unbuffered; an oversized file is put aside first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rotate(path)
    return path.open("ab", buffering=0)


def rotate(path: Path, /, *, limit: int = LIMIT) -> bool:
    """Copy a log over `limit` bytes to `.1` (older ones move up) and empty it; the writer goes on writing.

    Writers append, so cutting the file under them is safe; lines written during the copy may be lost.
    """
    if not path.exists() or path.stat().st_size <= limit:
        return False
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    shutil.copyfile(path, path.with_name(f"{path.name}.1"))
    os.truncate(path, 0)
    return True


def tail(path: Path, /, *, lines: int, since: int = 0) -> list[str]:
    """The last `lines` lines written after byte `since`; empty when there is no file."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(since if since <= size else 0, size - 400 * max(lines, 1)))
        return file.read().decode(errors="replace").splitlines()[-lines:] if lines else []


def size_of(path: Path, /) -> int:
    """Bytes in the file, 0 when it does not exist."""
    return path.stat().st_size if path.exists() else 0
