"""Lists: `{results, next, previous}`, with `count` on demand. Keyset where lists grow, page numbers where people want them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from rest_framework import serializers

from nexus.platform.http.cursors import read_cursor, write_cursor
from nexus.platform.http.fields import IntegerField, TextField
from nexus.platform.http.validation import InvalidRequest, validated_query

DEFAULT_SIZE: Final = 24
MAX_SIZE: Final = 100
MAX_DEPTH: Final = 50_000
KEYSET_QUERY: Final = ("cursor", "page_size", "count")
PAGE_QUERY: Final = ("page", "page_size", "count")

type Item = Callable[[Any], Any]
type Count = Callable[[], int]


class KeysetQuery(serializers.Serializer):
    """Parameters of a keyset list; derive from it to add filters."""

    cursor = TextField(required=False, max_length=2000)
    page_size = IntegerField(required=False, min_value=1, max_value=MAX_SIZE)
    count = serializers.BooleanField(required=False, default=False)


class PageQuery(serializers.Serializer):
    """Parameters of a numbered list; derive from it to add filters."""

    page = IntegerField(required=False, min_value=1)
    page_size = IntegerField(required=False, min_value=1, max_value=MAX_SIZE)
    count = serializers.BooleanField(required=False, default=False)


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
        return _counted(body, self._with_count, count)

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
        values = [_value(row, column.name) for column in self._keyset.columns]
        return _with_query(self._request, cursor=write_cursor(values, self._keyset.name, backward=backward))


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """One page of a numbered list: ask with `LIMIT page.limit OFFSET page.offset` (one row more than shown)."""

    request: Any
    number: int
    size: int
    with_count: bool

    @property
    def limit(self) -> int:
        return self.size + 1

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def answer(self, rows: Sequence[Any], /, *, item: Item, count: Count | None = None) -> dict[str, Any]:
        """The body: `rows` are at most `limit`; `item` makes the JSON of one."""
        more = len(rows) > self.size
        body: dict[str, Any] = {
            "results": [item(row) for row in rows[: self.size]],
            "next": _with_query(self.request, page=self.number + 1) if more else None,
            "previous": _with_query(self.request, page=self.number - 1) if self.number > 1 else None,
        }
        return _counted(body, self.with_count, count)


def keyset_page(request: Any, keyset: Keyset, /, *, default_size: int = DEFAULT_SIZE) -> KeysetPage:
    """The page that the query asks for. Raises a 400 problem for a bad size or a cursor that is not ours."""
    asked = validated_query(KeysetQuery, request)
    return KeysetPage(
        request,
        keyset,
        size=asked.get("page_size", default_size),
        cursor=asked.get("cursor", ""),
        with_count=asked["count"],
    )


def numbered_page(request: Any, /, *, default_size: int = DEFAULT_SIZE) -> NumberedPage:
    """The page that the query asks for. Raises a 400 problem for a bad number or size, or deeper than 50,000 rows."""
    asked = validated_query(PageQuery, request)
    page = NumberedPage(request, asked.get("page", 1), asked.get("page_size", default_size), asked["count"])
    if page.offset + page.size > MAX_DEPTH:
        raise InvalidRequest(
            "Too deep; narrow the filters.", errors={"page": [f"At most {MAX_DEPTH} rows can be paged."]}
        )
    return page


def paginate_keyset(
    request: Any, queryset: QuerySet[Any], keyset: Keyset, /, *, item: Item, default_size: int = DEFAULT_SIZE
) -> dict[str, Any]:
    """A whole keyset list from a Django queryset."""
    page = keyset_page(request, keyset, default_size=default_size)
    return page.answer(page.slice(queryset), item=item, count=queryset.count)


def _counted(body: dict[str, Any], wanted: bool, count: Count | None) -> dict[str, Any]:
    if wanted and count is not None:
        body["count"] = count()
    return body


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _with_query(request: Any, **changed: Any) -> str:
    """Path and query, without the host: cached bodies serve every domain of a tenant."""
    query = {**{name: values for name, values in request.query_params.lists() if name != "cursor"}, **changed}
    return f"{request.path}?{urlencode(query, doseq=True)}"
