"""Telling one process from a later one that was given the same number."""

from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class ProcessMark:
    """A process as it was when it was seen: its number and the moment it began."""

    pid: int
    born: str

    def alive(self) -> bool:
        """Whether this very process still runs; a zombie does not."""
        return birth(self.pid) == self.born


def mark(pid: int, /) -> ProcessMark | None:
    """The mark of a running process, or nothing when there is none."""
    born = birth(pid)
    return ProcessMark(pid, born) if born else None


def birth(pid: int, /) -> str:
    """When `pid` began, as text that no later process shares; empty when it does not run."""
    if Path("/proc/self/stat").exists():
        return _birth_by_proc(pid)
    try:
        process = psutil.Process(pid)
        return "" if process.status() == psutil.STATUS_ZOMBIE else f"{process.create_time():.2f}"
    except psutil.Error:
        return ""


def _birth_by_proc(pid: int, /) -> str:
    # Ticks since boot do not move when the clock is set; psutil's seconds since 1970 do.
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else f"{_boot()}:{fields[19]}"


def _boot() -> str:
    return _BOOT.read_text().strip() if _BOOT.exists() else ""
