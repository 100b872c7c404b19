"""Door of the tenancy context."""

from uuid import UUID

from django.conf import settings

from nexus.platform.tenancy import bound_tenant
from nexus.tenancy import queries, services
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.services import (
    UnknownTenant,
    authenticate_api_key,
    create_api_key,
    create_tenant,
    revoke_api_key,
)

__all__ = [
    "UnknownTenant", "active_tenant_ids", "all_active", "authenticate_api_key", "create_api_key", "create_tenant",
    "resolve", "revoke_api_key", "system_tenant", "tenant",
]  # fmt: skip


def tenant(tenant_id: UUID | None = None, /) -> TenantInfo:
    """The tenant, by default the bound one; remembered for a few seconds. Raises UnknownTenant."""
    found = queries.by_id(tenant_id or bound_tenant())
    if found is None:
        raise UnknownTenant()
    return found


def resolve(host: str, header: str | None = None, /) -> TenantInfo:
    """Whose request this is. Raises UnknownTenant."""
    return services.resolve(host, header, settings.NEXUS_DEFAULT_TENANT)


def all_active() -> list[TenantInfo]:
    """All businesses of the installation."""
    return queries.all_active()


def active_tenant_ids() -> list[UUID]:
    """Ids of all tenants that work is done for, the installation's own included."""
    return queries.ids_with_work()


def system_tenant() -> TenantInfo | None:
    """The installation's own tenant, home of the operators; None before it was made."""
    found = queries.by_slug(services.SYSTEM_SLUG)
    return found if found and found.mode == "system" else None
