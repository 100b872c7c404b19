"""Imports as staff see them: upload, look at what would come, start, and what was left out."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from nexus.integrations import facade
from nexus.integrations.facade import ImportInfo, ImportWish
from nexus.integrations.models import ImportJob, ImportStatus
from nexus.platform.backoffice import (
    Action,
    Asked,
    BackOfficeForm,
    Done,
    Facts,
    Figure,
    RecordAdmin,
    Section,
    Table,
    choices,
    column,
    links_to,
    words,
)
from nexus.platform.backoffice.values import badge

TONES: Final = {
    "uploaded": "idle", "checking": "warn", "checked": "info", "running": "warn", "done": "good", "failed": "bad",
    "cancelled": "idle",
}  # fmt: skip
_SHOWN: Final = 30


class UploadForm(BackOfficeForm):
    file = forms.FileField(help_text="CSV, XLSX or JSON Lines; columns are guessed by their heads.")
    create_categories = forms.BooleanField(required=False, help_text="Make categories that are missing.")
    create_brands = forms.BooleanField(required=False, help_text="Make brands that are missing.")


def _upload(asked: Asked) -> Done:
    wish = ImportWish(
        create_categories=asked.data["create_categories"], create_brands=asked.data["create_brands"]
    )
    file = asked.data["file"]
    made = facade.create_import(
        file.chunks(), filename=file.name, vendor_id=None, created_by=asked.user.pk, wish=wish
    )
    page = reverse("admin:integrations_importjob_change", args=[made.id])
    return Done(message=f"{made.filename} is uploaded. Nothing has changed yet: check it.", goto=page)


def _check(asked: Asked) -> str:
    facade.check_import(asked.record.pk, vendor_ids=None)
    return f"{asked.record.filename} is being read; nothing is written."


def _start(asked: Asked) -> str:
    facade.start_import(asked.record.pk, vendor_ids=None)
    return f"{asked.record.filename} is being imported."


def _cancel(asked: Asked) -> str:
    facade.cancel_import(asked.record.pk, vendor_ids=None)
    return f"{asked.record.filename} is called off. What was stored stays."


@admin.register(ImportJob)
class ImportAdmin(RecordAdmin):
    """Newest first."""

    stacked = True
    list_display = ("filename", "vendor_", "status_", "done_", "problems_", "created")
    list_filter = (choices("status", ImportStatus.values),)
    list_actions = (
        Action(name="upload", label="Upload a file", run=_upload, form=UploadForm, outside=True,
               about="A file of products with their variants, prices and stock. It is only looked at."),
    )  # fmt: skip
    record_actions = (
        Action(name="check", label="Check", run=_check, offered=lambda one: one.status in ("uploaded", "checked", "failed"),
               about="The whole file is read and nothing written: you see what would come of it."),
        Action(name="start", label="Import", run=_start, offered=lambda one: one.status == "checked",
               about="Rows with problems are left out; everything else is stored, batch by batch."),
        Action(name="cancel", label="Call off", run=_cancel, danger=True,
               offered=lambda one: one.status in ("uploaded", "checking", "checked", "running"),
               about="Nothing more is stored. What was stored stays."),
    )  # fmt: skip

    def prepare(self, records: list[Any]) -> None:
        vendors = links_to("vendors.vendor", [record.vendor_id for record in records])
        for record in records:
            record.vendor = vendors.get(record.vendor_id, "All of the shop")

    def live(self, record: Any) -> int:
        return 2 if record.status in ("checking", "running") else 0

    @column("Products of")
    def vendor_(self, record: Any) -> Any:
        return record.vendor

    @column("Status")
    def status_(self, record: ImportJob) -> Any:
        return badge(record.status, TONES)

    @column("Rows done")
    def done_(self, record: ImportJob) -> Any:
        return Figure(f"{record.position} of {record.rows}" if record.rows else "")

    @column("Left out")
    def problems_(self, record: ImportJob) -> Any:
        return Figure(record.counts.get("problems", 0))

    @column("Uploaded", order="id")
    def created(self, record: ImportJob) -> Any:
        return record.created_at

    def sections(self, request: HttpRequest, record: ImportJob) -> Iterable[Section]:
        info = facade.import_info(record.pk, vendor_ids=None)
        if info is None:
            return
        yield _state(info)
        yield _outcome(info)
        yield Table(
            title="Columns", head=("Column", "Read as", "Values"), wide=False,
            rows=[(one.header, one.field or "not read", ", ".join(one.examples)) for one in info.columns],
        )  # fmt: skip
        yield _preview(info)
        yield Table(
            title="Left out", head=("Line", "Column", "Value", "Reason"), empty="No row was left out.",
            rows=[(Figure(one.line), one.column, one.value, one.reason)
                  for one in facade.first_problems(info.id, limit=_SHOWN)],
        )  # fmt: skip


def _state(info: ImportInfo) -> Section:
    return Facts(title="Import", rows=[
        ("Status", badge(info.status, TONES)), ("Rows done", f"{info.position} of {info.rows}" if info.rows else None),
        ("Done", f"{info.percent} %" if info.rows else None), ("Failed because", info.failure or None),
        ("File", info.filename), ("Format", info.format.upper()), ("Bytes", info.bytes),
        ("Uploaded", info.created_at), ("Started", info.started_at), ("Ended", info.finished_at),
    ])  # fmt: skip


def _outcome(info: ImportInfo) -> Section:
    counts = info.counts
    return Facts(title="What comes of it" if info.status in ("checking", "checked") else "What came of it", rows=[
        ("New products", counts.products_created), ("Changed products", counts.products_changed),
        ("Products as they were", counts.products_unchanged), ("New variants", counts.variants_created),
        ("Changed variants", counts.variants_changed), ("Rows left out", counts.problems),
    ])  # fmt: skip


def _preview(info: ImportInfo) -> Section:
    rows = []
    for product in info.preview:
        told = [*product["changes"], *(change for one in product["variants"] for change in one["changes"])]
        changes = "; ".join(f"{one['field']}: {one['before']} → {one['after']}" for one in told[:6])
        rows.append((Figure(product["line"]), product["handle"], words(product["action"]), changes[:300]))
    return Table(
        title="The first products", head=("Line", "Product", "What", "Changes"), rows=rows,
        empty="Check the file to see what would come of it.",
    )  # fmt: skip
