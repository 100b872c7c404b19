"""What `nexus verify` checks about prices."""

from collections.abc import Iterator
from typing import Final

from nexus.kernel import clock
from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.money import Money
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding
from nexus.pricing.infrastructure import receipts
from nexus.pricing.interfaces import verification_terms
from nexus.pricing.interfaces.checks_of_promotions import CHECKS_OF_PROMOTIONS
from nexus.pricing.interfaces.checks_of_rules import CHECKS_OF_RULES


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


_NOT_THEIR_ENTRIES: Final = """
SELECT a.id, a.currency, a.balance_minor, COALESCE(booked.minor, 0)::bigint AS minor
FROM pricing_credit_account a LEFT JOIN (
  SELECT e.account_id, sum(e.amount_minor) AS minor FROM pricing_credit_entry e WHERE e.tenant_id = %s GROUP BY e.account_id
) AS booked ON booked.account_id = a.id
WHERE a.tenant_id = %s AND a.balance_minor <> COALESCE(booked.minor, 0)"""
_RETURNED_TOO_MUCH: Final = """
SELECT order_id, account_id, sum(amount_minor)::bigint AS minor FROM pricing_credit_entry
WHERE tenant_id = %s AND order_id IS NOT NULL GROUP BY order_id, account_id HAVING sum(amount_minor) > 0"""


def balances_that_are_not_their_entries() -> Iterator[Finding]:
    """Gift cards and store credit that hold something else than what was booked on them."""
    tenant_id = current_tenant()
    for row in rows(_NOT_THEIR_ENTRIES, [tenant_id, tenant_id]):
        held, booked = Money(row.balance_minor, row.currency), Money(row.minor, row.currency)
        detail = f"balance {held} {row.currency}, entries {booked} {row.currency}"
        yield Finding("credit is not the sum of its entries", {"account": str(row.id)}, detail)


def credit_returned_too_often() -> Iterator[Finding]:
    """Orders that gave more back to an account than it paid."""
    for row in rows(_RETURNED_TOO_MUCH, [current_tenant()]):
        ids = {"order": str(row.order_id), "account": str(row.account_id)}
        yield Finding("more credit returned than spent", ids, f"{row.minor} minor units")


CHECKS = (
    *verification_terms.CHECKS,
    Check("pricing: every price is in a known currency", unknown_currencies),
    *CHECKS_OF_PROMOTIONS,
    *CHECKS_OF_RULES,
    Check("pricing: receipts come to the totals that were paid", receipts_that_come_to_something_else),
    Check("pricing: gift cards and store credit hold what was booked", balances_that_are_not_their_entries),
    Check("pricing: no order gave back more credit than it spent", credit_returned_too_often),
)
