"""What `nexus verify` checks about prices."""

from collections.abc import Iterator

import msgspec

from nexus.kernel import clock
from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.errors import NexusError
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding
from nexus.pricing.infrastructure import receipts
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


MOST_RECEIPTS = 10_000
"""Newest receipts that are computed again."""


def receipts_that_come_to_something_else() -> Iterator[Finding]:
    """Orders whose price is another one when it is computed from its receipt."""
    for receipt in receipts.newest_first(before=clock.now(), most=MOST_RECEIPTS):
        found = receipts.recomputed(receipt)
        if (found.total, found.discount_total) != (receipt.total, receipt.discount):
            kept = f"kept total {receipt.total}, discount {receipt.discount}"
            computed = f"computed total {found.total}, discount {found.discount_total}"
            yield Finding(
                "receipt comes to something else", {"order": str(receipt.order_id)}, f"{kept}; {computed}"
            )


CHECKS = (
    Check("pricing: tax and shipping settings can be read", unreadable_settings),
    Check("pricing: every price is in a known currency", unknown_currencies),
    *CHECKS_OF_PROMOTIONS,
    Check("pricing: receipts come to the totals that were paid", receipts_that_come_to_something_else),
)
