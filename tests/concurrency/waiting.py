"""Looking at whether another connection waits for us."""

from time import monotonic, sleep

from nexus.platform.db import row


def until_waiting(pid: int, /) -> None:
    """Until the backend waits for a lock; after ten seconds an AssertionError."""
    deadline = monotonic() + 10
    while row("SELECT count(*) AS n FROM pg_locks WHERE pid = %s AND NOT granted", [pid]).n == 0:
        assert monotonic() < deadline, "nobody waits"
        sleep(0.01)
