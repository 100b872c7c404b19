"""Pages of lists that grow: newer and older, by cursors in the address."""

from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict

from nexus.platform.http import InvalidRequest, Keyset, KeysetPage
from nexus.web.storefront.asking import asked

LONGEST_CURSOR = 2000


@dataclass(frozen=True, slots=True)
class Asker:
    """What a page of a keyset list makes its links to the neighbouring pages from."""

    path: str
    query_params: QueryDict = field(default_factory=QueryDict)


def keyset_page(request: HttpRequest, order: Keyset, /, *, size: int) -> KeysetPage:
    """The page that `?cursor=` asks for. Raises a 400 problem for a cursor that is not ours."""
    return _page(request, order, size, request.GET.get("cursor", "")[:LONGEST_CURSOR])


def forgiving_page(
    request: HttpRequest, order: Keyset, /, *, size: int, keep: QueryDict | None = None
) -> KeysetPage:
    """The same for public pages, where a cursor that is none of ours begins anew. `keep`: what its links say besides."""
    try:
        return _page(request, order, size, asked(request).get("cursor", ""), keep)
    except InvalidRequest:
        return _page(request, order, size, "", keep)


def first_page(request: HttpRequest, order: Keyset, /, *, size: int) -> KeysetPage:
    """The newest few, whatever the address says."""
    return _page(request, order, size, "")


def _page(
    request: HttpRequest, order: Keyset, size: int, cursor: str, keep: QueryDict | None = None
) -> KeysetPage:
    asker = Asker(request.path, keep) if keep else Asker(request.path)
    return KeysetPage(asker, order, size=size, cursor=cursor, with_count=False)
