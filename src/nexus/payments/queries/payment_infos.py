"""Payments as other contexts see them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.contracts.dto import PaymentInfo
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

COLUMNS = (
    "id, order_id, order_number, reference, provider, status, currency, amount_minor, captured_minor, "
    "refunded_minor, refunding_minor, checkout_url, expires_at, created_at"
)


def by_orders(
    order_ids: Iterable[UUID], /, *, registry: ProviderRegistry, lock: bool = False
) -> dict[UUID, PaymentInfo]:
    """One statement; orders without a payment are absent. `lock` holds them until the transaction ends."""
    select = f"SELECT {COLUMNS} FROM payments_payment WHERE tenant_id = %s AND order_id = ANY(%s::uuid[])"  # noqa: S608
    ending = " ORDER BY id FOR NO KEY UPDATE" if lock else ""
    with lock_errors():
        found = db.rows(select + ending, [current_tenant(), list(order_ids)])
    return {entry.order_id: as_info(entry, registry) for entry in found}


def by_reference(reference: str, /, *, registry: ProviderRegistry) -> PaymentInfo | None:
    """One statement."""
    found = db.row(
        f"SELECT {COLUMNS} FROM payments_payment WHERE tenant_id = %s AND reference = %s",  # noqa: S608
        [current_tenant(), reference],
    )
    return as_info(found, registry) if found else None


def as_info(entry: Any, registry: ProviderRegistry, /) -> PaymentInfo:
    """From a row with COLUMNS."""
    return PaymentInfo(
        id=entry.id,
        order_id=entry.order_id,
        order_number=entry.order_number,
        reference=entry.reference,
        provider=entry.provider,
        status=entry.status,
        amount=Money(entry.amount_minor, entry.currency),
        captured=Money(entry.captured_minor, entry.currency),
        refunded=Money(entry.refunded_minor, entry.currency),
        refunding=Money(entry.refunding_minor, entry.currency),
        pays_later=registry.pays_later(entry.provider),
        checkout_url=entry.checkout_url,
        expires_at=entry.expires_at,
        created_at=entry.created_at,
    )
