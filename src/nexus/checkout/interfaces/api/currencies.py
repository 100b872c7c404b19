"""Currencies that a buyer may ask for."""

from nexus.platform.http import InvalidRequest
from nexus.pricing import facade as pricing


def known_currency(given: str, /) -> str:
    """The code of a currency that the shop sells in. One statement. Raises InvalidRequest naming the field."""
    code, known = given.strip().upper(), pricing.currencies()
    if code not in known:
        told = f"This shop does not sell in {code or given!r}; it sells in {', '.join(known)}."
        raise InvalidRequest(errors={"currency": [told]})
    return code
