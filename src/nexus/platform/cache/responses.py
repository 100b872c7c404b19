"""Cached answers to public GETs."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from nexus.platform.cache.entries import MAX_BODY, Entry, Slot, etag_of, key_of, look_up, store
from nexus.platform.cache.holding import holding
from nexus.platform.cache.pages import PLAIN, Kind
from nexus.platform.cache.wire import ValkeyDown
from nexus.platform.observability.metrics import CACHE_DOWN, CACHE_HITS, CACHE_MISSES
from nexus.platform.tenancy import bound_tenant

_SLOT: Final = "_nexus_cache_slot"
_CONSTANT: Final = {
    "cache-control": ("Cache-Control", "no-cache"),
    "vary": ("Vary", "Authorization, Cookie, X-Tenant, Accept-Language"),
}

type Build = Callable[[], HttpResponseBase]


def cached_response(request: HttpRequest, build: Build, /) -> HttpResponseBase:
    """The kept answer, or what `build` makes (a 200 is kept). Credentials in the request bypass the cache both ways.

    Behind the CachedReads middleware the look-up has been done already; then this only says that the answer may be kept.
    """
    slot: Slot | None = getattr(request, _SLOT, None)
    if slot is None:
        return serve(request, build, wanted=True)
    response = build()
    slot.wanted = True
    return response


def kept_page(request: HttpRequest, build: Build, /) -> HttpResponseBase:
    """For public pages: what `build` makes may be kept, if the middleware looked for it under its address and variant."""
    response = build()
    slot: Slot | None = getattr(request, _SLOT, None)
    if slot is not None:
        slot.wanted = True
    return response


def serve(request: HttpRequest, build: Build, /, *, wanted: bool, kind: Kind = PLAIN) -> HttpResponseBase:
    """Look up, else build and keep. `wanted` False: keep only what a cached view asked for while building."""
    tenant_id = bound_tenant()
    personal = not kind.is_page and carries_credentials(request)
    key = None if personal else key_of(request, tenant_id, variant=kind.variant, query=kind.query)
    if key is None:
        return build()
    try:
        found = look_up(key, tenant_id)
    except ValkeyDown:
        CACHE_DOWN.inc()
        return build()
    if isinstance(found, Entry):
        CACHE_HITS.inc()
        return _answer(request, found, kind, "hit")
    found.wanted = wanted
    setattr(request, _SLOT, found)
    return _built(request, found, build, kind)


def _built(request: HttpRequest, slot: Slot, build: Build, kind: Kind) -> HttpResponseBase:
    with holding() as heard:
        response = build()
    slot.until = heard.until
    if (
        not slot.wanted
        or response.status_code != 200
        or not isinstance(response, HttpResponse)
        or response.cookies
    ):
        return response
    CACHE_MISSES.inc()
    if len(response.content) > MAX_BODY:
        return response
    body = kind.packed(response.content)
    entry = Entry(etag_of(body), response["Content-Type"], body)
    try:
        store(slot, entry.body, entry.content_type)
    except ValkeyDown:
        CACHE_DOWN.inc()
    return _answer(request, entry, kind, "miss")


def carries_credentials(request: HttpRequest, /) -> bool:
    """Whether the answer could depend on who asks."""
    meta = request.META
    if "HTTP_AUTHORIZATION" in meta:
        return True
    cookies = meta.get("HTTP_COOKIE", "")
    return (
        bool(cookies)
        and settings.SESSION_COOKIE_NAME in cookies
        and settings.SESSION_COOKIE_NAME in request.COOKIES
    )


def _answer(request: HttpRequest, entry: Entry, kind: Kind, how: str) -> HttpResponse:
    """`no-cache`: clients may keep the body but ask again each time, because a write is visible as soon as it returns."""
    headers = {"etag": ("ETag", f'"{entry.etag}"'), "x-cache": ("X-Cache", how), **_CONSTANT, **kind.headers}
    if _matches(request.META.get("HTTP_IF_NONE_MATCH"), entry.etag):
        answer = HttpResponse(status=304)
        del answer.headers["Content-Type"]
    else:
        answer = HttpResponse(entry.body, content_type=entry.content_type)
        headers["content-length"] = ("Content-Length", str(len(entry.body)))
    # At once and unchecked: setting them one by one costs a tenth of a cached answer, and all of them are ours.
    answer.headers._store.update(headers)
    return answer


def _matches(header: str | None, etag: str) -> bool:
    """If-None-Match by weak comparison; the tag is hexadecimal, so finding it inside the list is exact."""
    return header is not None and (header.strip() == "*" or etag in header)
