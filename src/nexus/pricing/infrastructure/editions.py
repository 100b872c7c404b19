"""Which edition of the shop's rules holds: see EditionRecord."""

from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import current_scope, current_tenant

EDITION: Final = "(SELECT e.token FROM pricing_edition e WHERE e.tenant_id = %s)"
"""As a column of another statement; one parameter, the tenant."""
_READ: Final = "SELECT token FROM pricing_edition WHERE tenant_id = %s"
_BUMP: Final = """
INSERT INTO pricing_edition AS e (id, tenant_id, token, changed_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (tenant_id) DO UPDATE SET token = EXCLUDED.token, changed_at = EXCLUDED.changed_at
WHERE e.changed_at < EXCLUDED.changed_at"""
# The row is locked by the statement before, which changed nothing.
_BEGAN: Final = "SELECT changed_at FROM pricing_edition WHERE tenant_id = %s"
_BUMP_AFTER: Final = "UPDATE pricing_edition SET token = %s, changed_at = %s WHERE tenant_id = %s"
_KNOWN: Final = "pricing.edition"
_TICK: Final = timedelta(microseconds=1)


def edition() -> UUID | None:
    """None: the shop never had rules. One statement for each transaction."""
    store = current_scope().store
    if _KNOWN not in store:
        found = db.row(_READ, [current_tenant()])
        store[_KNOWN] = found and found.token
    return cast("UUID | None", store[_KNOWN])


def new_edition() -> datetime:
    """The shop's rules change with this transaction: what was loaded before is void, kept answers too.

    Returns the instant at which the edition begins, later than that of every edition before it: versions of promotions that this
    transaction opens and closes carry it, so that a receipt finds them by the edition it was made under, whoever waited for
    whom. One statement; two more when another change of the same instant came first.
    """
    tenant_id, at = current_tenant(), clock.now()
    if not db.execute(_BUMP, [new_id(), tenant_id, new_id(), at]):
        at = db.rows(_BEGAN, [tenant_id])[0].changed_at + _TICK
        db.execute(_BUMP_AFTER, [new_id(), at, tenant_id])
    for known in (_KNOWN, "pricing.shelf_rules"):
        current_scope().store.pop(known, None)
    bump_generation()
    return at
