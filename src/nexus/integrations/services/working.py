"""The work on an import: batch after batch, each in one transaction with the position behind it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import structlog
from django.db import Error, IntegrityError, OperationalError

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.imports import ImportTerms
from nexus.integrations.contracts.dto import RowProblem
from nexus.integrations.models import ImportJob, ImportStatus
from nexus.integrations.services import leases
from nexus.integrations.services.batches import Source, ahead, batches, reader_of
from nexus.integrations.services.outcomes import counted, problems_of, shown
from nexus.integrations.services.pictures import note_pictures
from nexus.integrations.services.reading.rows import Unreadable
from nexus.integrations.services.standing import standing_offers
from nexus.integrations.services.stating import Group, Reader
from nexus.integrations.services.storing import local_copy
from nexus.integrations.services.tidying import tidied_between
from nexus.kernel.errors import Conflict, NexusError
from nexus.platform.events import actor_scope
from nexus.platform.events.context import SystemActor
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy import facade as tenancy
from nexus.vendors import facade as vendors

type Report = Callable[[ImportJob], None]

_log = structlog.get_logger(__name__)
_TRIES: Final = 5
_PAUSE: Final = 0.2


@dataclass(slots=True)
class Work:
    """One import being worked on by one process."""

    job: ImportJob
    reader: Reader
    terms: ImportTerms
    report: Report


def work_off(
    import_id: UUID,
    /,
    *,
    seconds: float | None = None,
    by_force: bool = False,
    report: Report = lambda job: None,
) -> str:
    """Check or run the import, whichever it waits for; its status then, empty when somebody else is at it.

    `seconds`: let go after so long and leave the rest to whoever comes next. `by_force`: take it over from whoever has it.
    """
    job = leases.take(import_id, by_force=by_force)
    if job is None:
        return ""
    try:
        with local_copy(job.file) as path:
            currency = tenancy.tenant().currency
            mapping = {one["header"]: one["field"] for one in job.columns}
            source = Source(path, job.format, job.dialect, mapping, currency)
            return _work(_work_on(job, reader_of(source), currency, report), source, seconds)
    except leases.LeaseLost:
        return ""
    except FileNotFoundError:
        leases.end(job, ImportStatus.FAILED, failure="The uploaded file is gone.")
    except Unreadable as error:
        leases.end(job, ImportStatus.FAILED, failure=str(error))
    except Error:
        leases.let_go(job)  # what was stored is stored; the sweep comes back to the rest
        raise
    return str(ImportStatus.FAILED)


def _work_on(job: ImportJob, reader: Reader, currency: str, report: Report) -> Work:
    with tenant_scope():
        vendor_id = job.vendor_id or vendors.house_vendor().id
    terms = ImportTerms(
        vendor_id=vendor_id, vendor_ids=frozenset({job.vendor_id}) if job.vendor_id else None, currency=currency,
        is_dry=job.status == ImportStatus.CHECKING, **job.options,
    )  # fmt: skip
    return Work(job, reader, terms, report)


def _work(work: Work, source: Source, seconds: float | None) -> str:
    job = work.job
    if work.terms.is_dry and job.position:
        _begin_again(job)
    ends_at: float | None = None
    with tidied_between() as tidy, ahead(batches(source, work.reader, position=job.position)) as coming:
        for batch in coming:
            _store(work, batch)
            tidy()
            work.report(job)
            ends_at = ends_at or (time.monotonic() + seconds if seconds else None)
            if ends_at and time.monotonic() > ends_at and not work.terms.is_dry:
                leases.let_go(job)
                return str(job.status)
    status = ImportStatus.CHECKED if work.terms.is_dry else ImportStatus.DONE
    leases.end(job, status, rows=job.position)
    job.status = status
    work.report(job)
    return str(status)


def _begin_again(job: ImportJob) -> None:
    """A check that was broken off has nothing to go on from."""
    with tenant_scope():
        job.problems.all().delete()
        leases.advance(job, position=0, counts={}, preview=[])
    job.position, job.counts, job.preview = 0, {}, []


def _store(work: Work, groups: Sequence[Group], /) -> None:
    """A batch that cannot be stored is halved until the product that is to blame stands alone; the others are stored."""
    try:
        _store_patiently(work, groups)
    except (NexusError, IntegrityError) as error:
        if len(groups) == 1:
            _leave_out(work, groups[0], error)
            return
        middle = len(groups) // 2
        _store(work, groups[:middle])
        _store(work, groups[middle:])


def _store_patiently(work: Work, groups: Sequence[Group]) -> None:
    """Somebody else's lock or a lost race with another writer: once more, from reading on."""
    for attempt in range(1, _TRIES + 1):
        try:
            _store_once(work, groups)
        except (OperationalError, Conflict) as error:
            if attempt == _TRIES:
                raise
            _log.info(
                "import_batch_again", import_id=str(work.job.id), attempt=attempt, error=repr(error)[:300]
            )
            time.sleep(_PAUSE * attempt)
        else:
            return


def _store_once(work: Work, groups: Sequence[Group]) -> None:
    job, actor = work.job, SystemActor("user", work.job.created_by) if work.job.created_by else SystemActor()
    with tenant_scope(), actor_scope(actor):
        stated = [group.stated for group in groups if group.stated]
        plan = catalog.plan_import(stated, work.terms, standing=standing_offers)
        problems = problems_of(groups, plan.findings, work.reader)
        if not work.terms.is_dry:
            catalog.apply_import(plan)
            note_pictures(job, plan.products)
        after = _after(job, groups, counted(plan.products, len(problems)))
        preview = shown(plan.products, job.preview) if work.terms.is_dry else job.preview
        _move_on(job, after, preview, problems)
    job.position, job.counts, job.preview = after["position"], after["counts"], preview


def _after(job: ImportJob, groups: Sequence[Group], more: Counter[str]) -> dict[str, Any]:
    counts = Counter(job.counts)
    counts.update(more)
    return {"position": job.position + sum(group.rows for group in groups), "counts": dict(counts)}


def _move_on(
    job: ImportJob, after: dict[str, Any], preview: list[Any], problems: Sequence[RowProblem]
) -> None:
    leases.tell(job, problems)
    leases.advance(job, position=after["position"], counts=after["counts"], preview=preview)


def _leave_out(work: Work, group: Group, error: Exception) -> None:
    """The product alone cannot be stored: its rows become problems."""
    job = work.job
    messages = getattr(error, "errors", None) or {}
    reason = " ".join(message for found in messages.values() for message in found) or getattr(
        error, "detail", ""
    )
    line = group.stated.line if group.stated else job.position + 2
    problems = [
        *group.problems,
        RowProblem(line=line, column=work.reader.header_of(next(iter(messages), "")), value="",
                   reason=reason or "Somebody else changed the same product at the same time."),
    ]  # fmt: skip
    with tenant_scope():
        after = _after(job, [group], Counter(problems=len(problems)))
        _move_on(job, after, job.preview, problems)
    job.position, job.counts = after["position"], after["counts"]
