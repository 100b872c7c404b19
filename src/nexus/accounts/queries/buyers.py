"""What prices depend on of a person."""

from typing import Final
from uuid import UUID

from nexus.accounts.contracts.dto import BuyerInfo
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

_SELECT: Final = """
SELECT u.email, a.country, a.region, a.postal_code,
       ARRAY(SELECT g.code FROM accounts_groupmembership m
               JOIN accounts_customergroup g ON g.tenant_id = %s AND g.id = m.group_id
              WHERE m.tenant_id = %s AND m.user_id = u.id AND (m.ends_at IS NULL OR m.ends_at > %s)) AS groups
  FROM accounts_user u
  LEFT JOIN accounts_address a ON a.tenant_id = %s AND a.user_id = u.id AND a.is_default_shipping
 WHERE u.tenant_id = %s AND u.id = %s"""


def buyer(user_id: UUID, /) -> BuyerInfo | None:
    """Address, groups and where parcels go by default; None for an unknown id. One statement."""
    tenant = current_tenant()
    found = db.row(_SELECT, [tenant, tenant, clock.now(), tenant, tenant, user_id])
    if found is None:
        return None
    return BuyerInfo(
        email=found.email,
        groups=frozenset(found.groups),
        country=found.country or "",
        region=found.region or "",
        postal_code=found.postal_code or "",
    )
