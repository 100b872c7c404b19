"""What zones, rates and methods may be."""

import re
from collections.abc import Mapping, Sequence, Set
from typing import Any, Final

import msgspec

from nexus.pricing.contracts.terms import InvalidTerms, ShippingMethodInfo, TaxRateInfo, TermsInfo, ZoneInfo
from nexus.pricing.domain.shipping_specs import InvalidTariff, MethodSpec, tariffs_of
from nexus.pricing.domain.tariffs import Tariff
from nexus.pricing.domain.zones import BadPattern, place

MOST_PLACES: Final = 300
MOST_PATTERNS: Final = 500
MOST_DIGITS: Final = 5
"""Of a percentage, after the point."""
_COUNTRY: Final = re.compile(r"[A-Z]{2}", re.ASCII)
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_\-]{0,62}", re.ASCII)
_AT: Final = re.compile(r" - at `\$\.?(?P<path>[^`]*)`")


def check_zone(zone: ZoneInfo, /) -> None:
    """Raises InvalidTerms."""
    _check_named(zone.code, zone.name)
    if len(zone.places) > MOST_PLACES:
        raise _invalid("places", f"At most {MOST_PLACES}.")
    for index, one in enumerate(zone.places):
        _check_place(one, f"places.{index}")


def _check_place(spec: Mapping[str, Any], at: str) -> None:
    if not _COUNTRY.fullmatch(spec["country"]):
        raise _invalid(f"{at}.country", "An ISO 3166 code of two letters.")
    if len(spec.get("postal", ())) > MOST_PATTERNS:
        raise _invalid(f"{at}.postal", f"At most {MOST_PATTERNS}.")
    try:
        place(spec["country"], regions=spec.get("regions", ()), postal=spec.get("postal", ()))
    except BadPattern as error:
        raise _invalid(f"{at}.postal", str(error)) from None


def check_rate(rate: TaxRateInfo, /) -> None:
    """Raises InvalidTerms."""
    _check_named(rate.tax_class, rate.name, field="tax_class")
    if not 0 <= rate.percent <= 100:
        raise _invalid("percent", "Between 0 and 100.")
    if rate.percent != round(rate.percent, MOST_DIGITS):
        raise _invalid("percent", f"At most {MOST_DIGITS} digits after the point.")
    if rate.starts_at and rate.ends_at and rate.ends_at <= rate.starts_at:
        raise _invalid("ends_at", "It must end after it starts.")


def check_method(method: ShippingMethodInfo, /, *, zones: Set[str]) -> tuple[Tariff, ...]:
    """`zones`: codes that the shop has. Raises InvalidTerms."""
    _check_named(method.code, method.name)
    spec = read_spec(method.spec)
    _check_zones(method.zones, "zones", zones)
    _check_zones(spec.not_zones, "not_zones", zones)
    for index, tariff in enumerate(spec.tariffs):
        _check_zones(tariff.zones, f"tariffs.{index}.zones", zones)
    try:
        return tariffs_of(spec)
    except InvalidTariff as error:
        raise _invalid(error.field, str(error)) from None


def zones_named(method: ShippingMethodInfo, /) -> set[str]:
    """Codes of the zones it is about. Raises InvalidTerms."""
    spec = read_spec(method.spec)
    return {*method.zones, *spec.not_zones, *(zone for tariff in spec.tariffs for zone in tariff.zones)}


def read_spec(spec: Mapping[str, Any], /) -> MethodSpec:
    """Raises InvalidTerms."""
    try:
        return msgspec.convert(spec, MethodSpec)
    except msgspec.ValidationError as error:
        found = _AT.search(str(error))
        said = _AT.sub("", str(error))
        raise _invalid(_path(found["path"]) if found else "tariffs", f"{said}.") from None


def _path(text: str) -> str:
    """`tariffs[0].steps[1]` as `tariffs.0.steps.1`."""
    return re.sub(r"\[(\d+)\]", r".\1", text)


def check_terms(terms: TermsInfo, /, *, tax_providers: Set[str], shipping_providers: Set[str]) -> None:
    """Raises InvalidTerms."""
    if terms.country and not _COUNTRY.fullmatch(terms.country):
        raise _invalid("country", "An ISO 3166 code of two letters.")
    for field, known in (("tax_provider", tax_providers), ("shipping_provider", shipping_providers)):
        chosen = getattr(terms, field)
        if chosen and chosen not in known:
            raise _invalid(field, f"It is not installed. Installed: {', '.join(sorted(known)) or 'none'}.")


def _check_zones(codes: Sequence[str], field: str, known: Set[str]) -> None:
    if unknown := [code for code in codes if code not in known]:
        raise _invalid(field, f"There is no zone {unknown[0]}.")


def _check_named(code: str, name: str, *, field: str = "code") -> None:
    if not _CODE.fullmatch(code):
        raise _invalid(field, "Small letters, digits, hyphens and underscores; at most 63.")
    if not name.strip() or len(name) > 200:
        raise _invalid("name", "At most 200 characters, and not empty.")


def _invalid(field: str, said: str) -> InvalidTerms:
    return InvalidTerms(said, errors={field: [said]})
