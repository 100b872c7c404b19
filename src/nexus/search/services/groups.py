"""Brands and collections as filters and facets know them: learned from the products that show them."""

from collections.abc import Iterable
from typing import Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.documents import Group

_KNOWN: Final = "SELECT id, kind, slug, name FROM search_group WHERE tenant_id = %s AND id = ANY(%s::uuid[])"
_UPSERT: Final = """ON CONFLICT (tenant_id, id) DO UPDATE SET
  kind = EXCLUDED.kind, slug = EXCLUDED.slug, name = EXCLUDED.name"""


def learn_groups(groups: Iterable[Group], /) -> None:
    """Keep what is new of them. Read first: an upsert would hold up everybody who writes a product of the same brand."""
    wanted = {group.id: group for group in groups}
    if not wanted:
        return
    tenant_id = current_tenant()
    known = {entry.id: tuple(entry) for entry in db.rows(_KNOWN, [tenant_id, list(wanted)])}
    new = [
        group
        for group in wanted.values()
        if known.get(group.id) != (group.id, group.kind, group.slug, group.name)
    ]
    values = [
        (group.id, tenant_id, group.kind, group.slug, group.name) for group in sorted(new, key=lambda g: g.id)
    ]
    db.insert_many("search_group", ("id", "tenant_id", "kind", "slug", "name"), values, on_conflict=_UPSERT)


def forget_group(group_id: object, /) -> None:
    """It is gone, or no longer shown."""
    db.execute(
        "DELETE FROM search_group WHERE tenant_id = %s AND id = %s::uuid", [current_tenant(), group_id]
    )
