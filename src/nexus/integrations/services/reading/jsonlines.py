"""JSON Lines: one object for each row, its names are the columns."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import orjson

from nexus.integrations.services.reading.rows import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Unreadable,
    checked_headers,
)

_LONGEST_LINE: Final = 1024 * 1024
_LOOKED_AT: Final = 1000


def headers_of(path: Path, dialect: dict[str, Any], /) -> list[str]:
    """The names that occur in the first thousand rows, in the order in which they turn up. Raises Unreadable."""
    found: dict[str, None] = {}
    for number, row in enumerate(rows_of(path, dialect)):
        if number >= _LOOKED_AT or len(found) > MOST_COLUMNS:
            break
        found.update(dict.fromkeys(row.cells))
    return checked_headers(list(found))


def rows_of(path: Path, dialect: dict[str, Any], /) -> Iterator[Row]:
    """Row by row. Raises Unreadable where a line is no object."""
    with path.open("rb") as file:
        line = 0
        while raw := file.readline(_LONGEST_LINE + 1):
            line += 1
            if len(raw) > _LONGEST_LINE:
                raise Unreadable(f"Line {line} is longer than a megabyte.")
            if line > MOST_ROWS:
                raise Unreadable(f"A file has at most {MOST_ROWS} rows.")
            if raw.strip():
                yield Row(line, _object(raw, line))


def _object(raw: bytes, line: int) -> dict[str, Any]:
    try:
        found = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise Unreadable(f"Line {line} is not JSON in UTF-8.") from None
    if not isinstance(found, dict) or len(found) > MOST_COLUMNS:
        raise Unreadable(f"Line {line} is no object with at most {MOST_COLUMNS} names.")
    if b"\\u0000" in raw or any(
        isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in found.values()
    ):
        raise Unreadable(
            f"Line {line} has a NUL character, or a text of more than {LONGEST_CELL} characters."
        )
    return {name.strip(): cell for name, cell in found.items() if cell != ""}
