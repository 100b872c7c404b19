"""An import from upload to start, and its end when somebody calls it off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.integrations.contracts.dto import Counts, ImportInfo, ImportWish
from nexus.integrations.contracts.errors import (
    ImportBusy,
    InvalidMapping,
    UnknownImport,
    WrongImportState,
    unreadable,
)
from nexus.integrations.models import ImportJob, ImportProblem, ImportStatus, PendingPicture
from nexus.integrations.queries import jobs as queries
from nexus.integrations.services import storing
from nexus.integrations.services.columns import guessed, is_field
from nexus.integrations.services.nudging import nudge_import
from nexus.integrations.services.reading import files
from nexus.integrations.services.reading.rows import Unreadable
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import bound_tenant, tenant_scope

KEPT: Final = timedelta(days=30)
_EXAMPLES: Final = 3
_NOT_STARTED: Final = (ImportStatus.UPLOADED, ImportStatus.CHECKED, ImportStatus.FAILED)
_OPEN: Final = (ImportStatus.UPLOADED, ImportStatus.CHECKING, ImportStatus.CHECKED, ImportStatus.RUNNING)


def create_import(
    chunks: Iterable[bytes],
    /,
    *,
    filename: str,
    vendor_id: UUID | None,
    created_by: UUID | None,
    wish: ImportWish,
) -> ImportInfo:
    """See the facade."""
    with storing.received(chunks) as (path, digest, size):
        looked = _looked_at(path)
        columns = _columns(looked.pop("columns"), wish.mapping)
        import_id = new_id()
        key = storing.keep(path, f"{bound_tenant()}/imports/{import_id}.{looked['format']}")
    try:
        with tenant_scope():
            return queries.info(
                ImportJob.objects.create(
                    id=import_id, owner_id=vendor_id or bound_tenant(), vendor_id=vendor_id, file=key,
                    filename=_name(filename), bytes=size, digest=digest, columns=columns, options=_options(wish),
                    counts=asdict(Counts()), created_by=created_by, created_at=clock.now(), **looked,
                )
            )  # fmt: skip
    except BaseException:
        storing.forget(key)
        raise


def map_import(import_id: UUID, wish: ImportWish, /, *, vendor_ids: Collection[UUID] | None) -> ImportInfo:
    """See the facade."""
    job = locked(import_id, vendor_ids=vendor_ids)
    _refuse_unless(job, *_NOT_STARTED)
    columns = _columns([(one["header"], one["examples"]) for one in job.columns], wish.mapping)
    return _changed(job, columns=columns, options=_options(wish), status=ImportStatus.UPLOADED, failure="",
                    rows=0, position=0, counts=asdict(Counts()), preview=[])  # fmt: skip


def check_import(
    import_id: UUID, /, *, vendor_ids: Collection[UUID] | None, nudges: bool = True
) -> ImportInfo:
    """See the facade."""
    job = locked(import_id, vendor_ids=vendor_ids)
    _refuse_unless(job, *_NOT_STARTED)
    _refuse_unmapped(job)
    ImportProblem.objects.filter(job_id=job.id).delete()
    changed = _changed(job, status=ImportStatus.CHECKING, failure="", rows=0, position=0, counts=asdict(Counts()),
                       preview=[], lease=None, lease_until=None)  # fmt: skip
    if nudges:
        nudge_import(job.id)
    return changed


def start_import(
    import_id: UUID, /, *, vendor_ids: Collection[UUID] | None, nudges: bool = True
) -> ImportInfo:
    """See the facade."""
    job = locked(import_id, vendor_ids=vendor_ids)
    _refuse_unless(job, ImportStatus.CHECKED)
    ImportProblem.objects.filter(job_id=job.id).delete()
    try:
        with transaction.atomic():
            changed = _changed(job, status=ImportStatus.RUNNING, position=0, counts=asdict(Counts()), lease=None,
                               lease_until=None, started_at=clock.now())  # fmt: skip
    except IntegrityError as error:
        raise _busy(job) from error
    if nudges:
        nudge_import(job.id)
    return changed


def cancel_import(import_id: UUID, /, *, vendor_ids: Collection[UUID] | None) -> ImportInfo:
    """See the facade."""
    job = locked(import_id, vendor_ids=vendor_ids)
    if job.status == ImportStatus.CANCELLED:
        return queries.info(job)
    _refuse_unless(job, *_OPEN)
    return _changed(job, status=ImportStatus.CANCELLED, lease=None, lease_until=None, finished_at=clock.now())


def purge() -> int:
    """Forget the imports of the tenant that ended or lay about for 30 days, with their files; how many."""
    with tenant_scope():
        old = ImportJob.objects.filter(created_at__lt=clock.now() - KEPT).exclude(
            status__in=(ImportStatus.CHECKING, ImportStatus.RUNNING)
        )
        keys = list(old.values_list("id", "file")[:500])
        PendingPicture.objects.filter(job_id__in=[import_id for import_id, _ in keys]).delete()
        ImportJob.objects.filter(pk__in=[import_id for import_id, _ in keys]).delete()
    for _, key in keys:
        storing.forget(key)
    return len(keys)


def locked(import_id: UUID, /, *, vendor_ids: Collection[UUID] | None = None) -> ImportJob:
    """The row, locked. Raises UnknownImport."""
    found: ImportJob | None = ImportJob.objects.select_for_update().filter(pk=import_id).first()
    if found is None or (vendor_ids is not None and found.vendor_id not in vendor_ids):
        raise UnknownImport(import_id=str(import_id))
    return found


def _looked_at(path: Path) -> dict[str, Any]:
    """Format, dialect and columns with their first values. Raises UnreadableFile."""
    try:
        kind = files.format_of(path)
        dialect = files.dialect_of(path, kind)
        headers = files.headers_of(path, kind, dialect)
        rows = list(islice(files.rows_of(path, kind, dialect), _EXAMPLES))
    except Unreadable as error:
        raise unreadable(str(error)) from None
    if not rows:
        raise unreadable("The file has no rows below its head.")
    shown = [
        (header, [str(row.cells[header])[:80] for row in rows if header in row.cells])
        for header in headers
        if header
    ]
    return {"format": kind, "dialect": dialect, "columns": shown}


def _columns(found: Iterable[tuple[str, list[str]]], mapping: Mapping[str, str]) -> list[dict[str, Any]]:
    """Raises InvalidMapping."""
    known = list(found)
    guesses = guessed(header for header, _ in known if header not in mapping)
    taken = set(mapping.values())
    wanted = {header: mapping.get(header, guesses.get(header, "")) for header, _ in known}
    wanted |= {header: "" for header, target in guesses.items() if target in taken}
    _refuse_bad_mapping(wanted, mapping)
    return [{"header": header, "field": wanted[header], "examples": examples} for header, examples in known]


def _refuse_bad_mapping(wanted: Mapping[str, str], mapping: Mapping[str, str]) -> None:
    errors: dict[str, list[str]] = {}
    for header in mapping.keys() - wanted.keys():
        errors[header] = ["The file has no such column."]
    targets = [target for target in wanted.values() if target]
    for header, target in wanted.items():
        if target and not is_field(target):
            errors[header] = [f"{target!r} is nothing that a column can mean."]
        elif target and targets.count(target) > 1:
            errors[header] = [f"Two columns are read as {target!r}."]
    if errors:
        raise InvalidMapping(errors=errors)


def _refuse_unmapped(job: ImportJob) -> None:
    fields = {one["field"] for one in job.columns}
    if fields.isdisjoint({"sku", "handle", "title"}):
        message = "One column has to say which product it is: sku, handle or title."
        raise InvalidMapping(message, errors={"mapping": [message]})


def _options(wish: ImportWish) -> dict[str, bool]:
    return {"create_categories": wish.create_categories, "create_brands": wish.create_brands}


def _name(filename: str) -> str:
    plain = "".join(sign for sign in Path(filename.replace("\\", "/")).name if sign.isprintable())
    return plain[-200:] or "products"


def _refuse_unless(job: ImportJob, *statuses: str) -> None:
    if job.status not in statuses:
        raise WrongImportState(f"The import is {job.status}.", status=job.status)


def _busy(job: ImportJob) -> ImportBusy:
    running = ImportJob.objects.filter(owner_id=job.owner_id, status=ImportStatus.RUNNING).first()
    return ImportBusy(import_id=str(running.id) if running else None)


def _changed(job: ImportJob, **facts: Any) -> ImportInfo:
    ImportJob.objects.filter(pk=job.pk).update(**facts)
    for name, value in facts.items():
        setattr(job, name, value)
    return queries.info(job)
