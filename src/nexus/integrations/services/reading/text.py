"""CSV: encoding and delimiter are found out, quoted cells may hold line breaks."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nexus.integrations.services.reading.rows import LONGEST_CELL, MOST_ROWS, Row, Unreadable, checked_headers

_DELIMITERS: Final = ",;\t|"
_PIECE: Final = 1024 * 1024
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def dialect_of(path: Path, /) -> dict[str, Any]:
    """`encoding` and `delimiter`. Raises Unreadable for a file that is no text."""
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        beginning = file.read(64 * 1024)
    return {"encoding": encoding, "delimiter": _delimiter_of(beginning)}


def headers_of(path: Path, dialect: dict[str, Any], /) -> list[str]:
    """What stands above the columns. Raises Unreadable."""
    with path.open(encoding=dialect["encoding"], newline="") as file:
        return checked_headers(next(_records(file, dialect["delimiter"]), (1, []))[1])


def rows_of(path: Path, dialect: dict[str, Any], /) -> Iterator[Row]:
    """Row by row. Raises Unreadable where the file breaks off being CSV."""
    with path.open(encoding=dialect["encoding"], newline="") as file:
        records = _records(file, dialect["delimiter"])
        headers = checked_headers(next(records, (1, []))[1])
        for line, record in records:
            yield Row(
                line, {name: cell for name, cell in zip(headers, record, strict=False) if cell and name}
            )


def _records(file: io.TextIOBase | Any, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader, line = csv.reader(file, delimiter=delimiter, strict=True), 1
    try:
        for number, record in enumerate(reader):
            if number > MOST_ROWS:
                raise Unreadable(f"A file has at most {MOST_ROWS} rows.")
            if any(record):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"Line {line}: {_in_words(str(error))}") from None
    except UnicodeError:
        raise Unreadable(f"After line {line} the file is no longer {file.encoding} text.") from None


def _in_words(error: str) -> str:
    if "field larger" in error:
        return f"a cell is longer than {LONGEST_CELL} characters. Is a quotation mark missing?"
    if "unexpected end" in error:
        return "the file ends inside a quoted cell."
    return f"{error}."


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        beginning = file.read(4)
    for mark, encoding in _BOMS:
        if beginning.startswith(mark):
            _decode(path, encoding)
            return encoding
    try:
        _decode(path, "utf-8")
    except UnicodeError:
        return "cp1252" if _decodes_as_western(path) else "latin-1"
    return "utf-8"


def _decodes_as_western(path: Path) -> bool:
    try:
        _decode(path, "cp1252")
    except UnicodeError:
        return False
    return True


def _decode(path: Path, encoding: str) -> None:
    """Read it once through. Raises UnicodeError, or Unreadable for a byte that no text has."""
    with path.open(encoding=encoding, newline="") as file:
        while piece := file.read(_PIECE):
            if "\0" in piece:
                raise Unreadable("The file holds NUL bytes: it is no text. Save it as CSV in UTF-8.")


def _delimiter_of(beginning: str) -> str:
    """The one that stands most often in the first line outside quotation marks; a comma when none does."""
    counts, quoted = dict.fromkeys(_DELIMITERS, 0), False
    for character in beginning:
        if character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "\r\n":
            break
        elif character in counts:
            counts[character] += 1
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])
