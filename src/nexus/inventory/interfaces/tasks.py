"""Celery entry point; it only calls the plain function that tests call too."""

from celery import shared_task

from nexus.inventory import facade
from nexus.platform.tenancy import tenant_scope
from nexus.platform.tenancy.sweeping import Waiting

_EXPIRED = Waiting("inventory_reservation", "w.state = 'open' AND w.expires_at <= %(at)s")


def release_expired_of_all() -> int:
    """Take back what ran out, a transaction for each tenant; returns the pieces that are free again."""
    released = 0
    for tenant_id in _EXPIRED.tenants():
        with tenant_scope(tenant_id):
            released += facade.release_expired()
    return released


@shared_task(name="inventory.release_expired")
def release_expired() -> int:
    """Every few seconds. A convenience: expiry is honoured without it."""
    return release_expired_of_all()
