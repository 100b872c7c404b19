"""Celery entry points; each only calls the plain functions that tests call too."""

from uuid import UUID

from celery import shared_task

from nexus.catalog.services import render_nudge
from nexus.catalog.services.rendering import render_next
from nexus.platform.tenancy import bind_tenant
from nexus.platform.tenancy.sweeping import Waiting

_TO_RENDER = Waiting("catalog_productimage", "w.render_due_at <= %(at)s")


@shared_task(name="catalog.render")
def render(tenant_id: str) -> bool:
    """Make the copies of one picture, then leave the worker to others before the next."""
    with bind_tenant(UUID(tenant_id)):
        found = render_next()
        if found:
            render_nudge.go_on()
        else:
            render_nudge.rest()
    return found


@shared_task(name="catalog.render_due")
def render_due() -> int:
    """Wake what no nudge woke; how many tenants have pictures waiting."""
    waiting = _TO_RENDER.tenants()
    for tenant_id in waiting:
        with bind_tenant(tenant_id):
            render_nudge.nudge()
    return len(waiting)
