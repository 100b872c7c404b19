"""Locks on scarce rows: one statement, sorted ids, one tenant, until COMMIT. lock_timeout bounds the wait."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError
from psycopg import errors as pg

from nexus.kernel.errors import Conflict
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant


class Busy(Conflict):
    """Somebody holds the lock for longer than we are willing to wait; trying again is safe."""

    code = "busy"
    title = "Busy, try again"


@contextmanager
def lock_errors() -> Iterator[None]:
    """Turn a lock timeout or a detected deadlock (SQLSTATE 55P03, 40P01) into Busy."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, pg.LockNotAvailable | pg.DeadlockDetected):
            raise Busy(retry_after=1) from error
        raise


def lock_rows(table: str, ids: Iterable[UUID], *, columns: str = "*", key: str = "id") -> dict[UUID, Any]:
    """Lock the rows in order of their id and return them by id; absent ones are left out. Raises Busy.

    Call it at the latest moment before the check, and once per transaction: a second call could lock out of order.
    """
    wanted = sorted(set(ids))
    with lock_errors():
        found = rows(
            f'SELECT {columns} FROM "{table}" WHERE tenant_id = %s AND {key} = ANY(%s::uuid[]) '  # noqa: S608 - names come from code
            f"ORDER BY {key} FOR NO KEY UPDATE",
            [current_tenant(), wanted],
        )
    return {getattr(locked, key): locked for locked in found}
