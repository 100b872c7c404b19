"""Filters for text that was written elsewhere."""

import re
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
_ADDRESS: Final = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]])")


@register.filter
def linked(text: str) -> SafeString:
    """Escaped text whose http(s) addresses open in a new window that knows nothing of this one."""
    pieces = _ADDRESS.split(text)
    shown = (_link(piece) if index % 2 else piece for index, piece in enumerate(pieces))
    return format_html_join("", "{}", ((piece,) for piece in shown))


def _link(address: str) -> SafeString:
    return format_html(
        '<a class="bo-link" href="{0}" target="_blank" rel="noopener noreferrer nofollow">{0}</a>', address
    )
