"""Where a cart might be sent, before there is an address."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from nexus.platform.http.countries import country_code
from nexus.web.storefront.countries import country_names


@dataclass(frozen=True, slots=True)
class Estimate:
    """`country` None: nobody has said. `is_unknown`: what was said is no country."""

    country: str | None
    is_unknown: bool
    countries: tuple[tuple[str, str], ...]


def estimate(request: HttpRequest, wished: str, /) -> Estimate:
    code = country_code(wished) if wished else None
    return Estimate(code, bool(wished) and code is None, country_names(get_language() or "en"))
