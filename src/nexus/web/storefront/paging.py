"""Pages of lists that grow: newer and older, by cursors in the address."""

from django.http import HttpRequest, QueryDict

from nexus.platform.http.keysets import Keyset, KeysetPage

LONGEST_CURSOR = 2000


class _Asked:
    """What links to the neighbouring pages are made of."""

    def __init__(self, request: HttpRequest, /) -> None:
        self.path, self.query_params = request.path, QueryDict()


def keyset_page(request: HttpRequest, order: Keyset, /, *, size: int) -> KeysetPage:
    """The page that `?cursor=` asks for. Raises a 400 problem for a cursor that is not ours."""
    cursor = request.GET.get("cursor", "")[:LONGEST_CURSOR]
    return KeysetPage(_Asked(request), order, size=size, cursor=cursor, with_count=False)


def first_page(request: HttpRequest, order: Keyset, /, *, size: int) -> KeysetPage:
    """The newest few, whatever the address says."""
    return KeysetPage(_Asked(request), order, size=size, cursor="", with_count=False)
