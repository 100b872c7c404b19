"""Which tenant's back office a request means: that of the address, or the one an operator has chosen for this session."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest

from nexus.kernel.ids import parse_id
from nexus.tenancy import facade as tenancy
from nexus.tenancy.contracts.dto import TenantInfo

CHOICE: Final = "backoffice_tenant"


def chosen_tenant(request: HttpRequest, /, *, is_operator: bool) -> TenantInfo:
    """Only an operator's choice counts; whoever else has one in the session stays where the address leads."""
    at_address: TenantInfo = request.tenant  # type: ignore[attr-defined]
    wanted = parse_id(request.session.get(CHOICE)) if is_operator else None
    return _open_shop(wanted) or at_address if wanted else at_address


def choose(request: HttpRequest, slug: Any, /) -> TenantInfo | None:
    """Remember an operator's choice; None for an unknown tenant."""
    found = next((tenant for tenant in tenancy.all_active() if tenant.slug == slug), None)
    if found is not None:
        request.session[CHOICE] = str(found.id)
    return found


def _open_shop(tenant_id: UUID) -> TenantInfo | None:
    try:
        found = tenancy.tenant(tenant_id)
    except tenancy.UnknownTenant:
        return None
    return found if found.mode != "system" else None
