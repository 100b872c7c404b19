"""Opaque, signed cursors: a client can pass them on but not make them up, nor use one with another sort order."""

import base64
import binascii
import hashlib
import hmac
from typing import Any, Final

import orjson
from django.conf import settings

from nexus.platform.http.encoding import to_json
from nexus.platform.http.validation import InvalidRequest

_SIGNATURE: Final = 12


class InvalidCursor(InvalidRequest):
    """Not a cursor of this list: damaged, made up, or from another sort order."""

    code = "invalid_cursor"
    title = "The cursor does not belong to this list"


def write_cursor(values: list[Any], order: str, /, *, backward: bool) -> str:
    """The cursor of the row with these sort values."""
    body = to_json([backward, *values])
    return base64.urlsafe_b64encode(_signature(body, order) + body).rstrip(b"=").decode()


def read_cursor(text: str, order: str, size: int, /) -> tuple[bool, tuple[Any, ...]]:
    """Direction and sort values. Raises InvalidCursor."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise InvalidCursor(errors={"cursor": ["Not a cursor."]}) from None
    signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
    if not hmac.compare_digest(signature, _signature(body, order)):
        raise InvalidCursor(errors={"cursor": ["Not a cursor of this list and sort order."]})
    backward, *values = orjson.loads(body)
    if len(values) != size:
        raise InvalidCursor(errors={"cursor": ["Not a cursor of this list and sort order."]})
    return backward, tuple(values)


def _signature(body: bytes, order: str) -> bytes:
    key = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, order.encode() + b"\x00" + body, "sha256")[:_SIGNATURE]
