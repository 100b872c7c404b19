"""Where a cart might be sent, before there is an address."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.translation import get_language

from nexus.platform.http.countries import country_code
from nexus.web.storefront.countries import country_names

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Estimate:
    """`country` None: nobody has said. `is_unknown`: what was said is no country."""

    country: str | None
    is_unknown: bool
    countries: tuple[tuple[str, str], ...]
    postal_code: str = ""


def estimate(request: HttpRequest, /) -> Estimate:
    """From the address or the form: `country` and `postal_code`."""
    wished, postal_code = _asked(request, "country"), _asked(request, "postal_code")
    code = country_code(wished) if wished else None
    return Estimate(code, bool(wished) and code is None, country_names(get_language() or "en"), postal_code)


def _asked(request: HttpRequest, name: str) -> str:
    return (request.POST.get(name) or request.GET.get(name) or "").strip()[:_LONGEST]
