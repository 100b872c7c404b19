"""Which tenants there are, for work that loops over them. Filled by the composition root: the platform knows no tenant table."""

from collections.abc import Callable, Iterable
from uuid import UUID

_source: Callable[[], Iterable[UUID]] | None = None


def use_tenant_source(source: Callable[[], Iterable[UUID]], /) -> None:
    """Say where the ids of the active tenants come from."""
    global _source
    _source = source


def active_tenants() -> tuple[UUID, ...]:
    """Ids of the tenants that work is done for. Raises RuntimeError when no source was set."""
    if _source is None:
        raise RuntimeError("no tenant source: call use_tenant_source() at start")
    return tuple(_source())
