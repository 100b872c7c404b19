"""`nexus import products FILE`."""

import sys
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nexus.config.management.choosing import chosen_tenant, chosen_vendor
from nexus.config.management.progress import Progress
from nexus.integrations import facade
from nexus.integrations.facade import ImportInfo, ImportWish
from nexus.kernel.errors import NexusError
from nexus.platform.tenancy import bind_tenant, bound_tenant, tenant_scope

_PIECE = 1024 * 1024
SOME_LEFT_OUT = 3


class Command(BaseCommand):
    help = "Import products from a file: CSV, XLSX or JSON Lines. Exit code 3 when rows were left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--tenant", default="")
        parser.add_argument("--vendor", default="")
        parser.add_argument("--mapping", action="append", default=[])
        parser.add_argument("--errors", default="")
        for flag in ("--create-categories", "--create-brands", "--dry-run", "--resume"):
            parser.add_argument(flag, action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        with bind_tenant(chosen_tenant(options["tenant"]).id):
            try:
                done = self._resumed(path, options) if options["resume"] else self._begun(path, options)
            except NexusError as error:
                raise CommandError(_told(error)) from None
            self._tell(done, options)

    def _begun(self, path: Path, options: dict[str, Any]) -> ImportInfo:
        wish = ImportWish(mapping=_mapping(options["mapping"]), create_categories=options["create_categories"],
                          create_brands=options["create_brands"])  # fmt: skip
        made = facade.create_import(
            _pieces(path), filename=path.name, vendor_id=chosen_vendor(options["vendor"]), wish=wish
        )
        self._tell_columns(made)
        with tenant_scope():
            facade.check_import(made.id, vendor_ids=None, nudges=False)
        checked = self._worked_off(made.id, "Checking")
        if options["dry_run"] or checked.status == "failed":
            return checked
        with tenant_scope():
            facade.start_import(made.id, vendor_ids=None, nudges=False)
        return self._with_pictures(self._worked_off(made.id, "Importing"))

    def _with_pictures(self, info: ImportInfo) -> ImportInfo:
        while facade.fetch_pictures(info.id):
            self.stdout.write("Fetching pictures ...")
        return _seen(info.id)

    def _resumed(self, path: Path, options: dict[str, Any]) -> ImportInfo:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        owner_id = chosen_vendor(options["vendor"])
        with tenant_scope():
            found = facade.unfinished_import(digest, owner_id=owner_id or bound_tenant())
        if found is None:
            raise CommandError(f"No import of {path} was broken off.")
        return self._with_pictures(self._worked_off(found, "Importing"))

    def _worked_off(self, import_id: UUID, what: str) -> ImportInfo:
        progress = Progress(what, start=_seen(import_id).position)
        status = facade.work_off(
            import_id,
            by_force=True,
            report=lambda job: progress.show(job.position, job.rows if what == "Importing" else 0),
        )
        info = _seen(import_id)
        progress.end(info.position or info.rows, info.rows)
        if not status:
            raise CommandError(f"The import went on elsewhere, or was called off: it is {info.status}.")
        return info

    def _tell_columns(self, info: ImportInfo) -> None:
        unread = [one.header for one in info.columns if not one.field]
        for one in info.columns:
            if one.field and one.field != one.header:
                self.stdout.write(f"{one.header!r} is read as {one.field}.")
        if unread:
            self.stdout.write(
                f"Not read: {', '.join(unread)} (say what they mean with --mapping COLUMN=FIELD)"
            )

    def _tell(self, info: ImportInfo, options: dict[str, Any]) -> None:
        if info.status == "failed":
            raise CommandError(info.failure)
        counts, would = info.counts, "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"Products: {counts.products_created:,} {would}new, {counts.products_changed:,} {would}changed, "
            f"{counts.products_unchanged:,} as they were. Variants: {counts.variants_created:,} {would}new, "
            f"{counts.variants_changed:,} {would}changed. Rows left out: {counts.problems:,}."
        )
        if options["dry_run"]:
            self._tell_preview(info)
        if counts.problems:
            self._tell_problems(info, options["errors"])

    def _tell_preview(self, info: ImportInfo) -> None:
        for product in info.preview[:10]:
            self.stdout.write(f"  line {product['line']}: {product['handle']} {product['action']}")
            changes = [
                *product["changes"],
                *(change for one in product["variants"] for change in one["changes"]),
            ]
            for change in changes[:5]:
                self.stdout.write(f"    {change['field']}: {change['before']!r} -> {change['after']!r}"[:200])

    def _tell_problems(self, info: ImportInfo, target: str) -> None:
        with tenant_scope():
            first = facade.first_problems(info.id, limit=10)
        for one in first:
            self.stdout.write(f"  line {one.line}: {one.column}: {one.reason}")
        if target:
            with Path(target).open("wb") as file:
                file.writelines(facade.problems_file(info.id))
            self.stdout.write(f"All of them are in {target}.")
        sys.exit(SOME_LEFT_OUT)


def _seen(import_id: UUID) -> ImportInfo:
    with tenant_scope():
        found = facade.import_info(import_id, vendor_ids=None)
    if found is None:
        raise CommandError("The import is gone.")
    return found


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _mapping(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    if wrong := [one for one, (_, sign, _) in zip(given, pairs, strict=True) if not sign]:
        raise CommandError(f"--mapping takes COLUMN=FIELD, not {wrong[0]!r}.")
    return {column: field for column, _, field in pairs}


def _told(error: NexusError) -> str:
    """One readable line."""
    reasons = [f"{name}: {' '.join(messages)}" for name, messages in error.errors.items() if name != "file"]
    return "; ".join(reasons) or error.detail
