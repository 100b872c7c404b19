"""XLSX: the first sheet, values instead of formulas, read in a stream. Its parts are measured before any is unpacked."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from nexus.integrations.services.reading.rows import LONGEST_CELL, MOST_ROWS, Row, Unreadable, checked_headers

MOST_UNPACKED: Final = 1024 * 1024 * 1024
MOST_SHARED: Final = 64 * 1024 * 1024
_MOST_PARTS: Final = 2000
_HIGHEST_RATIO: Final = 200
_BROKEN: Final = (
    zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError, EOFError,
    NotImplementedError, RuntimeError, IndexError, OSError, zipfile.LargeZipFile,
)  # fmt: skip


def headers_of(path: Path, dialect: dict[str, Any], /) -> list[str]:
    """The first row. Raises Unreadable."""
    _refuse_bombs(path)
    for _, cells in _records(path):
        return checked_headers([_header(cell) for cell in cells])
    raise Unreadable("The first sheet is empty.")


def rows_of(path: Path, dialect: dict[str, Any], /) -> Iterator[Row]:
    """Row by row of the first sheet. Raises Unreadable."""
    records = _records(path)
    headers = checked_headers([_header(cell) for cell in next(records, (1, ()))[1]])
    for line, cells in records:
        found = {
            name: _plain(cell)
            for name, cell in zip(headers, cells, strict=False)
            if cell not in (None, "") and name
        }
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in found.values()):
            raise Unreadable(f"Row {line}: a cell is longer than {LONGEST_CELL} characters.")
        if found:
            yield Row(line, found)


def _records(path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    line = 0
    try:
        with path.open("rb") as file, closing(_opened(file)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says about its own size is not to be trusted
            for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                if line > MOST_ROWS:
                    raise Unreadable(f"A file has at most {MOST_ROWS} rows.")
                yield line, cells
    except _BROKEN:
        message = f"The workbook is damaged after row {line}." if line else "This is no XLSX workbook."
        raise Unreadable(message) from None


def _opened(file: BinaryIO) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations that do not concern us
        return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _BROKEN:
        raise Unreadable("This is no XLSX workbook.") from None
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    shared = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if (
        len(parts) > _MOST_PARTS
        or unpacked > MOST_UNPACKED
        or unpacked > packed * _HIGHEST_RATIO
        or shared > MOST_SHARED
    ):
        raise Unreadable("The workbook unpacks to more than can be read. Save it as CSV.")


def _header(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _plain(cell: Any) -> Any:
    """Text, whole numbers and truth as they are; dates in ISO 8601; no binary fractions beyond 15 digits."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 10**15 else f"{cell:.15g}"
    return cell if isinstance(cell, str | int | bool) else str(cell)
