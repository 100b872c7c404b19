"""Counters of processes that are gone are folded into one file, so that sums never shrink and files do not pile up."""

import fcntl
import os
import struct
from pathlib import Path
from typing import Final

import psutil
import structlog
from prometheus_client.mmap_dict import MmapedDict

_KINDS: Final = ("counter", "histogram")
_log = structlog.get_logger(__name__)


def fold_dead_processes(folder: Path, /) -> int:
    """Called when a process starts; returns how many files were folded. Another process that is at it already is left alone."""
    with (folder / "archive.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_fold(folder, kind) for kind in _KINDS)


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
    except (RuntimeError, ValueError, struct.error) as error:  # cut short by a kill -9: its counts are lost, nothing else
        _log.warning("metrics_file_damaged", file=path.name, error=repr(error))
    moved.unlink()


def _is_dead(path: Path) -> bool:
    pid = path.stem.partition("_")[2]
    return pid.isdigit() and int(pid) != os.getpid() and not psutil.pid_exists(int(pid))
