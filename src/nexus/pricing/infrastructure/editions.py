"""Which edition of the shop's rules holds: see EditionRecord."""

from typing import Final
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import current_tenant

EDITION: Final = "(SELECT e.token FROM pricing_edition e WHERE e.tenant_id = %s)"
"""As a column of another statement; one parameter, the tenant."""
_READ: Final = "SELECT token FROM pricing_edition WHERE tenant_id = %s"
_BUMP: Final = """
INSERT INTO pricing_edition (id, tenant_id, token, changed_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (tenant_id) DO UPDATE SET token = EXCLUDED.token, changed_at = EXCLUDED.changed_at"""


def edition() -> UUID | None:
    """None: the shop never had rules. One statement."""
    found = db.row(_READ, [current_tenant()])
    return found and found.token


def new_edition() -> None:
    """The shop's rules change with this transaction: what was loaded before is void, kept answers too. One statement."""
    db.execute(_BUMP, [new_id(), current_tenant(), new_id(), clock.now()])
    bump_generation()
