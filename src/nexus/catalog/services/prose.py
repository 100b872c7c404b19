"""Text that strangers write and everybody reads: plain, without markup and control characters."""

import re

from django.utils.html import strip_tags

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def plain_line(text: str, /) -> str:
    """One line: no tags, no control or direction characters, single spaces."""
    return " ".join(plain_text(text).split())


def plain_text(text: str, /) -> str:
    """Several lines: no tags, no control or direction characters (an override could reverse what follows
    it)."""
    without_tags = strip_tags(text) if "<" in text else text
    return _CONTROL.sub("", without_tags).strip()
