"""Lists: `{results, next, previous}`, with `count` on demand. Keyset where lists grow, page numbers where people want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from rest_framework import serializers

from nexus.platform.http.fields import IntegerField, TextField
from nexus.platform.http.keysets import Keyset, KeysetPage
from nexus.platform.http.page_links import Count, Item, counted, with_query
from nexus.platform.http.validation import InvalidRequest, validated_query

DEFAULT_SIZE: Final = 24
MAX_SIZE: Final = 100
MAX_DEPTH: Final = 50_000
KEYSET_QUERY: Final = ("cursor", "page_size", "count")
PAGE_QUERY: Final = ("page", "page_size", "count")


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


class PageBody(serializers.Serializer):
    # How every list is documented: derive from it and say what its `results` are. As a docstring this would be told of each.
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    count = serializers.IntegerField(required=False)


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
            "next": with_query(self.request, page=self.number + 1) if more else None,
            "previous": with_query(self.request, page=self.number - 1) if self.number > 1 else None,
        }
        return counted(body, self.with_count, count)


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


def whole_list(request: Any, entries: Sequence[Any], /, *, item: Item) -> dict[str, Any]:
    """A list that a rule keeps short, at hand as a whole: in pages of at most MAX_SIZE all the same. Declare PAGE_QUERY."""
    page = numbered_page(request, default_size=MAX_SIZE)
    shown = entries[page.offset : page.offset + page.limit]
    return page.answer(shown, item=item, count=lambda: len(entries))


def paginate_keyset(
    request: Any, queryset: QuerySet[Any], keyset: Keyset, /, *, item: Item, default_size: int = DEFAULT_SIZE
) -> dict[str, Any]:
    """A whole keyset list from a Django queryset."""
    page = keyset_page(request, keyset, default_size=default_size)
    return page.answer(page.slice(queryset), item=item, count=queryset.count)
