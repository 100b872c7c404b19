"""An address that was given up goes on leading to who had it last."""

from typing import Final
from uuid import UUID

from nexus.catalog.queries.slugs import Kind
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

# The newest owner keeps it: whoever had the slug before has not been found under it since.
_KEEP: Final = """
INSERT INTO catalog_former{kind}slug (id, tenant_id, slug, {kind}_id) VALUES (%s, %s, %s, %s)
ON CONFLICT (tenant_id, slug) DO UPDATE SET {kind}_id = EXCLUDED.{kind}_id"""
_TAKE: Final = "DELETE FROM catalog_former{kind}slug WHERE tenant_id = %s AND slug = %s"


def keep_former_slug(kind: Kind, owner_id: UUID, /, *, former: str, present: str) -> None:
    """`former` leads to the owner from now on, in one step however often it moves; `present` stands for itself."""
    if former == present:
        return
    db.execute(_TAKE.format(kind=kind), [current_tenant(), present])
    db.execute(_KEEP.format(kind=kind), [new_id(), current_tenant(), former, owner_id])
