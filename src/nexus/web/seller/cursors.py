"""Pages of the portal's lists."""

from django.http import HttpRequest

from nexus.platform.http import InvalidRequest, Keyset, KeysetPage
from nexus.web.storefront.paging import LONGEST_CURSOR, Asker


def seller_list(request: HttpRequest, order: Keyset, /, *, size: int) -> KeysetPage:
    """The page that `?cursor=` asks for; one that is none of ours begins anew. Links keep what was looked for."""
    asker, cursor = Asker(request.path, request.GET), request.GET.get("cursor", "")[:LONGEST_CURSOR]
    try:
        return KeysetPage(asker, order, size=size, cursor=cursor, with_count=False)
    except InvalidRequest:
        return KeysetPage(asker, order, size=size, cursor="", with_count=False)
