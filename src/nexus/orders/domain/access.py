"""The secret that lets a guest read an order: 256 bits that nobody can tell from random ones without the installation's
key, of which only the SHA-256 is kept.

A plain hash is enough because there is nothing to guess that a slow one would protect.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import Final

SECRET_BYTES: Final = 32


def token_of(secret: bytes, /) -> str:
    """The secret as text that survives a URL and a header. Raises ValueError unless it has 256 bits."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"an order's secret has {SECRET_BYTES} bytes, not {len(secret)}")
    return urlsafe_b64encode(secret).rstrip(b"=").decode()


def hash_of(token: str, /) -> str:
    """SHA-256 of the token, hex: what the log and the database keep."""
    return hashlib.sha256(token.encode()).hexdigest()


def opens(token: str | None, /, *, token_hash: str) -> bool:
    """Whether this token is the order's, compared in constant time. An order without one opens to none."""
    return bool(token and token_hash) and hmac.compare_digest(hash_of(token or ""), token_hash)
