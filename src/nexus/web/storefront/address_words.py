"""What the parts of an address are called in its country, and what is said about them, in the page's language."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from nexus.web.storefront.countries import PostalRules, Region, country_names

_LABELS: dict[str, str | Promise] = {
    "country": lazily("Country"),
    "name": lazily("Full name"),
    "address_line": lazily("Street and house number"),
    "phone": lazily("Phone"),
}
_CITIES: dict[str, str | Promise] = {
    "city": lazily("City"),
    "district": lazily("District"),
    "suburb": lazily("Suburb"),
    "post_town": lazily("Town"),
}
_REGIONS: dict[str, str | Promise] = {
    "area": lazily("Area"),
    "county": lazily("County"),
    "department": lazily("Department"),
    "district": lazily("District"),
    "do_si": lazily("Province or city"),
    "emirate": lazily("Emirate"),
    "island": lazily("Island"),
    "oblast": lazily("Oblast"),
    "parish": lazily("Parish"),
    "prefecture": lazily("Prefecture"),
    "province": lazily("Province"),
    "state": lazily("State"),
}
_POSTAL_CODES: dict[str, str | Promise] = {
    "postal": lazily("Postal code"),
    "zip": lazily("ZIP code"),
    "pin": lazily("PIN code"),
    "eircode": lazily("Eircode"),
}
_MISSING: dict[str, str | Promise] = {
    "country": lazily("Choose a country."),
    "name": lazily("Enter the name of the person it is for."),
    "address_line": lazily("Enter the street and the house number."),
    "city": lazily("Enter the city or town."),
}


def label(part: str, rules: PostalRules, /) -> str:
    kinds = {
        "city": (_CITIES, rules.city_type, lazily("City")),
        "region": (_REGIONS, rules.region_type, lazily("Region")),
        "postal_code": (_POSTAL_CODES, rules.postal_code_type, lazily("Postal code")),
    }
    if part not in kinds:
        return str(_LABELS[part])
    names, kind, otherwise = kinds[part]
    return str(names.get(kind, otherwise))


def hint(part: str, rules: PostalRules, /) -> str:
    if part == "address_line" and "city" not in rules.place:
        return _("With the town or district.")
    if part == "phone":
        return _("Only for questions about the delivery.")
    return ""


def missing(part: str, rules: PostalRules, /) -> str:
    if part == "region":
        return _("Choose one from the list.") if rules.regions else _("This belongs to an address there.")
    if part == "postal_code":
        return _("Enter the postal code.")
    return str(_MISSING.get(part, ""))


def odd_postal_code(rules: PostalRules, /) -> str:
    facts = {"country": country_title(rules.country), "example": rules.postal_code_example}
    if not rules.postal_code_example:
        return _("This postal code does not look like one of %(country)s.") % facts
    return _("This postal code does not look like one of %(country)s (for example %(example)s).") % facts


def postal_code_elsewhere(region: Region, /) -> str:
    return _("This postal code is not in %(region)s. Please check both.") % {"region": region.label}


def country_title(code: str, /) -> str:
    return dict(country_names(get_language() or "en")).get(code, code)
