"""Money as people read it."""

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import format_currency
from django.utils.translation import get_language


def spelled(amount: str, currency: str, /) -> str:
    """`12.50`, `EUR`: €12.50 in English, 12,50 € in Spanish."""
    return _spelled(amount, currency, get_language() or "en")


@lru_cache(maxsize=20_000)
def _spelled(amount: str, currency: str, language: str) -> str:
    try:
        return format_currency(Decimal(amount), currency, locale=language)
    except InvalidOperation:
        return f"{amount} {currency}"
