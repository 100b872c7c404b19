"""Tax statuses of buyers, one row each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.kernel.errors import NotFound
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import BuyerFacts, Destination
from nexus.pricing.contracts.terms import InvalidTerms
from nexus.pricing.domain.tax_status import TaxStatus
from nexus.pricing.domain.taxes import TaxTable
from nexus.pricing.infrastructure.vat_ids import checked_vat_id


class UnknownBuyer(NotFound):
    """Nobody has this account here."""

    code = "buyer_not_found"
    title = "There is no such buyer"


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


def set_vat_id(user_id: UUID, text: str, /, *, at: datetime) -> TaxStatus:
    """Another number has to be verified anew; empty: the buyer has none. Raises InvalidVatId."""
    number, country = checked_vat_id(text) if text.strip() else ("", "")
    known = _locked(user_id)
    if known.vat_id == number:
        return known
    return _stored(user_id, replace(known, vat_id=number, country=country, is_verified=False), at=at)


def change_status(user_id: UUID, changes: Mapping[str, Any], /, *, at: datetime) -> TaxStatus:
    """What staff says: `vat_id`, `is_verified`, `is_exempt`, `reason`, `valid_until`. Raises InvalidVatId, InvalidTerms."""
    status = _locked(user_id)
    if "vat_id" in changes:
        number, country = checked_vat_id(changes["vat_id"]) if changes["vat_id"].strip() else ("", "")
        is_same = number == status.vat_id
        status = replace(status, vat_id=number, country=country, is_verified=status.is_verified and is_same)
    status = replace(status, **{name: value for name, value in changes.items() if name != "vat_id"})
    if status.is_verified and not status.vat_id:
        raise InvalidTerms(errors={"is_verified": ["There is no VAT id to verify."]})
    return _stored(user_id, status, at=at)


def _locked(user_id: UUID) -> TaxStatus:
    lock_rows("pricing_tax_status", [user_id], columns="user_id", key="user_id")
    return status_of(user_id) or TaxStatus()


def _stored(user_id: UUID, status: TaxStatus, *, at: datetime) -> TaxStatus:
    store(user_id, status, at=at)
    return status


def find_exemption(taxes: TaxTable, /, *, buyer: BuyerFacts, to: Destination, at: datetime) -> str:
    """`application.ports.FindExemption`."""
    if buyer.user_id is None or not taxes.rates:
        return ""
    status = status_of(buyer.user_id)
    where = to if to.country else taxes.home
    return status.exemption(home=taxes.home, to=where, at=at) if status else ""
