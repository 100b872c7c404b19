"""Numbers of attributes as the index keeps them: whole millionths, so that ranges are ranges of a B-tree."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

_SCALE: Final = 10**6
LARGEST: Final = 2**63 - 1


def millionths(value: Any, /) -> int | None:
    """Of a number or a measure (`{"amount": 1.5, "unit": "kg"}`); None for anything else. What is too large for the index
    stands at its end."""
    given = value.get("amount") if isinstance(value, Mapping) else value
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    return _scaled(str(given))


def parsed(text: str, /) -> int | None:
    """What somebody types as a limit: `1.5` or `1,5`; None when it is no number."""
    return _scaled(text.strip().replace(",", "."))


def spelled(value: int, /) -> str:
    """`1500000` -> 1.5"""
    return f"{(Decimal(value) / _SCALE).normalize():f}"


def _scaled(text: str) -> int | None:
    try:
        scaled = Decimal(text) * _SCALE
    except InvalidOperation:
        return None
    return max(-LARGEST, min(LARGEST, round(scaled))) if scaled.is_finite() else None
