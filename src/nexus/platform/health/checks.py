"""What has to be there before requests are welcome. Each check raises, with a reason that an operator understands."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from kombu import Connection

from nexus.platform.cache.wire import call

_applied = False


class NotReady(Exception):
    """A check failed for a reason of its own."""


def database() -> None:
    """Answers, under the application's role, which must not be able to step around row-level security."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        role, is_privileged = cursor.fetchone()
    if role != settings.DATABASE_APP_ROLE or is_privileged:
        raise NotReady(f"connected as {role}, which is not the unprivileged application role")


def valkey() -> None:
    """Answers a ping."""
    call("PING")


def broker() -> None:
    """Accepts connections (the same Valkey by default, which is asked through its own door all the same)."""
    with Connection(
        settings.CELERY_BROKER_URL, connect_timeout=1, transport_options={"socket_timeout": 1}
    ) as link:
        link.ensure_connection(max_retries=1, interval_start=0.1, timeout=1)


def migrations() -> None:
    """All applied. Once true it stays true for this process: its code does not change."""
    global _applied
    if _applied:
        return
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(_targets(executor))
    if missing:
        raise NotReady(f"{len(missing)} migrations are not applied, first {missing[0][0]}")
    _applied = True


def _targets(executor: MigrationExecutor) -> list[tuple[str, str]]:
    return executor.loader.graph.leaf_nodes()


CHECKS: Final[dict[str, Callable[[], None]]] = {
    "database": database,
    "cache": valkey,
    "broker": broker,
    "migrations": migrations,
}
