"""ISO 3166-1 by code or by English name (from pycountry, which follows the standard)."""

from functools import cache
from typing import Final

import pycountry

# Names that people write and the standard does not list.
_EVERYDAY: Final[dict[str, str]] = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "usa": "US",
    "united states of america": "US",
    "russia": "RU",
    "south korea": "KR",
    "north korea": "KP",
    "turkey": "TR",
    "czech republic": "CZ",
    "ivory coast": "CI",
    "holland": "NL",
    "the netherlands": "NL",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "laos": "LA",
    "syria": "SY",
    "brunei": "BN",
    "palestine": "PS",
    "vatican": "VA",
    "vatican city": "VA",
    "democratic republic of the congo": "CD",
    "dr congo": "CD",
    "uae": "AE",
}


@cache
def _by_name() -> dict[str, str]:
    names = dict(_EVERYDAY)
    for country in pycountry.countries:
        for kind in ("alpha_2", "alpha_3", "name", "common_name", "official_name"):
            if found := getattr(country, kind, None):
                names.setdefault(found.casefold(), country.alpha_2)
    return names


def country_code(text: str, /) -> str | None:
    """The alpha-2 code that a code or an English name stands for, whatever its case; None when there is none."""
    return _by_name().get(" ".join(text.split()).casefold())


def country_name(code: str, /) -> str:
    """Short English name; the code itself when it is unknown."""
    found = pycountry.countries.get(alpha_2=code)
    return getattr(found, "common_name", found.name) if found else code
