"""Rows into CSV, XLSX and JSON Lines, piece by piece."""

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any, Final

import openpyxl  # type: ignore[import-untyped]
import orjson

from nexus.integrations.contracts.errors import TooLongForWorkbook
from nexus.integrations.services.exporting import Table
from nexus.integrations.services.reading.escaping import harmless

CONTENT_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
}
MOST_ROWS_OF_SHEET: Final = 1_048_575
LONGEST_CELL_OF_SHEET: Final = 32_767
_PIECE: Final = 256 * 1024
_AMOUNTS: Final = frozenset({"price", "compare_at_price"})


def written(table: Table, kind: str, /) -> Iterator[bytes]:
    """The file in pieces, as it is made; a workbook comes only when it is whole. Raises TooLongForWorkbook."""
    return _WRITERS[kind](table)


def csv_of(columns: tuple[str, ...], rows: Iterator[list[dict[str, Any]]], /) -> Iterator[bytes]:
    """With a byte order mark, by which spreadsheets know UTF-8."""
    piece = io.StringIO(newline="")
    writer = csv.writer(piece)
    writer.writerow([harmless(column) for column in columns])
    yield b"\xef\xbb\xbf"
    for page in rows:
        writer.writerows([_text(row.get(column), column) for column in columns] for row in page)
        yield piece.getvalue().encode()
        piece.seek(0)
        piece.truncate()
    yield piece.getvalue().encode()


def _csv(table: Table) -> Iterator[bytes]:
    return csv_of(table.columns, table.pages)


def _jsonl(table: Table) -> Iterator[bytes]:
    for page in table.pages:
        kept = ({name: value for name, value in row.items() if value not in (None, "", [])} for row in page)
        yield b"".join(orjson.dumps(row) + b"\n" for row in kept)


def _xlsx(table: Table) -> Iterator[bytes]:
    book = openpyxl.Workbook(write_only=True)
    sheet, rows = book.create_sheet("products"), 0
    sheet.append([harmless(column) for column in table.columns])
    for page in table.pages:
        rows += len(page)
        if rows > MOST_ROWS_OF_SHEET:
            raise TooLongForWorkbook
        for row in page:
            sheet.append([_cell(row.get(column), column) for column in table.columns])
    with TemporaryFile(prefix="nexus-export-") as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _text(value: Any, column: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) or column in _AMOUNTS:
        return str(value)
    return harmless((" | " if column == "images" else "; ").join(value) if isinstance(value, list) else value)


def _cell(value: Any, column: str) -> Any:
    """Numbers stay numbers. What no cell can hold is left out rather than cut off: an empty cell changes nothing."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if column in _AMOUNTS:
        return Decimal(value)
    text = _text(value, column)
    return text if len(text) <= LONGEST_CELL_OF_SHEET else None


_WRITERS: Final[dict[str, Callable[[Table], Iterator[bytes]]]] = {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl}
