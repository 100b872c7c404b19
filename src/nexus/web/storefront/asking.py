"""What of a query string a page looks at. The rest (`utm_source`, whatever) changes nothing and is not kept apart."""

import re
from typing import Final

from django.http import HttpRequest, QueryDict

ATTRIBUTE: Final = "attr."
LIST: Final = (
    "q", "category", "vendor", "brand", "collection", "tag", "price_min", "price_max", "in_stock", "rating_min",
    "reduced", "sort", "cursor",
)  # fmt: skip
"""Parameters of a list, by the names that the API has for them; besides these any `attr.<code>`."""

_LISTS: Final = re.compile(r"/(?:products/|search/|(?:c|b|collections|sellers)/[^/]+/)$")
_OTHERS: Final = (
    (re.compile(r"/search/suggest/$"), ("q",)),
    (re.compile(r"/p/[^/]+/$"), ("variant", "sort", "stars", "verified", "cursor")),
    (re.compile(r"/sellers/$"), ("cursor",)),
)
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]")
_KEPT: Final = "_nexus_asked"


def asked(request: HttpRequest, /) -> QueryDict:
    """The parameters that this page knows, without empty ones, sorted by name. Read once for each request."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, _known(request))
    found: QueryDict = getattr(request, _KEPT)
    return found


def page_query(request: HttpRequest, /) -> str:
    """The same as text (NEXUS_PAGE_QUERY): what a page is kept under, and where its forms come back to."""
    return asked(request).urlencode()


def _known(request: HttpRequest) -> QueryDict:
    names, takes_attributes = _names(request.path_info)
    found = QueryDict(mutable=True)
    for name, values in sorted(request.GET.lists()):
        if name in names or (takes_attributes and name.startswith(ATTRIBUTE)):
            given = [value for value in (_UNSEEN.sub("", value).strip() for value in values) if value]
            if given:
                found.setlist(name, given)
    return found


def _names(path: str) -> tuple[tuple[str, ...], bool]:
    if _LISTS.match(path):
        return LIST, True
    return next((names for pattern, names in _OTHERS if pattern.match(path)), ()), False
