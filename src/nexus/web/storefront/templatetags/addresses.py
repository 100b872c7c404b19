"""`{% load addresses %}`: how an address is written in its country."""

from typing import Any

from django import template

from nexus.web.storefront.countries import town_line as line_of

register = template.Library()


@register.filter
def town_line(place: Any) -> str:
    """Postal code, town and region in the order of the country, from an object or a dict with the parts of an address."""
    read = place.get if isinstance(place, dict) else lambda part: getattr(place, part)
    return line_of(read("country"), city=read("city"), region=read("region"), postal_code=read("postal_code"))
