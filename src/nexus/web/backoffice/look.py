"""Callbacks of the UNFOLD settings: what the frame of every page shows."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static

from nexus.platform.backoffice import is_operator


def shop_name(request: HttpRequest, /) -> str:
    """Always in sight, so that nobody works in the wrong shop."""
    return str(request.tenant.name)  # type: ignore[attr-defined]


def styles(request: HttpRequest, /) -> str:
    return static("backoffice/backoffice.css")


def scripts(request: HttpRequest, /) -> str:
    return static("backoffice/backoffice.js")


def icon(request: HttpRequest, /) -> str:
    return static("backoffice/icon.svg")


def for_operators(request: HttpRequest, /) -> Any:
    return is_operator(request.user)
