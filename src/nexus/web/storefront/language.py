"""Which language a page is in: the visitor's choice, else the browser's wish, else the shop's own."""

from typing import Final

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

COOKIE: Final = "nexus_language"
COOKIE_SECONDS: Final = 365 * 24 * 3600
_KNOWN: Final = dict(settings.LANGUAGES)


def is_known(language: str, /) -> bool:
    return language in _KNOWN


def language_of(request: HttpRequest, /) -> str:
    """Two letters, always one of LANGUAGES."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in _KNOWN else _wished(request) or _own(request)


def _wished(request: HttpRequest) -> str | None:
    header = request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200]
    return next((tag[:2] for tag, _ in parse_accept_lang_header(header) if tag[:2] in _KNOWN), None)


def _own(request: HttpRequest) -> str:
    locale = request.tenant.locale[:2] if hasattr(request, "tenant") else ""
    return locale if locale in _KNOWN else settings.LANGUAGE_CODE


def page_variant(request: HttpRequest, /) -> str | None:
    """What of a public page differs for the same address: language, the host that its links name, whether HTMX asks for a
    part, and the static files of this release, whose names stand in it (NEXUS_PAGE_VARIANT). None: nothing is kept now,
    because the shop is closed.
    """
    if request.tenant.settings.get("maintenance"):  # type: ignore[attr-defined]
        return None
    part = ":part" if is_partial(request) else ""
    release = getattr(staticfiles_storage, "manifest_hash", "")
    return f"{language_of(request)}:{release}:{request.scheme}://{request.get_host()}{part}"


def is_partial(request: HttpRequest, /) -> bool:
    """HTMX replaces one element and wants just that."""
    return request.META.get("HTTP_HX_REQUEST_TYPE") == "partial"
