"""Statements that run again and again, each on a cursor that is kept for it.

Django makes two cursors for every statement, and psycopg then finds out anew how to send each parameter and how to read
each column. For the short statements of a purchase that costs more than sending them does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import orjson

_JSONB: Final = 3802  # PostgreSQL's type oid; Django leaves jsonb as text for its own field to decode
_MOST_ROWS: Final = 50  # a cursor holds on to its last answer: long ones are let go
_MOST_STATEMENTS: Final = 256  # for each connection; texts that are put together at run time would add up


class Statement:
    """One SQL text on one connection."""

    __slots__ = ("_make", "cursor", "sql")

    def __init__(self, sql: str, cursor: Any, /) -> None:
        self.sql, self.cursor = sql, cursor
        self._make: Callable[[Sequence[Any]], Any] | None = None

    def rows(self) -> list[Any]:
        """The answer as named tuples; jsonb is decoded."""
        if self._make is None:
            self._make = _maker(tuple((column.name, column.type_code) for column in self.cursor.description))
        found = list(map(self._make, self.cursor.fetchall()))
        if len(found) > _MOST_ROWS:
            self.cursor.close()
        return found


def kept_statement(connection: Any, sql: str, make_cursor: Callable[[], Any], /) -> Statement:
    """The statement of this psycopg connection, which takes its cursors with it when it is closed."""
    kept: dict[str, Statement] = connection.__dict__.setdefault("nexus_statements", {})
    found = kept.get(sql)
    if found is None or found.cursor.closed:
        if len(kept) >= _MOST_STATEMENTS:
            kept.clear()  # the busy ones are back at once
        found = kept[sql] = Statement(sql, make_cursor())
    return found


@lru_cache(maxsize=512)
def _maker(columns: tuple[tuple[str, int], ...]) -> Callable[[Sequence[Any]], Any]:
    row_type = NamedTuple("Row", [(name, Any) for name, _ in columns])  # type: ignore[misc]
    encoded = [index for index, (_, type_code) in enumerate(columns) if type_code == _JSONB]
    if not encoded:
        return row_type._make

    def decoded(found: Sequence[Any]) -> Any:
        values = list(found)
        for index in encoded:
            if values[index] is not None:
                values[index] = orjson.loads(values[index])
        return row_type._make(values)

    return decoded
