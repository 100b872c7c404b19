"""Tax statuses of buyers, one row each."""

from datetime import datetime
from typing import Final
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import BuyerFacts, Destination
from nexus.pricing.domain.tax_status import TaxStatus
from nexus.pricing.domain.taxes import TaxTable

_READ: Final = """
SELECT vat_id, country, is_verified, is_exempt, reason, valid_until FROM pricing_tax_status
WHERE tenant_id = %s AND user_id = %s"""
_STORE: Final = """
INSERT INTO pricing_tax_status
  (id, tenant_id, user_id, vat_id, country, is_verified, is_exempt, reason, valid_until, updated_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, user_id) DO UPDATE SET vat_id = EXCLUDED.vat_id, country = EXCLUDED.country,
  is_verified = EXCLUDED.is_verified, is_exempt = EXCLUDED.is_exempt, reason = EXCLUDED.reason,
  valid_until = EXCLUDED.valid_until, updated_at = EXCLUDED.updated_at"""


def status_of(user_id: UUID, /) -> TaxStatus | None:
    """One statement."""
    found = db.row(_READ, [current_tenant(), user_id])
    return TaxStatus(**found._asdict()) if found else None


def store(user_id: UUID, status: TaxStatus, /, *, at: datetime) -> None:
    """One statement."""
    values = [
        status.vat_id, status.country, status.is_verified, status.is_exempt, status.reason, status.valid_until, at,
    ]  # fmt: skip
    db.execute(_STORE, [new_id(), current_tenant(), user_id, *values])


def find_exemption(taxes: TaxTable, /, *, buyer: BuyerFacts, to: Destination, at: datetime) -> str:
    """`application.ports.FindExemption`."""
    if buyer.user_id is None or not taxes.rates:
        return ""
    status = status_of(buyer.user_id)
    where = to if to.country else taxes.home
    return status.exemption(home=taxes.home, to=where, at=at) if status else ""
