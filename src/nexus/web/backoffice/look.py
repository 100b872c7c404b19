"""Callbacks of the UNFOLD settings: what the frame of every page shows."""

from django.http import HttpRequest
from django.templatetags.static import static

from nexus.platform.backoffice import is_operator, is_owner


def shop_name(request: HttpRequest, /) -> str:
    """Always in sight, so that nobody works in the wrong shop."""
    return str(request.tenant.name)  # type: ignore[attr-defined]


def styles(request: HttpRequest, /) -> str:
    return static("backoffice/backoffice.css")


def scripts(request: HttpRequest, /) -> str:
    return static("backoffice/backoffice.js")


def icon(request: HttpRequest, /) -> str:
    return static("backoffice/icon.svg")


def for_operators(request: HttpRequest, /) -> bool:
    return is_operator(request.user)


def for_owners(request: HttpRequest, /) -> bool:
    return is_owner(request.user)
