"""From a query string to what a list is asked for. What cannot be used is left out and said, never refused as a whole."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, QueryDict

from nexus.platform.http import InvalidRequest, KeysetPage
from nexus.search.queries import finding, listing
from nexus.search.queries.filters import Filters, read_filters
from nexus.search.queries.matching import Matching, matching
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.web.storefront.asking import ATTRIBUTE, asked
from nexus.web.storefront.paging import Asker

SIZE: Final = 24
_COMMA: Final = re.compile(r"\d+,\d{1,3}", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """`query`: what can be used of it; `typed`: as it was stated; `refused`: names of what was left out."""

    path: str
    query: QueryDict
    typed: QueryDict
    filters: Filters
    text: Matching | None
    order: str
    page: KeysetPage
    refused: Collection[str]

    @property
    def is_search(self) -> bool:
        """Whether the page is about the text; elsewhere a text is one filter among others."""
        return self.path == "/search/"

    def address(self, query: QueryDict, /) -> str:
        """This list with another query; cursors belong to the old one."""
        kept = query.copy()
        kept.pop("cursor", None)
        return f"{self.path}?{kept.urlencode()}" if kept else self.path

    def without(self, name: str, value: str | None = None, /) -> str:
        """The address without a filter, or without one of its values."""
        changed = self.query.copy()
        left = [one for one in changed.pop(name) if value is not None and one != value]
        if left:
            changed.setlist(name, left)
        return self.address(changed)


def read_wish(
    request: HttpRequest, tenant: TenantInfo, /, *, categories: Collection[str], fixed: tuple[str, ...] = ()
) -> Wish:
    """`categories`: slugs and ids that exist; `fixed`: parameters that the address of the page decides already."""
    typed = asked(request).copy()
    for name in fixed:
        typed.pop(name, None)
    query = _with_decimal_points(typed)

    def read() -> tuple[Filters, Matching | None, str, KeysetPage]:
        filters = read_filters(query, currency=tenant.currency)
        if (category := query.get("category")) and category not in categories:
            raise InvalidRequest(errors={"category": ["There is no such category."]})
        text = matching(filters.text, tenant) if filters.text else None
        order = finding.order_of(query.get("sort"), text)
        asker = Asker(request.path, query)
        page = KeysetPage(
            asker, listing.ORDERS[order], size=SIZE, cursor=query.get("cursor", ""), with_count=False
        )
        return filters, text, order, page

    (filters, text, order, page), refused = _usable(query, read)
    return Wish(
        path=request.path, query=query, typed=typed, filters=filters, text=text, order=order, page=page,
        refused=refused,
    )  # fmt: skip


def _usable(query: QueryDict, read: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What is read once everything that is refused was taken out of the query, and the names of it."""
    refused: list[str] = []
    while True:
        try:
            return read(), refused
        except InvalidRequest as error:
            named = [name for name in query if name in error.errors or _is_counted(name, error)]
            if not named:
                raise
            refused += named
            for name in named:
                del query[name]


def _is_counted(name: str, error: InvalidRequest) -> bool:
    """Too many attributes are refused together."""
    return "attr" in error.errors and name.startswith(ATTRIBUTE)


def _with_decimal_points(typed: QueryDict) -> QueryDict:
    """People write 12,50 as well."""
    query = typed.copy()
    for name in ("price_min", "price_max"):
        if (given := query.getlist(name)) and all(_COMMA.fullmatch(one) for one in given):
            query.setlist(name, [one.replace(",", ".") for one in given])
    return query
