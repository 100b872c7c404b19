"""A file that is made while it is sent: its pieces are asked for when the frame of the request is gone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from nexus.platform.tenancy import bound_tenant, tenant_scope


def in_tenant() -> Callable[[], AbstractContextManager[None]]:
    """Transactions of the tenant that is bound now, whenever they are opened."""
    tenant_id = bound_tenant()

    @contextmanager
    def scope() -> Iterator[None]:
        with tenant_scope(tenant_id):
            yield

    return scope
