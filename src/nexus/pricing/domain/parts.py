"""Everything that a promotion consists of, by the path of its field: what checks go through."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

from nexus.pricing.domain.promotions import Promotion

_LONGEST_TEXT: Final = 500
_LARGEST: Final = 2**31 - 1
_MOST_DIGITS: Final = 6


def parts(promotion: Promotion, /) -> Iterator[tuple[str, Any]]:
    """(path, value) of every value in its conditions, target and benefit, from the outside in."""
    yield from _within(promotion.target, "target")
    yield from _within(promotion.benefit, "benefit")
    for index, condition in enumerate(promotion.conditions):
        yield from _within(condition, f"conditions[{index}]")


def check_sizes(promotion: Promotion, /) -> None:
    """Raises ValueError naming the field: values that no promotion needs and that no database or computation should meet."""
    spec = promotion.spec
    own = [(name, getattr(spec, name)) for name in ("floor_percent", "vendor_share")]
    for path, value in (*own, *parts(promotion)):
        if isinstance(value, str) and (len(value) > _LONGEST_TEXT or "\0" in value):
            raise ValueError(f"{path}: at most {_LONGEST_TEXT} characters, and no NUL")
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise ValueError(f"{path}: is too large")
        if isinstance(value, Decimal) and not _is_handy(value):
            raise ValueError(f"{path}: at most {_MOST_DIGITS} digits on either side of the point")


def _is_handy(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_MOST_DIGITS and value.adjusted() < _MOST_DIGITS


def _within(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _within(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield f"{path}.{key}", key
            yield from _within(entry, f"{path}.{key}")
    elif isinstance(value, tuple | list | frozenset | set):
        for index, entry in enumerate(value):
            yield from _within(entry, f"{path}[{index}]")
