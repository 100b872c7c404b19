"""JSON of the HTTP contract: strict UTF-8 in, compact out; instants in UTC with `Z`, money, decimals and ids as strings."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import orjson
from django.utils.functional import Promise

from nexus.kernel.errors import RuleBroken
from nexus.kernel.money import Money

# Dataclasses pass through, because Money is one and has a form of its own.
_OPTIONS: Final = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC | orjson.OPT_PASSTHROUGH_DATACLASS
_NUL_MARK: Final = b"\\u0000"


class Malformed(RuleBroken):
    """The body cannot be read at all."""

    code = "malformed"
    title = "Malformed request"


def to_json(value: Any, /) -> bytes:
    """Encode an answer. Raises TypeError for what has no form in the contract (floats that are not finite become null)."""
    return orjson.dumps(value, default=_plain, option=_OPTIONS)


def _plain(value: Any) -> Any:
    if isinstance(value, Money | Decimal | Promise):
        return str(value)
    if is_dataclass(value):
        return {name: getattr(value, name) for name in _fields_of(value.__class__)}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return value._asdict()
    if hasattr(value, "items"):  # DRF's ReturnDict and other mappings
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


@lru_cache(maxsize=512)
def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def from_json(body: bytes, /) -> Any:
    """Decode a body. Raises Malformed for anything but strict JSON (no NaN, no lone surrogate, depth at most 1024, no NUL)."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(
            f"The body is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    if _NUL_MARK in body and _has_nul(value):
        raise Malformed("Text must not contain the NUL character.")
    return value


def _has_nul(value: Any) -> bool:
    """Iterative, because the input chooses the depth."""
    pending = [value]
    while pending:
        found = pending.pop()
        if isinstance(found, str):
            if "\x00" in found:
                return True
        elif isinstance(found, dict):
            pending.extend(found)
            pending.extend(found.values())
        elif isinstance(found, list):
            pending.extend(found)
    return False
