"""Currencies that a buyer may ask for."""

from nexus.kernel.money import UnknownCurrency, exponent_of
from nexus.platform.http import InvalidRequest


def known_currency(given: str, /) -> str:
    """Its ISO 4217 code. Raises InvalidRequest naming the field."""
    code = given.strip().upper()
    try:
        exponent_of(code)
    except UnknownCurrency:
        raise InvalidRequest(
            errors={"currency": [f"{given!r} is no currency that this shop sells in."]}
        ) from None
    return code
