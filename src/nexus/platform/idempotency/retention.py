"""Keys are forgotten after a day."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from nexus.kernel.clock import now
from nexus.platform.db import execute
from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.directory import active_tenants

RETENTION: Final = timedelta(hours=24)
_BATCH: Final = 5000


def purge_expired() -> int:
    """Delete the keys older than 24 hours of every active tenant; returns how many."""
    return sum(purge_tenant(tenant_id) for tenant_id in active_tenants())


def purge_tenant(tenant_id: UUID, /) -> int:
    """The same for one tenant, in batches of 5,000."""
    removed = 0
    while True:
        with tenant_scope(tenant_id):
            gone = execute(
                "DELETE FROM idempotency_key WHERE tenant_id = %s AND id IN (SELECT id FROM idempotency_key"
                " WHERE tenant_id = %s AND created_at < %s ORDER BY created_at LIMIT %s)",
                [tenant_id, tenant_id, now() - RETENTION, _BATCH],
            )
        removed += gone
        if gone < _BATCH:
            return removed
