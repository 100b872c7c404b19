"""The door of the integrations: products in by file, and out.

The upload and the work itself run outside any transaction and open their own; everything else runs inside the caller's tenant
scope. `vendor_ids` says whose imports the caller may touch: a seller's own vendors, or None for staff.
"""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from nexus.integrations.contracts.dto import Column, Counts, ImportInfo, ImportWish, RowProblem
from nexus.integrations.queries import jobs as queries
from nexus.integrations.services import columns, exporting, jobs, pictures, reporting, working, writing
from nexus.integrations.services.exporting import ExportWish
from nexus.integrations.services.reading import files
from nexus.integrations.services.reading.rows import MOST_BYTES, MOST_ROWS

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "MOST_ROWS",
    "Column",
    "Counts",
    "ExportWish",
    "ImportInfo",
    "ImportWish",
    "RowProblem",
    "cancel_import",
    "check_import",
    "create_import",
    "export_products",
    "fetch_pictures",
    "fields",
    "first_problems",
    "import_info",
    "latest_imports",
    "map_import",
    "problems_file",
    "purge",
    "start_import",
    "unfinished_import",
    "work_off",
]

FORMATS = files.FORMATS


def fields() -> tuple[str, ...]:
    """What a column may mean; besides these `attr.<code>`, `option.<name>`, `title:<language>`, `description:<language>`."""
    return columns.FIELDS


def create_import(
    chunks: Iterable[bytes],
    /,
    *,
    filename: str,
    vendor_id: UUID | None,
    created_by: UUID | None = None,
    wish: ImportWish | None = None,
) -> ImportInfo:
    """Take a file (`UploadedFile.chunks()`), look at it, keep it. Call it outside any transaction, with a tenant bound.

    `vendor_id`: whose products it may touch; None: all of the shop, new ones are the house's. Columns that the wish does not
    map are guessed. Raises UnreadableFile, InvalidMapping; nothing is kept then.
    """
    return jobs.create_import(
        chunks, filename=filename, vendor_id=vendor_id, created_by=created_by, wish=wish or ImportWish()
    )


def map_import(import_id: UUID, wish: ImportWish, /, *, vendor_ids: Collection[UUID] | None) -> ImportInfo:
    """Read the columns otherwise; what was checked is checked anew. Raises UnknownImport, WrongImportState, InvalidMapping."""
    return jobs.map_import(import_id, wish, vendor_ids=vendor_ids)


def check_import(
    import_id: UUID, /, *, vendor_ids: Collection[UUID] | None, nudges: bool = True
) -> ImportInfo:
    """Have the worker read the file through without writing: afterwards the import is `checked`, with `counts`, `preview` and
    problems. `nudges` False: the caller works it off itself. Raises UnknownImport, WrongImportState, InvalidMapping."""
    return jobs.check_import(import_id, vendor_ids=vendor_ids, nudges=nudges)


def start_import(
    import_id: UUID, /, *, vendor_ids: Collection[UUID] | None, nudges: bool = True
) -> ImportInfo:
    """Have the worker import a checked file; rows with problems are left out and told. Raises UnknownImport,
    WrongImportState, ImportBusy."""
    return jobs.start_import(import_id, vendor_ids=vendor_ids, nudges=nudges)


def cancel_import(import_id: UUID, /, *, vendor_ids: Collection[UUID] | None) -> ImportInfo:
    """Stop behind the batch that is being stored; what is stored stays. Raises UnknownImport, WrongImportState."""
    return jobs.cancel_import(import_id, vendor_ids=vendor_ids)


def import_info(import_id: UUID, /, *, vendor_ids: Collection[UUID] | None) -> ImportInfo | None:
    """How it stands; None for an unknown one or another seller's. One statement."""
    return queries.one(import_id, vendor_ids=vendor_ids)


def latest_imports(*, vendor_ids: Collection[UUID] | None, limit: int = 20) -> tuple[ImportInfo, ...]:
    """The newest imports. One statement."""
    return queries.latest(vendor_ids=vendor_ids, limit=limit)


def first_problems(import_id: UUID, /, *, limit: int = 50) -> tuple[RowProblem, ...]:
    """The first rows that were not (or would not be) taken, in the order of the file. Who may see the import is asked before."""
    return queries.first_problems(import_id, limit=limit)


def problems_file(import_id: UUID, /) -> Iterator[bytes]:
    """All of them as a CSV file in pieces. Call it outside any transaction, with the tenant bound; who may see the import is
    asked before."""
    return reporting.problems_file(import_id)


def unfinished_import(digest: str, /, *, owner_id: UUID) -> UUID | None:
    """The import of the same file (SHA-256) of the same owner (vendor, or tenant) that was started and has not ended."""
    return queries.unfinished(digest, owner_id=owner_id)


def work_off(
    import_id: UUID,
    /,
    *,
    seconds: float | None = None,
    by_force: bool = False,
    report: working.Report = lambda job: None,
) -> str:
    """Do the work that an import waits for, outside any transaction, with its tenant bound; its status then, empty when
    somebody else is at it. `seconds`: at most about so long. `by_force`: take it over from whoever has it.
    """
    return working.work_off(import_id, seconds=seconds, by_force=by_force, report=report)


def export_products(wish: ExportWish, kind: str, /) -> Iterator[bytes]:
    """A file of products (`csv`, `xlsx`, `jsonl`) in pieces, as it is made, with the memory of one page; imported again it
    changes nothing. Call it outside any transaction, with the tenant bound. Raises TooLongForWorkbook."""
    return writing.written(exporting.exported(wish), kind)


def fetch_pictures(import_id: UUID, /, *, seconds: float = 20.0) -> bool:
    """Fetch pictures that an ended import named by address, for about so long, outside any transaction; whether some are left.
    One that cannot be fetched becomes a problem of its row."""
    return pictures.fetch_pictures(import_id, seconds=seconds)


def purge() -> int:
    """Forget the bound tenant's imports of more than 30 days ago, with their files; how many."""
    return jobs.purge()
