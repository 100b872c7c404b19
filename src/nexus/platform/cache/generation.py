"""The generation of a tenant's public data: a random token that every change replaces.

Random instead of counted: a counter that Valkey loses starts again and meets its own old values; a fresh token never does.
"""

import secrets
from uuid import UUID

import structlog

from nexus.platform.cache.wire import ValkeyDown, call
from nexus.platform.tenancy import bound_tenant, current_scope, in_scope, on_commit

TOKEN_BYTES = 16
_log = structlog.get_logger(__name__)
_missed: set[UUID] = set()


def generation_key(tenant_id: UUID, /) -> str:
    return f"nexus:{tenant_id}:generation"


def bump_generation(tenant_id: UUID | None = None, /) -> None:
    """Public data of the tenant (default: the bound one) has changed: every cached answer is void from the commit on.

    Inside a tenant scope it waits for the commit and happens once; outside it happens now. When Valkey does not answer at that
    moment, this process tries again before its next read, and what other processes still hold lives at most its 60 seconds.
    """
    tenant = tenant_id or bound_tenant()
    if not in_scope():
        bump_now(tenant)
    elif not current_scope().store.get(f"cache.bumped.{tenant}"):
        current_scope().store[f"cache.bumped.{tenant}"] = True
        on_commit(lambda: bump_now(tenant))


def bump_now(tenant_id: UUID, /) -> None:
    """Replace the token at once; never raises."""
    try:
        call("SET", generation_key(tenant_id), secrets.token_hex(TOKEN_BYTES // 2))
        _missed.discard(tenant_id)
    except ValkeyDown as error:
        _missed.add(tenant_id)
        _log.warning("cache_bump_missed", tenant=str(tenant_id), error=str(error))


def catch_up(tenant_id: UUID, /) -> None:
    """Make up for a bump that this process could not do."""
    if tenant_id in _missed:
        bump_now(tenant_id)


def start_generation(tenant_id: UUID, /) -> bytes:
    """The token where there was none (first read, or Valkey lost it). Raises ValkeyDown."""
    token = secrets.token_hex(TOKEN_BYTES // 2).encode()
    return call("SET", generation_key(tenant_id), token, "NX", "GET") or token
