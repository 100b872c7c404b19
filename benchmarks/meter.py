"""What the servers spent: CPU seconds from /proc and SQL statements from pg_stat_statements."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

_TICKS = os.sysconf("SC_CLK_TCK")
_TRANSACTION = "^(begin|commit|rollback|savepoint|release|set|discard)"


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU seconds by kind of process, and statements executed by the application's role."""

    cpu: dict[str, float]
    statements: int
    transactions: int

    @property
    def total(self) -> float:
        return sum(self.cpu.values())


class Meter:
    """Reads all processes below the supervisor. Processes that ended in between are not counted."""

    def __init__(self, supervisor: int, superuser_url: str, role: str = "nexus_app") -> None:
        self.supervisor, self.role = psutil.Process(supervisor), role
        self.connection = psycopg.connect(superuser_url, autocommit=True)

    def read(self) -> Reading:
        cpu: dict[str, float] = defaultdict(float)
        for process in self.supervisor.children(recursive=True):
            try:
                cpu[_kind(process)] += seconds(process.pid)
            except (psutil.NoSuchProcess, FileNotFoundError):
                continue
        counted = self._statements()
        return Reading(dict(cpu), *counted)

    def _statements(self) -> tuple[int, int]:
        found = self.connection.execute(
            "SELECT coalesce(sum(calls) FILTER (WHERE query !~* %s), 0), coalesce(sum(calls) FILTER (WHERE query ~* '^commit'), 0) "
            "FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = %s AND toplevel",
            [_TRANSACTION, self.role],
        ).fetchone()
        assert found is not None
        return int(found[0]), int(found[1])


def seconds(pid: int) -> float:
    # user, system, and the same of children that have ended (a database connection is a process)
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def _kind(process: psutil.Process) -> str:
    for ancestor in (process, *process.parents()):
        words = " ".join(ancestor.cmdline())
        if "postgres" in words:
            return "postgres"
        if "valkey" in words:
            return "valkey"
        if "wsgi" in words:
            return "web"
        if "asgi" in words:
            return "realtime"
        if " worker" in words:
            return "worker"
        if " beat" in words:
            return "beat"
    return "other"
