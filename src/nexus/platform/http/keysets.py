"""Keyset lists: a total order, and one page of it as pieces of SQL (or of a Django queryset)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from nexus.platform.http.cursors import read_cursor, write_cursor
from nexus.platform.http.page_links import Count, Item, counted, value_of, with_query


@dataclass(frozen=True, slots=True)
class Column:
    """A sort column: attribute of the rows, PostgreSQL type for the cast, direction, and its SQL when that is not the name."""

    name: str
    type: str
    descending: bool = False
    sql: str = ""

    @property
    def expression(self) -> str:
        return self.sql or self.name


class Keyset:
    """A total order: the last column must be unique. Columns must not be null."""

    def __init__(self, *columns: Column) -> None:
        self.columns = columns
        self.name = ",".join(f"{'-' if column.descending else ''}{column.name}" for column in columns)


class KeysetPage:
    """One page of a keyset list: pieces of SQL to ask with, and the answer to give.

    `WHERE tenant_id = %s AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}` with `[tenant, *page.params]`.
    """

    def __init__(self, request: Any, keyset: Keyset, /, *, size: int, cursor: str, with_count: bool) -> None:
        self._request, self._keyset, self._with_count = request, keyset, with_count
        self.size, self.limit = size, size + 1
        self._values: tuple[Any, ...] | None
        self.backward, self._values = (
            read_cursor(cursor, keyset.name, len(keyset.columns)) if cursor else (False, None)
        )

    @property
    def where(self) -> str:
        """SQL condition for rows after the cursor; `TRUE` on the first page."""
        if self._values is None:
            return "TRUE"
        columns = self._keyset.columns
        if len({column.descending for column in columns}) == 1:
            names = ", ".join(column.expression for column in columns)
            marks = ", ".join(f"%s::{column.type}" for column in columns)
            return f"({names}) {self._beyond(columns[0])} ({marks})"
        return "(" + " OR ".join(self._branch(index) for index in range(len(columns))) + ")"

    @property
    def after(self) -> tuple[Any, ...] | None:
        """The sort values of the row to go on from, for those who do not ask by SQL; None on the first page."""
        return self._values

    @property
    def params(self) -> list[Any]:
        """Parameters of `where`."""
        if self._values is None:
            return []
        if len({column.descending for column in self._keyset.columns}) == 1:
            return list(self._values)
        return [value for index in range(len(self._values)) for value in self._values[: index + 1]]

    @property
    def order_by(self) -> str:
        """SQL order; reversed when paging backwards (`answer` turns the rows around again)."""
        return ", ".join(
            f"{column.expression} {'DESC' if column.descending != self.backward else 'ASC'}"
            for column in self._keyset.columns
        )

    def slice(self, queryset: QuerySet[Any], /) -> list[Any]:
        """The rows of a Django queryset for this page, one more than `size` when there are more."""
        order = [f"{'-' if c.descending != self.backward else ''}{c.name}" for c in self._keyset.columns]
        return list(queryset.filter(self._condition()).order_by(*order)[: self.limit])

    def answer(self, rows: Sequence[Any], /, *, item: Item, count: Count | None = None) -> dict[str, Any]:
        """The body: `rows` are at most `limit` in the order of `order_by`; `item` makes the JSON of one."""
        more, kept = len(rows) > self.size, list(rows[: self.size])
        if self.backward:
            kept.reverse()
        has_next = more if not self.backward else True
        has_previous = self._values is not None if not self.backward else more
        body: dict[str, Any] = {
            "results": [item(row) for row in kept],
            "next": self._link(kept[-1], backward=False) if kept and has_next else None,
            "previous": self._link(kept[0], backward=True) if kept and has_previous else None,
        }
        return counted(body, self._with_count, count)

    def _beyond(self, column: Column) -> str:
        return "<" if column.descending != self.backward else ">"

    def _branch(self, index: int) -> str:
        columns = self._keyset.columns[: index + 1]
        same = [f"{column.expression} = %s::{column.type}" for column in columns[:-1]]
        last = columns[-1]
        return "(" + " AND ".join([*same, f"{last.expression} {self._beyond(last)} %s::{last.type}"]) + ")"

    def _condition(self) -> Q:
        condition = Q()
        for index, column in enumerate(self._keyset.columns if self._values is not None else ()):
            same = {
                c.name: value
                for c, value in zip(self._keyset.columns[:index], self._values or (), strict=False)
            }
            lookup = "lt" if self._beyond(column) == "<" else "gt"
            condition |= Q(**same, **{f"{column.name}__{lookup}": (self._values or ())[index]})
        return condition

    def _link(self, row: Any, *, backward: bool) -> str:
        values = [value_of(row, column.name) for column in self._keyset.columns]
        return with_query(self._request, cursor=write_cursor(values, self._keyset.name, backward=backward))
