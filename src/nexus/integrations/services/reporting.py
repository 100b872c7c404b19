"""Rows that were not taken, as a file for whoever mends them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any
from uuid import UUID

from nexus.integrations.queries import jobs as queries
from nexus.integrations.services.keeping import in_tenant
from nexus.integrations.services.writing import csv_of

_COLUMNS = ("line", "column", "value", "reason")


def problems_file(import_id: UUID, /) -> Iterator[bytes]:
    """See the facade."""
    return csv_of(_COLUMNS, _pages(import_id, in_tenant()))


def _pages(
    import_id: UUID, in_scope: Callable[[], AbstractContextManager[None]]
) -> Iterator[list[dict[str, Any]]]:
    after = (0, UUID(int=0))
    while True:
        with in_scope():
            page = queries.problems_after(import_id, after)
        if not page:
            return
        yield [asdict(problem) for _, problem in page]
        after = (page[-1][1].line, page[-1][0])
