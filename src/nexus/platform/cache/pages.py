"""Public pages: the same for everybody who speaks the language, whoever is logged in. They are kept compressed.

What is personal (how much is in the cart) is drawn by the browser or asked for separately, so a session does not pass the cache.
A compressed body can be guessed at when it mixes secrets with what a visitor sends (BREACH); public pages hold no secret.
"""

import gzip
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

_GZIP: Final = {"content-encoding": ("Content-Encoding", "gzip")}
_ACCEPTS: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))")
_LEVEL: Final = 6

type Headers = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is kept at an address besides the address itself. `headers`: added to every answer, by lower-case name.
    `query`: the part of the query string that the page looks at; None: all of it."""

    is_page: bool = False
    variant: str = ""
    query: str | None = None
    gzipped: bool = False
    headers: Headers = field(default_factory=dict)

    def packed(self, body: bytes, /) -> bytes:
        """As it is kept and sent. The time stays out of the gzip, so that the same page has the same ETag."""
        return gzip.compress(body, _LEVEL, mtime=0) if self.gzipped else body


PLAIN: Final = Kind()
"""Answers of the API: whoever presents credentials passes the cache."""


def page_kinds() -> Callable[[HttpRequest], Kind | None]:
    """From a request to the kind of its page; None for what is no public page. Read from the settings once."""
    pattern = getattr(settings, "NEXUS_CACHED_PAGES", "")
    if not pattern:
        return lambda request: None
    matches, headers = re.compile(pattern).match, _page_headers()
    variant_of: Callable[[HttpRequest], str | None] = import_string(settings.NEXUS_PAGE_VARIANT)
    query_of: Callable[[HttpRequest], str] = import_string(settings.NEXUS_PAGE_QUERY)

    def kind_of(request: HttpRequest) -> Kind | None:
        if not matches(request.path_info) or "HTTP_AUTHORIZATION" in request.META:
            return None
        variant = variant_of(request)
        if variant is None:
            return None
        query = query_of(request) if request.META.get("QUERY_STRING") else ""
        gzipped = _ACCEPTS.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None
        if gzipped:
            return Kind(True, f"{variant}:gzip", query, gzipped, headers | _GZIP)
        return Kind(True, variant, query, gzipped, headers)

    return kind_of


def _page_headers() -> dict[str, tuple[str, str]]:
    said = {"Vary": "Accept-Encoding, Accept-Language, Cookie, HX-Request-Type, X-Tenant"}
    return {
        name.lower(): (name, value)
        for name, value in (said | getattr(settings, "NEXUS_PAGE_HEADERS", {})).items()
    }
