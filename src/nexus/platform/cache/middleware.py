"""Answers kept pages before anything else of the stack is touched."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from nexus.platform.cache.responses import serve


class CachedReads:
    """Right after tenant resolution. Paths below NEXUS_CACHED_PREFIXES are looked up; views with `cached = True` fill it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase], /) -> None:
        self._get_response = get_response
        self._prefixes = tuple(getattr(settings, "NEXUS_CACHED_PREFIXES", ()))
        self._headers = _security_headers()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or not self._prefixes or not request.path_info.startswith(self._prefixes):
            return self._get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return self._get_response(request)
        response = serve(request, lambda: self._get_response(request), wanted=False)
        if "X-Cache" in response.headers:
            response.headers._store.update(self._headers)
        return response


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
