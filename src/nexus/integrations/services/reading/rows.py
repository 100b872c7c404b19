"""What every kind of file becomes: rows of text, or of JSON values, under headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST_BYTES: Final = 512 * 1024 * 1024
MOST_ROWS: Final = 2_000_000
MOST_COLUMNS: Final = 300
LONGEST_HEADER: Final = 100
LONGEST_CELL: Final = 60_000


class Unreadable(Exception):
    """The file cannot be read, or not beyond this line; the message is for people."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and where it begins in the file; lines count from 1, the head included. Empty cells are left out."""

    line: int
    cells: Mapping[str, Any]


def checked_headers(headers: list[str], /) -> list[str]:
    """Trimmed. Raises Unreadable for none, too many, too long ones and for one that stands there twice."""
    tidy = [header.strip() for header in headers]
    while tidy and not tidy[-1]:
        tidy.pop()
    if not tidy:
        raise Unreadable("The first line has to name the columns.")
    if len(tidy) > MOST_COLUMNS:
        raise Unreadable(f"A file has at most {MOST_COLUMNS} columns.")
    for index, header in enumerate(tidy):
        if len(header) > LONGEST_HEADER:
            raise Unreadable(f"The name of column {index + 1} is longer than {LONGEST_HEADER} characters.")
        if header and header in tidy[:index]:
            raise Unreadable(f"Two columns are called {header!r}.")
    return tidy
