"""Work that may run inside somebody's transaction or on its own."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from nexus.platform.tenancy import in_scope, tenant_scope


def short_scope() -> AbstractContextManager[Any]:
    """The transaction that is open, or one for this block alone."""
    return nullcontext() if in_scope() else tenant_scope()
