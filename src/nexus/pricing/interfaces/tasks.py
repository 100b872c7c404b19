"""Celery entry point."""

from uuid import UUID

from celery import shared_task

from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.directory import active_tenants
from nexus.pricing import facade


@shared_task(name="pricing.forget_old_prices")
def forget_old_prices() -> int:
    """Past prices that ended more than 400 days ago, of every shop; how many."""
    return sum(_forget(tenant_id) for tenant_id in active_tenants())


def _forget(tenant_id: UUID) -> int:
    forgotten = 0
    while True:
        with tenant_scope(tenant_id):
            now = facade.forget_old_prices()
        forgotten += now
        if not now:
            return forgotten
