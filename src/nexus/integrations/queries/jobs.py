"""Imports and their problems, as people look at them."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.integrations.contracts.dto import Column, Counts, ImportInfo, RowProblem
from nexus.integrations.models import ImportJob, ImportProblem
from nexus.platform import db
from nexus.platform.http import Column as SortColumn
from nexus.platform.http import Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant

NEWEST: Final = Keyset(SortColumn("id", "uuid", descending=True))
BY_LINE: Final = Keyset(SortColumn("line", "int"), SortColumn("id", "uuid"))
_PAGE: Final = 2000


def info(job: ImportJob, /) -> ImportInfo:
    """The row as others see it."""
    return ImportInfo(
        id=job.id, vendor_id=job.vendor_id, status=job.status, filename=job.filename, format=job.format, bytes=job.bytes,
        digest=job.digest, columns=tuple(Column(header=one["header"], field=one["field"], examples=tuple(one["examples"]))
                                         for one in job.columns),
        options=job.options, rows=job.rows, position=job.position, counts=Counts(**job.counts),
        preview=tuple(job.preview), failure=job.failure, created_by=job.created_by, created_at=job.created_at,
        started_at=job.started_at, finished_at=job.finished_at,
    )  # fmt: skip


def one(import_id: UUID, /, *, vendor_ids: Collection[UUID] | None = None) -> ImportInfo | None:
    """`vendor_ids`: only imports of these sellers (None: all)."""
    found = _of(vendor_ids).filter(pk=import_id).first()
    return info(found) if found else None


def listed(
    page: KeysetPage, /, *, vendor_ids: Collection[UUID] | None, status: str | None = None
) -> list[ImportInfo]:
    """A page of imports, newest first."""
    found = _of(vendor_ids)
    return [info(job) for job in page.slice(found.filter(status=status) if status else found)]


def latest(*, vendor_ids: Collection[UUID] | None, limit: int) -> tuple[ImportInfo, ...]:
    """The newest ones."""
    return tuple(info(job) for job in _of(vendor_ids).order_by("-id")[:limit])


def unfinished(digest: str, /, *, owner_id: UUID) -> UUID | None:
    """The newest import of the same file that was started and has not ended."""
    found = (
        ImportJob.objects.filter(digest=digest, owner_id=owner_id, status="running").order_by("-id").first()
    )
    return found.id if found else None


def count(*, vendor_ids: Collection[UUID] | None, status: str | None = None) -> int:
    """How many there are."""
    found = _of(vendor_ids)
    return int((found.filter(status=status) if status else found).count())


def problems(import_id: UUID, page: KeysetPage, /) -> list[Any]:
    """A page of the rows that were not taken, in the order of the file."""
    return page.slice(ImportProblem.objects.filter(job_id=import_id))


def first_problems(import_id: UUID, /, *, limit: int) -> tuple[RowProblem, ...]:
    """The first rows that were not taken."""
    found = ImportProblem.objects.filter(job_id=import_id).order_by("line", "id")[:limit]
    return tuple(
        RowProblem(line=one.line, column=one.column, value=one.value, reason=one.reason) for one in found
    )


def count_problems(import_id: UUID, /) -> int:
    """How many are kept."""
    return int(ImportProblem.objects.filter(job_id=import_id).count())


def problems_after(import_id: UUID, after: tuple[int, UUID], /) -> list[tuple[UUID, RowProblem]]:
    """The next two thousand behind that line and id."""
    found = db.rows(
        """SELECT id, line, "column", value, reason FROM integrations_importproblem
        WHERE tenant_id = %s AND job_id = %s AND (line, id) > (%s::int, %s::uuid) ORDER BY line, id LIMIT %s""",
        [current_tenant(), import_id, *after, _PAGE],
    )
    return [
        (one.id, RowProblem(line=one.line, column=one.column, value=one.value, reason=one.reason))
        for one in found
    ]


def _of(vendor_ids: Collection[UUID] | None) -> Any:
    return (
        ImportJob.objects.all()
        if vendor_ids is None
        else ImportJob.objects.filter(vendor_id__in=list(vendor_ids))
    )
