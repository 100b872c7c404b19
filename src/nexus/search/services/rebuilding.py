"""Writing all documents anew, page by page, while the shop stays open."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import in_scope, tenant_scope
from nexus.search.services.categories import copy_tree
from nexus.search.services.pending import refresh

PAGE: Final = 1000


def rebuild() -> Iterator[int]:
    """Write every document of the bound tenant anew; yields how many are done after each page.

    Outside a scope each page is a transaction of its own; inside one everything belongs to the caller's.
    """
    done = 0
    last: UUID | None = None
    _in_own_scope(copy_tree)
    while True:
        written, last = _in_own_scope(partial(_page, last))
        if last is None:
            return
        done += written
        yield done


def _page(after: UUID | None) -> tuple[int, UUID | None]:
    ids = catalog.product_ids(after=after, limit=PAGE)
    if not ids:
        return 0, None
    written = refresh(ids)
    bump_generation()
    return written, ids[-1]


def _in_own_scope[R](work: Callable[[], R]) -> R:
    if in_scope():
        return work()
    with tenant_scope():
        return work()
