"""Celery entry points; each only calls the plain function that tests call too."""

from uuid import UUID

from celery import shared_task

from nexus.integrations import facade
from nexus.integrations.interfaces.sweeping import purge_all, resume_all
from nexus.integrations.services.nudging import nudge_import, nudge_pictures
from nexus.platform.tenancy import bind_tenant

SLICE_SECONDS = 20.0


@shared_task(name="integrations.work_off")
def work_off(tenant_id: str, import_id: str) -> str:
    """A slice of an import; what is left is asked for anew, so that other tasks get their turn."""
    with bind_tenant(UUID(tenant_id)):
        status = facade.work_off(UUID(import_id), seconds=SLICE_SECONDS)
        if status in ("checking", "running"):
            nudge_import(UUID(import_id))
        elif status == "done" and facade.fetch_pictures(UUID(import_id), seconds=SLICE_SECONDS):
            nudge_pictures(UUID(import_id))
    return status


@shared_task(name="integrations.fetch_pictures")
def fetch_pictures(tenant_id: str, import_id: str) -> None:
    """A slice of the pictures that an import named; what is left is asked for anew."""
    with bind_tenant(UUID(tenant_id)):
        if facade.fetch_pictures(UUID(import_id), seconds=SLICE_SECONDS):
            nudge_pictures(UUID(import_id))


@shared_task(name="integrations.resume")
def resume() -> int:
    """Go on with imports whose worker died, or that no nudge woke anybody for."""
    return resume_all()


@shared_task(name="integrations.purge")
def purge() -> int:
    """Forget imports of more than 30 days ago."""
    return purge_all()
