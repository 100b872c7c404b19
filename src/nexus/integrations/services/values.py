"""One cell to one value. What is refused says what would be taken instead."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from nexus.catalog.contracts.imports import CLEARED
from nexus.kernel.money import InvalidAmount, Money

CLEAR: Final = "[clear]"
_GRAMS: Final[Mapping[str, Decimal]] = {
    "": Decimal(1), "g": Decimal(1), "kg": Decimal(1000), "mg": Decimal("0.001"), "lb": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}  # fmt: skip
_STATUSES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("published", "active", "true", "1", "yes", "publicado", "activo", "si", "sí"), "published"
    ),
    **dict.fromkeys(("draft", "false", "0", "no", "borrador"), "draft"),
    **dict.fromkeys(("archived", "archivado"), "archived"),
    **dict.fromkeys(("scheduled", "programado"), "scheduled"),
}
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_WEIGHT: Final = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*([a-z]{0,2})")


class Refused(Exception):
    """The cell is not what its column asks for."""


def text_of(cell: Any, /) -> str:
    """Trimmed. Raises Refused for a list or an object."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    raise Refused("Text is expected here.")


def is_clear(cell: Any, /) -> bool:
    """Whether the value is to be taken away."""
    return cell is None or (isinstance(cell, str) and "[" in cell and cell.strip().casefold() == CLEAR)


def value_of(field: str, cell: Any, /, *, currency: str) -> Any:
    """What the cell states, `CLEARED` when the value is to be taken away. Raises Refused."""
    if is_clear(cell):
        return CLEARED
    if field in ("price", "compare_at_price"):
        return money_of(cell, currency)
    reader = _READERS.get(field)
    return reader(cell) if reader else text_of(cell)


def number_of(text: str, /) -> Decimal:
    """`1250`, `1250.5`, `1.250,50` and `1,250.50`. Raises Refused for anything that could mean two numbers."""
    plain = re.sub(r"[\s'\u00a0\u202f]", "", text)
    last = max(plain.rfind("."), plain.rfind(","))
    if "." in plain and "," in plain:
        point = plain[last]
        plain = plain.replace("," if point == "." else ".", "").replace(point, ".")
    elif "," in plain:
        if plain.count(",") > 1 or len(plain) - last - 1 == 3:
            raise Refused("Write 1250 or 1250.00, so that it cannot mean two numbers.")
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise Refused("A number is expected here, such as 12.50.")
    return Decimal(plain)


def money_of(cell: Any, currency: str, /) -> Money:
    """An amount in the shop's currency; its code or sign may stand with it. Raises Refused."""
    return _money(text_of(cell), currency)


@lru_cache(maxsize=20_000)
def _money(text: str, currency: str) -> Money:
    """Remembered: shops have far fewer prices than products. What is refused is not."""
    text = text.upper().replace(currency, "")
    amount = number_of(re.sub(r"[€$£¥₺₹]", "", text).strip())
    try:
        money = Money.of(amount, currency)
    except (InvalidAmount, InvalidOperation):
        raise Refused(f"Too many digits for {currency}.") from None
    if money.minor < 0:
        raise Refused("Must not be negative.")
    return money


def _stock(cell: Any) -> int:
    return _pieces(text_of(cell))


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> int:
    number = number_of(text)
    if number != number.to_integral_value():
        raise Refused("Whole pieces only.")
    if number < 0:
        raise Refused("Must not be negative.")
    return int(number)


def _weight(cell: Any) -> int:
    return _grams(text_of(cell))


@lru_cache(maxsize=20_000)
def _grams(text: str) -> int:
    """Whole grams."""
    found = _WEIGHT.fullmatch(text.lower())
    if not found or found[2] not in _GRAMS:
        raise Refused("A weight such as 250, 250 g or 1.5 kg is expected here.")
    return int((Decimal(found[1].replace(",", ".")) * _GRAMS[found[2]]).to_integral_value())


def _status(cell: Any) -> str:
    known = _STATUSES.get(text_of(cell).casefold())
    if known is None:
        raise Refused("Must be one of draft, scheduled, published, archived.")
    return known


def _instant(cell: Any) -> datetime:
    text = text_of(cell)
    try:
        if len(text) <= 10:
            return datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("A time such as 2026-12-24T08:00:00Z is expected here.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _several(signs: str) -> Callable[[Any], list[str]]:
    def read(cell: Any) -> list[str]:
        parts = cell if isinstance(cell, list) else re.split(signs, text_of(cell))
        return list(dict.fromkeys(text for part in parts if (text := text_of(part))))

    return read


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "stock": _stock, "weight": _weight, "status": _status, "publish_at": _instant, "tags": _several(r"[,;|\n]"),
    "further_categories": _several(r"[;|\n]"), "images": _several(r"[\s|]+"),
}  # fmt: skip
