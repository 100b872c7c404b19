"""What the parts of an address are called in its country, and what is said about them, in the page's language."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nexus.web.storefront.countries import PostalRules, Region, country_names

_LABELS: dict[str, str | Promise] = {
    "country": gettext_lazy("Country"),
    "name": gettext_lazy("Full name"),
    "address_line": gettext_lazy("Street and house number"),
    "phone": gettext_lazy("Phone"),
}
_CITIES: dict[str, str | Promise] = {
    "city": gettext_lazy("City"),
    "district": gettext_lazy("District"),
    "suburb": gettext_lazy("Suburb"),
    "post_town": gettext_lazy("Town"),
}
_REGIONS: dict[str, str | Promise] = {
    "area": gettext_lazy("Area"),
    "county": gettext_lazy("County"),
    "department": gettext_lazy("Department"),
    "district": gettext_lazy("District"),
    "do_si": gettext_lazy("Province or city"),
    "emirate": gettext_lazy("Emirate"),
    "island": gettext_lazy("Island"),
    "oblast": gettext_lazy("Oblast"),
    "parish": gettext_lazy("Parish"),
    "prefecture": gettext_lazy("Prefecture"),
    "province": gettext_lazy("Province"),
    "state": gettext_lazy("State"),
}
_POSTAL_CODES: dict[str, str | Promise] = {
    "postal": gettext_lazy("Postal code"),
    "zip": gettext_lazy("ZIP code"),
    "pin": gettext_lazy("PIN code"),
    "eircode": gettext_lazy("Eircode"),
}
_MISSING: dict[str, str | Promise] = {
    "country": gettext_lazy("Choose a country."),
    "name": gettext_lazy("Enter the name of the person it is for."),
    "address_line": gettext_lazy("Enter the street and the house number."),
    "city": gettext_lazy("Enter the city or town."),
}


def label(part: str, rules: PostalRules, /) -> str:
    kinds = {
        "city": (_CITIES, rules.city_type, gettext_lazy("City")),
        "region": (_REGIONS, rules.region_type, gettext_lazy("Region")),
        "postal_code": (_POSTAL_CODES, rules.postal_code_type, gettext_lazy("Postal code")),
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
