"""Lists as parameters. An import sends thousands of ids, numbers and words at a time; psycopg asks a regular expression for
each of them whether it needs quotation marks, and a dumper for each what it looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from psycopg import DataError
from psycopg.types.array import ListDumper

_NULL: Final = "NULL"


class PlainListDumper(ListDumper):
    """The same text as psycopg's for lists of ids, whole numbers and strings (https://www.postgresql.org/docs/current/arrays.html);
    everything else goes psycopg's way."""

    def dump(self, obj: list[Any]) -> Any:
        kinds = set(map(type, obj))
        kinds.discard(type(None))
        spelled = _SPELLED.get(kinds.pop()) if len(kinds) == 1 and self.delimiter == b"," else None
        if spelled is None:
            return super().dump(obj)
        return f"{{{','.join([_NULL if item is None else spelled(item) for item in obj])}}}".encode()


def _quoted(text: str) -> str:
    if "\0" in text:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _hex(found: UUID) -> str:
    return found.hex


_SPELLED: Final[dict[type, Callable[[Any], str]]] = {UUID: _hex, int: str, str: _quoted}
