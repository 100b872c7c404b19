"""Answers kept pages before anything else of the stack is touched."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from nexus.platform.cache.pages import PLAIN, Kind, page_kinds
from nexus.platform.cache.responses import serve


class CachedReads:
    """Right after tenant resolution. Paths below NEXUS_CACHED_PREFIXES (answers of the API) and those that match
    NEXUS_CACHED_PAGES are looked up; views that say so fill it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase], /) -> None:
        self._get_response = get_response
        self._prefixes = tuple(getattr(settings, "NEXUS_CACHED_PREFIXES", ()))
        self._page_of = page_kinds()
        self._headers = _security_headers()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        kind = self._kind(request) if request.method == "GET" else None
        if kind is None or (settings.SECURE_SSL_REDIRECT and not request.is_secure()):
            return self._get_response(request)
        response = serve(request, lambda: self._get_response(request), wanted=False, kind=kind)
        if "X-Cache" in response.headers:
            response.headers._store.update(self._headers)
        return response

    def _kind(self, request: HttpRequest) -> Kind | None:
        if request.path_info.startswith(self._prefixes):
            return PLAIN
        return self._page_of(request)


def _security_headers() -> dict[str, tuple[str, str]]:
    """What the middleware below would have added; an answer from the cache never passes them."""
    headers = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY or "same-origin",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY or "same-origin",
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return {name.lower(): (name, value) for name, value in headers.items()}
