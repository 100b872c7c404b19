"""Which tenants have work waiting: one look over all of them, so that a sweep enters only those where it will do something.

It looks as a role of its own, which may see of a few tables whose a row is and when it is due, and nothing else
(DATABASE_SWEEPER_GRANTS). What it finds are candidates: the sweep looks again in the tenant's own transaction.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connections

from nexus.kernel import clock
from nexus.platform.tenancy.directory import active_tenants

ALIAS: Final = "sweeper"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that wait for a sweep. `condition` is SQL over the columns of `w`, the row; `%(at)s` is the present."""

    table: str
    condition: str

    def tenants(self) -> tuple[UUID, ...]:
        """The active tenants that have such rows."""
        sql = (
            "SELECT t.id FROM unnest(%(tenants)s::uuid[]) AS t (id) "  # noqa: S608 - both come from code
            f"WHERE EXISTS (SELECT 1 FROM {self.table} w WHERE w.tenant_id = t.id AND {self.condition})"
        )
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(sql, {"tenants": list(active_tenants()), "at": clock.now()})
            return tuple(tenant_id for (tenant_id,) in cursor.fetchall())
