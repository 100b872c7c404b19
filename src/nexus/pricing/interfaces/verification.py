"""What `nexus verify` checks about prices."""

from collections.abc import Iterator

import msgspec

from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.errors import NexusError
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding
from nexus.pricing.infrastructure.terms import read_settings
from nexus.pricing.interfaces.checks_of_promotions import CHECKS_OF_PROMOTIONS
from nexus.tenancy import facade as tenancy


def unreadable_settings() -> Iterator[Finding]:
    """Tax and shipping settings that no quote could be made with."""
    tenant = tenancy.tenant(current_tenant())
    try:
        read_settings(tenant.settings)
    except (msgspec.ValidationError, NexusError) as error:
        yield Finding("pricing settings cannot be read", {"tenant": str(tenant.id)}, str(error))


def unknown_currencies() -> Iterator[Finding]:
    """Prices that nobody can ever be quoted."""
    found = rows(
        "SELECT variant_id, currency FROM pricing_price "
        "WHERE tenant_id = %s AND NOT currency = ANY(%s::text[])",
        [current_tenant(), list(EXPONENTS)],
    )
    for entry in found:
        yield Finding("price in an unknown currency", {"variant": str(entry.variant_id)}, entry.currency)


CHECKS = (
    Check("pricing: tax and shipping settings can be read", unreadable_settings),
    Check("pricing: every price is in a known currency", unknown_currencies),
    *CHECKS_OF_PROMOTIONS,
)
