"""Customer groups of a person."""

from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_GROUPS = """
SELECT g.code FROM accounts_groupmembership m
JOIN accounts_customergroup g ON g.tenant_id = %s AND g.id = m.group_id
WHERE m.tenant_id = %s AND m.user_id = %s AND (m.ends_at IS NULL OR m.ends_at > %s)"""


def groups_of(user_id: UUID, /) -> frozenset[str]:
    """Codes of the groups that the person belongs to now. One statement."""
    tenant_id = current_tenant()
    return frozenset(row.code for row in db.rows(_GROUPS, [tenant_id, tenant_id, user_id, clock.now()]))


def group_names() -> tuple[tuple[str, str], ...]:
    """Code and name of every group, by name. One statement."""
    found = db.rows(
        "SELECT code, name FROM accounts_customergroup WHERE tenant_id = %s ORDER BY name, code",
        [current_tenant()],
    )
    return tuple((row.code, row.name) for row in found)
