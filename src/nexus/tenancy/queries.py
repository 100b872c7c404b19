"""Reading tenants, kept in the process for a few seconds: every request asks."""

from time import monotonic
from typing import Any
from uuid import UUID

from django.db import Error as DatabaseError
from psycopg_pool import PoolTimeout

from nexus.platform import db
from nexus.tenancy.contracts.dto import TenantInfo

_SELECT = (
    "SELECT id, slug, name, created_at, mode, currency, time_zone, locale, settings "
    "FROM tenancy_tenant WHERE is_active"
)
SECONDS = 5.0
_AWAY_SECONDS = 30.0
"""How long to go on with what was known when the database does not answer: kept pages need nothing else of it, and nobody
waits for each look-up anew."""
_away_until = 0.0
_cache: dict[tuple[str, str], tuple[float, TenantInfo | None]] = {}


def by_slug(slug: str, /) -> TenantInfo | None:
    return _cached("slug", slug, f"{_SELECT} AND slug = %s")


def by_id(tenant_id: UUID, /) -> TenantInfo | None:
    return _cached("id", str(tenant_id), f"{_SELECT} AND id = %s::uuid")


def by_host(host: str, /) -> TenantInfo | None:
    return _cached("host", host, f"{_SELECT} AND id = (SELECT owner_id FROM tenancy_domain WHERE host = %s)")  # noqa: S608


def all_active() -> list[TenantInfo]:
    """Businesses, without the installation's own tenant."""
    return [_info(found) for found in db.rows(f"{_SELECT} AND mode <> 'system' ORDER BY slug")]


def ids_with_work() -> list[UUID]:
    """Every active tenant, the installation's own included: its operators get mail too."""
    return [found.id for found in db.rows("SELECT id FROM tenancy_tenant WHERE is_active ORDER BY slug")]


def forget() -> None:
    """Drop what this process remembers; after a tenant was created or changed."""
    global _away_until
    _away_until = 0.0
    _cache.clear()


def _cached(kind: str, key: str, sql: str) -> TenantInfo | None:
    known = _cache.get((kind, key))
    if known and max(known[0], _away_until) > monotonic():
        return known[1]
    try:
        found = db.row(sql, [key])
    except (DatabaseError, PoolTimeout):
        if known is None:
            raise
        _go_on_without()
        return known[1]
    info = _info(found) if found else None
    if len(_cache) > 10_000:  # hosts come from outside: never let them fill the memory
        _cache.clear()
    until = monotonic() + SECONDS
    _cache[kind, key] = (until, info)
    if info is not None:
        _cache["id", str(info.id)] = (until, info)
    return info


def _go_on_without() -> None:
    global _away_until
    _away_until = monotonic() + _AWAY_SECONDS


def _info(found: Any) -> TenantInfo:
    return TenantInfo(**found._asdict())
