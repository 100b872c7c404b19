"""The shop and the seller that a command names."""

from uuid import UUID

from django.conf import settings
from django.core.management.base import CommandError

from nexus.kernel.ids import parse_id
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.facade import all_active
from nexus.vendors import facade as vendors


def chosen_tenant(slug: str, /) -> TenantInfo:
    """By slug; without one the installation's default shop, or its only one. Raises CommandError."""
    known = {one.slug: one for one in all_active()}
    wanted = slug or settings.NEXUS_DEFAULT_TENANT
    if wanted in known:
        return known[wanted]
    if not slug and len(known) == 1:
        return next(iter(known.values()))
    raise CommandError(f"There is no shop {slug!r}." if slug else "Say which shop: --tenant SLUG.")


def chosen_vendor(key: str, /) -> UUID | None:
    """By slug or id; None for an empty key. Raises CommandError."""
    if not key:
        return None
    with tenant_scope():
        found = vendors.vendor(known) if (known := parse_id(key)) else None
        found = found or next(
            (one for one in vendors.approved_vendors(limit=100_000) if one.slug == key), None
        )
    if found is None:
        raise CommandError(f"There is no seller {key!r}.")
    return found.id
