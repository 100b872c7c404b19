"""Imports that nobody works on, of all tenants."""

from nexus.integrations import facade
from nexus.integrations.services.leases import due_imports
from nexus.integrations.services.nudging import nudge_import, nudge_pictures
from nexus.integrations.services.pictures import imports_with_pictures
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.platform.tenancy.directory import active_tenants
from nexus.platform.tenancy.sweeping import Waiting

_DUE = Waiting(
    "integrations_importjob",
    "w.status IN ('checking', 'running') AND (w.lease_until IS NULL OR w.lease_until <= %(at)s)",
)


def resume_all() -> int:
    """Ask for work on each; how many there were. Whoever is faster takes the lease."""
    found = 0
    for tenant_id in _DUE.tenants():
        with tenant_scope(tenant_id):
            due = due_imports()
        with bind_tenant(tenant_id):
            for import_id in due:
                nudge_import(import_id)
        found += len(due)
    return found


def purge_all() -> int:
    """Forget old imports of every tenant; ask once more for pictures that a dead worker left."""
    purged = 0
    for tenant_id in active_tenants():
        with bind_tenant(tenant_id):
            purged += facade.purge()
            with tenant_scope():
                waiting = imports_with_pictures()
            for import_id in waiting:
                nudge_pictures(import_id)
    return purged
