"""Creating tenants and API keys."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from nexus.kernel import clock
from nexus.kernel.errors import NotFound
from nexus.kernel.money import exponent_of
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.tenancy import queries
from nexus.tenancy.contracts.dto import ApiKeyInfo, Mode, TenantInfo
from nexus.tenancy.models import ApiKey, Domain, Tenant

OWNER = "owner"
SYSTEM_SLUG = "nexus"


class UnknownTenant(NotFound):
    code = "tenant_not_found"
    title = "There is no such shop here"


def create_tenant(
    slug: str,
    /,
    *,
    name: str,
    mode: Mode = "marketplace",
    currency: str = "EUR",
    time_zone: str = "UTC",
    locale: str = "en",
    domains: Iterable[str] = (),
    settings: dict[str, Any] | None = None,
    tenant_id: UUID | None = None,
) -> TenantInfo:
    """Open a business; an operator's act, done on the owner's connection. Idempotent by slug.

    `tenant_id` is for those whose settings have to name it, in the path of a file for example.
    """
    exponent_of(currency)
    with transaction.atomic(using=OWNER):
        tenant, _ = Tenant.objects.using(OWNER).get_or_create(
            slug=slug,
            defaults={
                "name": name, "mode": mode, "currency": currency, "time_zone": time_zone, "locale": locale,
                "settings": settings or {}, "created_at": clock.now(), **({"id": tenant_id} if tenant_id else {}),
            },
        )  # fmt: skip
        for host in domains:
            Domain.objects.using(OWNER).get_or_create(host=host.lower(), defaults={"tenant": tenant})
    queries.forget()
    return TenantInfo(
        id=tenant.id, slug=slug, name=tenant.name, created_at=tenant.created_at, mode=tenant.mode,
        currency=tenant.currency, time_zone=tenant.time_zone, locale=tenant.locale, settings=tenant.settings,
    )  # fmt: skip


def resolve(host: str, header: str | None, default_slug: str, /) -> TenantInfo:
    """By domain, else `<slug>.localhost`, else the X-Tenant header, else the installation's default. Raises UnknownTenant."""
    host = (host.lower() if host.endswith("]") else host.lower().rsplit(":", 1)[0]).removesuffix(".")
    slug = host.removesuffix(".localhost") if host.endswith(".localhost") else None
    tenant = queries.by_slug(slug) if slug else queries.by_host(host)
    if tenant is None and slug is None:
        tenant = queries.by_slug(header or default_slug)
    if tenant is None or tenant.mode == "system":
        raise UnknownTenant()
    return tenant


def create_api_key(
    name: str, /, *, roles: Iterable[str], vendor_id: UUID | None = None, expires_at: datetime | None = None
) -> tuple[UUID, str]:
    """A new key; the secret is returned once and never again. Returns (id, key)."""
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    record = ApiKey(
        name=name, prefix=prefix, secret_hash=_digest(secret), roles=sorted(set(roles)), vendor_id=vendor_id,
        created_at=clock.now(), expires_at=expires_at,
    )  # fmt: skip
    record.save()
    return record.id, f"nx_{prefix}_{secret}"


def authenticate_api_key(key: str, /) -> ApiKeyInfo | None:
    """Who holds this key in the current tenant; None when nobody does (any more)."""
    parts = key.split("_", 2)
    if len(parts) != 3 or parts[0] != "nx" or "\x00" in key:
        return None
    found = db.row(
        "SELECT id, name, secret_hash, roles, vendor_id FROM tenancy_apikey WHERE tenant_id = %s AND prefix = %s "
        "AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %s)",
        [current_tenant(), parts[1], clock.now()],
    )
    if found is None or not hmac.compare_digest(bytes(found.secret_hash), _digest(parts[2])):
        return None
    return ApiKeyInfo(id=found.id, name=found.name, roles=frozenset(found.roles), vendor_id=found.vendor_id)


def revoke_api_key(key_id: UUID, /) -> bool:
    """Whether there was such a living key."""
    return bool(
        db.execute(
            "UPDATE tenancy_apikey SET revoked_at = %s WHERE tenant_id = %s AND id = %s AND revoked_at IS NULL",
            [clock.now(), current_tenant(), key_id],
        )
    )


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
