"""Who works on an import. A lease says it; a writer whose lease was taken over finds out before its batch is stored."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from nexus.integrations.contracts.dto import RowProblem
from nexus.integrations.models import ImportJob, ImportStatus
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope

LEASE: Final = timedelta(seconds=90)
MOST_KEPT: Final = 50_000
_ADVANCE: Final = """
UPDATE integrations_importjob SET position = %s::int, rows = greatest(rows, %s::int), counts = %s::jsonb,
  preview = %s::jsonb, lease_until = %s WHERE tenant_id = %s AND id = %s AND lease = %s AND status = %s AND position = %s::int"""
_TELL: Final = """
INSERT INTO integrations_importproblem (id, tenant_id, job_id, line, "column", value, reason)
SELECT new.id, %s::uuid, %s::uuid, new.line, new."column", new.value, new.reason
FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::text[], %s::text[]) AS new(id, line, "column", value, reason)
ON CONFLICT DO NOTHING"""


class LeaseLost(Exception):
    """Somebody else went on with the import, or it was called off: nothing of this batch is stored."""


def take(import_id: UUID, /, *, by_force: bool = False) -> ImportJob | None:
    """The import with a lease of ours; None when there is nothing to do, or somebody is at it. `by_force`: take it over."""
    with tenant_scope():
        job: ImportJob | None = ImportJob.objects.select_for_update().filter(pk=import_id).first()
        if job is None or job.status not in (ImportStatus.CHECKING, ImportStatus.RUNNING):
            return None
        if job.lease_until is not None and job.lease_until > clock.now() and not by_force:
            return None
        job.lease, job.lease_until = new_id(), clock.now() + LEASE
        ImportJob.objects.filter(pk=job.pk).update(lease=job.lease, lease_until=job.lease_until)
        return job


def advance(job: ImportJob, /, *, position: int, counts: dict[str, int], preview: list[Any]) -> None:
    """Move on, in the transaction of the batch. Raises LeaseLost."""
    moved = db.execute(
        _ADVANCE,
        [position, position, db.jsonb(counts), db.jsonb(preview), clock.now() + LEASE, current_tenant(), job.id, job.lease,
         job.status, job.position],
    )  # fmt: skip
    if not moved:
        raise LeaseLost


def tell(job: ImportJob, problems: Sequence[RowProblem], /) -> None:
    """Keep why rows were not taken; the first 50,000 of a file, the others are only counted."""
    room = MOST_KEPT - int(job.counts.get("problems", 0))
    kept = problems[: max(0, room)]
    if kept:
        columns = [
            [new_id() for _ in kept], [one.line for one in kept], [one.column[:100] for one in kept],
            [one.value[:200] for one in kept], [one.reason[:500] for one in kept],
        ]  # fmt: skip
        db.execute(_TELL, [current_tenant(), job.id, *columns])


def end(job: ImportJob, status: str, /, *, failure: str = "", rows: int | None = None) -> None:
    """Let go of it with what became of it. A checked import begins at the front again."""
    facts: dict[str, Any] = {"status": status, "failure": failure[:500], "lease": None, "lease_until": None}
    if status == ImportStatus.CHECKED:
        facts |= {"rows": rows, "position": 0}
    else:
        facts["finished_at"] = clock.now()
    with tenant_scope():
        ImportJob.objects.filter(pk=job.pk, lease=job.lease).update(**facts)


def let_go(job: ImportJob, /) -> None:
    """For now: whoever comes next goes on."""
    with tenant_scope():
        ImportJob.objects.filter(pk=job.pk, lease=job.lease).update(lease=None, lease_until=None)


def due_imports() -> tuple[UUID, ...]:
    """Imports of the tenant that wait for somebody to work on them."""
    open_ones = ImportJob.objects.filter(status__in=(ImportStatus.CHECKING, ImportStatus.RUNNING))
    due = Q(lease_until__isnull=True) | Q(lease_until__lte=clock.now())
    return tuple(open_ones.filter(due).order_by("id").values_list("id", flat=True)[:50])
