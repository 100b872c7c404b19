"""Celery entry points; each only calls the plain function that tests call too."""

from uuid import UUID

from celery import shared_task

from nexus.platform.events import delivery, operations
from nexus.platform.events.nudge import forget_nudge


@shared_task(name="events.drain")
def drain(tenant_id: str) -> int:
    """Deliver what is due for one tenant, woken by a commit."""
    forget_nudge(tenant_id)
    return delivery.drain(UUID(tenant_id))


@shared_task(name="events.sweep")
def sweep() -> int:
    """Deliver what no nudge woke anybody for."""
    return operations.sweep()


@shared_task(name="events.prune")
def prune() -> int:
    """Forget old done deliveries."""
    return operations.prune()
