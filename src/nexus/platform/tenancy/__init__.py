"""Who we work for: the tenant scope. See `scope` for the rules and `models` for the base of every business table."""

from nexus.platform.tenancy.scope import (
    NestedScope,
    Scope,
    TenantScopeMissing,
    bind_tenant,
    bound_tenant,
    current_scope,
    current_tenant,
    in_scope,
    on_commit,
    tenant_scope,
    unscoped,
)

__all__ = [
    "NestedScope",
    "Scope",
    "TenantScopeMissing",
    "bind_tenant",
    "bound_tenant",
    "current_scope",
    "current_tenant",
    "in_scope",
    "on_commit",
    "tenant_scope",
    "unscoped",
]
