"""Brands and collections as pages need them: those that have something to show."""

from typing import Any

from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def groups(kind: str, /, *, limit: int) -> list[Any]:
    """Those on whose shelf anything stands, by name. One statement."""
    return db.rows(
        """SELECT g.id, g.slug, g.name FROM search_group g WHERE g.tenant_id = %s AND g.kind = %s AND EXISTS (
          SELECT 1 FROM search_placement p WHERE p.tenant_id = %s AND p.shelf_id = g.id)
        ORDER BY lower(g.name), g.id LIMIT %s""",
        [current_tenant(), kind, current_tenant(), limit],
    )
