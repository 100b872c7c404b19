"""Housekeeping, by schedule."""

from celery import shared_task

from nexus.accounts.services.sessions import purge_sessions
from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.directory import active_tenants


@shared_task(name="accounts.purge")
def purge() -> int:
    """Forget token logins that have expired, tenant by tenant."""
    return sum(_purge(tenant_id) for tenant_id in active_tenants())


def _purge(tenant_id: object) -> int:
    with tenant_scope(tenant_id):  # type: ignore[arg-type]
        return purge_sessions()
