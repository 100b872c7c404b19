"""`X-Sandbox-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>]`: HMAC-SHA256 over `<t>.` and the raw body."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from nexus.payments.domain.errors import BadSignature

HEADER: Final = "x-sandbox-signature"
TOLERANCE_SECONDS: Final = 300


def sign(body: bytes, /, *, secret: str, at: datetime) -> str:
    """The header's value."""
    timestamp = int(at.timestamp())
    return f"t={timestamp},v1={_digest(body, secret=secret, timestamp=timestamp)}"


def verify(body: bytes, header: str, /, *, secrets: Sequence[str], at: datetime) -> None:
    """Raises BadSignature unless one of `secrets` (current and rotated ones) signed exactly these bytes
    lately.
    """
    timestamp, given = _parse(header)
    if abs(at.timestamp() - timestamp) > TOLERANCE_SECONDS:
        raise BadSignature(reason="stale")
    expected = [_digest(body, secret=secret, timestamp=timestamp) for secret in secrets]
    matches = [hmac.compare_digest(known.encode(), found.encode()) for known in expected for found in given]
    if not any(matches):
        raise BadSignature(reason="mismatch")


def _parse(header: str, /) -> tuple[int, list[str]]:
    pairs = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in pairs if name == "t"]
    given = [value for name, _, value in pairs if name == "v1"]
    if (
        len(stamps) != 1
        or not given
        or not (stamps[0].isascii() and stamps[0].isdigit() and len(stamps[0]) < 16)
    ):
        raise BadSignature(reason="malformed_header")
    return int(stamps[0]), given


def _digest(body: bytes, /, *, secret: str, timestamp: int) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
