"""What a page of the shop may load: only this host, no inline script, no inline style; pictures also from the media store."""

from typing import Final

from django.conf import settings
from django.http import HttpResponseBase

_RULES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def policy(**more: str) -> str:
    """The Content-Security-Policy; `connect_src="ws://..."` adds a source to that rule."""
    added = {name.replace("_", "-"): source for name, source in more.items()}
    return "; ".join(f"{rule} {sources} {added.get(rule, '')}".strip() for rule, sources in _RULES.items())


def public_headers(media_origin: str, /) -> dict[str, str]:
    """Of every page of the shop (NEXUS_PAGE_HEADERS); a public one gets them from the cache. `media_origin`: where browsers are
    sent for pictures; empty: nowhere else. Settings are made with it, so it asks for none."""
    pictures = {"img_src": media_origin} if media_origin else {}
    return {"Content-Security-Policy": policy(**pictures), "Referrer-Policy": "same-origin"}


def guard(response: HttpResponseBase, /) -> None:
    """Add them where the view has not said otherwise; what is not public is not kept by anybody."""
    for name, value in settings.NEXUS_PAGE_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "private, no-store")
