"""Search's work in the background."""

from uuid import UUID

from celery import shared_task

from nexus.platform.tenancy import bind_tenant
from nexus.search import facade


@shared_task(name="search.rebuild")
def rebuild(tenant_id: str) -> int:
    """Write all documents of a tenant anew; how many there are."""
    with bind_tenant(UUID(tenant_id)):
        return max(facade.rebuild(), default=0)
