"""Where a cart might be sent, before there is an address."""

from dataclasses import dataclass
from functools import lru_cache

from babel.core import Locale
from django.http import HttpRequest
from django.utils.translation import get_language

from nexus.platform.http.countries import country_code


@dataclass(frozen=True, slots=True)
class Estimate:
    """`country` None: nobody has said. `is_unknown`: what was said is no country."""

    country: str | None
    is_unknown: bool
    countries: tuple[tuple[str, str], ...]


def estimate(request: HttpRequest, wished: str, /) -> Estimate:
    code = country_code(wished) if wished else None
    return Estimate(code, bool(wished) and code is None, countries(get_language() or "en"))


@lru_cache(maxsize=8)
def countries(language: str, /) -> tuple[tuple[str, str], ...]:
    """(ISO code, name in the language), by name."""
    names = Locale(language).territories
    known = (
        (code, names[code]) for code in names if len(code) == 2 and code.isalpha() and country_code(code)
    )
    return tuple(sorted(known, key=lambda pair: pair[1]))
