"""Which kind of file it is, and how it is read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from nexus.integrations.services.reading import jsonlines, text, workbook
from nexus.integrations.services.reading.escaping import restored
from nexus.integrations.services.reading.rows import Row, Unreadable

type Rows = Callable[[Path, dict[str, Any]], Iterator[Row]]

FORMATS: Final = ("csv", "xlsx", "jsonl")
_HEADERS: Final = {"csv": text.headers_of, "xlsx": workbook.headers_of, "jsonl": jsonlines.headers_of}
_ROWS: Final[dict[str, Rows]] = {"csv": text.rows_of, "xlsx": workbook.rows_of, "jsonl": jsonlines.rows_of}
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


def format_of(path: Path, /) -> str:
    """By content, whatever the name says. Raises Unreadable."""
    with path.open("rb") as file:
        beginning = file.read(4096)
    if not beginning.strip():
        raise Unreadable("The file is empty.")
    if beginning.startswith(_ZIP):
        return "xlsx"
    if beginning.startswith(_OLD_EXCEL):
        raise Unreadable(
            "Old Excel files (.xls) and locked workbooks cannot be read. Save it as .xlsx or CSV."
        )
    return "jsonl" if beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "csv"


def dialect_of(path: Path, kind: str, /) -> dict[str, Any]:
    """How text is written in it. Raises Unreadable."""
    return text.dialect_of(path) if kind == "csv" else {}


def headers_of(path: Path, kind: str, dialect: dict[str, Any], /) -> list[str]:
    """The names of the columns. Raises Unreadable."""
    return _HEADERS[kind](path, dialect)


def rows_of(path: Path, kind: str, dialect: dict[str, Any], /) -> Iterator[Row]:
    """The rows that are not empty, in order. Raises Unreadable."""
    rows = _ROWS[kind](path, dialect)
    if kind == "jsonl":
        return rows
    return map(_restored, rows)


def _restored(row: Row) -> Row:
    """Cells that `harmless` may have changed begin with an apostrophe: few do."""
    if any(type(cell) is str and cell.startswith("'") for cell in row.cells.values()):
        return Row(row.line, {name: restored(cell) for name, cell in row.cells.items()})
    return row
