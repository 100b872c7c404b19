"""Counters of processes that are gone are folded into one file, so that sums never shrink and files do not pile up."""

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil
import structlog
from prometheus_client.mmap_dict import MmapedDict

_KINDS: Final = ("counter", "histogram")
_log = structlog.get_logger(__name__)


def fold_dead_processes(folder: Path, /) -> int:
    """Called when a process starts; returns how many files were folded. While somebody reads or folds, it does nothing."""
    with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB) as is_ours:
        return sum(_fold(folder, kind) for kind in _KINDS) if is_ours else 0


@contextmanager
def unchanged(folder: Path, /) -> Iterator[None]:
    """No file disappears during the block: a scrape would stumble over it."""
    with _locked(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def _locked(folder: Path, mode: int) -> Iterator[bool]:
    with (folder / "archive.lock").open("w") as lock:
        try:
            fcntl.flock(lock, mode)
        except BlockingIOError:
            yield False
        else:
            yield True


def _fold(folder: Path, kind: str) -> int:
    dead = [path for path in folder.glob(f"{kind}_*.db") if _is_dead(path)]
    if dead:
        archive = MmapedDict(str(folder / f"{kind}_archive.db"))
        for path in dead:
            _add(archive, path)
        archive.close()
    return len(dead)


def _add(archive: MmapedDict, path: Path) -> None:
    moved = path.with_suffix(".folding")  # out of sight of a scrape first, or it would count twice
    path.rename(moved)
    try:
        for key, value, at, _ in MmapedDict.read_all_values_from_file(str(moved)):
            archive.write_value(key, archive.read_value(key)[0] + value, at)
    except (
        RuntimeError,
        ValueError,
        struct.error,
    ) as error:  # cut short by a kill -9: its counts are lost, nothing else
        _log.warning("metrics_file_damaged", file=path.name, error=repr(error))
    moved.unlink()


def _is_dead(path: Path) -> bool:
    pid = path.stem.partition("_")[2]
    return pid.isdigit() and int(pid) != os.getpid() and not psutil.pid_exists(int(pid))
