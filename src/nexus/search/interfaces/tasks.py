"""Search's work in the background."""

from uuid import UUID

from celery import shared_task

from nexus.platform.tenancy import bind_tenant
from nexus.search import facade
from nexus.tenancy.facade import active_tenant_ids


@shared_task(name="search.feed")
def feed() -> int:
    """Carry changed documents of all shops to the search engine beside PostgreSQL; one that does not answer is asked again by
    the next round."""
    carried = 0
    for tenant_id in active_tenant_ids():
        with bind_tenant(tenant_id):
            carried += facade.feed()
    return carried


@shared_task(name="search.rebuild")
def rebuild(tenant_id: str) -> int:
    """Write all documents of a tenant anew; how many there are."""
    with bind_tenant(UUID(tenant_id)):
        return max(facade.rebuild(), default=0)
