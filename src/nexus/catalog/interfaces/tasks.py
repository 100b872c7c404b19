"""Celery entry points; each only calls the plain functions that tests call too."""

from typing import Final
from uuid import UUID

from celery import shared_task

from nexus.catalog.services import lifecycle, render_nudge
from nexus.catalog.services.rendering import render_next
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.platform.tenancy.sweeping import Waiting

BATCH: Final = 500
_DUE = Waiting("catalog_product", "w.status = 'scheduled' AND w.publish_at <= %(at)s")
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


def publish_due_of_all(*, batch: int = BATCH) -> int:
    """Publish what is due in every shop, a transaction for each batch; returns how many products."""
    published = 0
    for tenant_id in _DUE.tenants():
        while True:
            with tenant_scope(tenant_id):
                done = lifecycle.publish_due(limit=batch)
            published += done
            if done < batch:
                break
    return published


@shared_task(name="catalog.publish_due")
def publish_due() -> int:
    """Every few seconds: lists and search learn of it. The product's own page and the cart do not wait for it."""
    return publish_due_of_all()
