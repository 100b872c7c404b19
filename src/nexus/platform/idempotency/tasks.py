"""Celery entry point."""

from celery import shared_task

from nexus.platform.idempotency import retention


@shared_task(name="idempotency.purge")
def purge() -> int:
    """Forget keys older than a day."""
    return retention.purge_expired()
