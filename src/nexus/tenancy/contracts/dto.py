"""What other contexts may know about tenants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

type Mode = Literal["marketplace", "shop", "system"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TenantInfo:
    """One business. `mode` system is the installation's own tenant, home of the operators; it has no shop."""

    id: UUID
    slug: str
    name: str
    created_at: datetime
    mode: Mode = "marketplace"
    currency: str = "EUR"
    time_zone: str = "UTC"
    locale: str = "en"
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKeyInfo:
    """A machine's credentials: what it may do, and for which seller (None: the whole tenant)."""

    id: UUID
    name: str
    roles: frozenset[str]
    vendor_id: UUID | None
