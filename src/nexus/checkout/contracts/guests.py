"""How a guest's cart is known: a secret token in a cookie or a header."""

import re
import secrets
from typing import Final

COOKIE: Final = "nexus_cart"
COOKIE_SECONDS: Final = 90 * 24 * 3600
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,128}", re.ASCII)


def new_token() -> str:
    """A secret that makes its holder the owner of a guest cart (192 bits)."""
    return secrets.token_urlsafe(24)


def presented(text: str | None, /) -> str | None:
    """The token, if it can be one; a malformed one counts as none."""
    return text if text and _TOKEN.fullmatch(text) else None
