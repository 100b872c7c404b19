"""Forms of pages, and where they were sent from.

A page that the cache keeps is the same for everybody, so its forms carry no token of one visitor. Browsers say themselves
where a POST comes from (`Sec-Fetch-Site`, `Origin`), and no page can make them say otherwise: what comes from here is
accepted, what comes from elsewhere is refused. Who says neither (old browsers, programs) needs Django's token, except where
a view declares itself `harmless`. Session cookies are SameSite=Lax besides. See docs/adr/0006.
"""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.middleware.csrf import REASON_BAD_ORIGIN, CsrfViewMiddleware

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class SameOriginMiddleware(CsrfViewMiddleware):
    """In place of Django's; views marked `csrf_exempt` stay exempt, the API's sessions need their token as before."""

    def process_view(
        self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> Any:
        if request.method in _SAFE or not hasattr(callback, "harmless"):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        own = is_from_here(request)
        if own is False:
            sender = request.META.get("HTTP_ORIGIN", "elsewhere")
            return self._reject(request, REASON_BAD_ORIGIN % sender)  # type: ignore[attr-defined]
        if own or callback.harmless:
            return self._accept(request)  # type: ignore[attr-defined]
        return super().process_view(request, callback, callback_args, callback_kwargs)


def is_from_here(request: HttpRequest, /) -> bool | None:
    """What the browser says about the sender's page: this origin, another one, or nothing (None)."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site == "same-origin"
    origin = request.META.get("HTTP_ORIGIN")
    if origin:
        sender = urlsplit(origin)
        # A page over http was perhaps written by somebody on the way: it does not speak for the one over https.
        return sender.netloc == request.get_host() and (sender.scheme == "https" or not request.is_secure())
    return None
