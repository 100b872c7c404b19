"""Celery entry points; each only calls the plain function that tests call too."""

from time import sleep
from uuid import UUID

from celery import shared_task

from nexus.platform.events import delivery, operations
from nexus.platform.events.nudge import forget_nudge

MERGE_SECONDS = 0.05


@shared_task(name="events.drain")
def drain(tenant_id: str) -> int:
    """Deliver what is due for one tenant, woken by a commit.

    Waits a moment first: the commits of that moment find a nudge waiting and send none, so under load one task
    serves many of them.
    """
    sleep(MERGE_SECONDS)
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
