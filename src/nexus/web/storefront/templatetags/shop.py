"""The shop's own words in templates. Load with `{% load shop %}`."""

from django import template

from nexus.web.storefront.statuses import ORDER

register = template.Library()


@register.filter
def status_label(status: str) -> str:
    """What an order's state is called."""
    return str(ORDER[status].label) if status in ORDER else status


@register.filter
def status_tone(status: str) -> str:
    """The class of its badge."""
    tone = ORDER[status].tone if status in ORDER else ""
    return f"badge-{tone}" if tone else ""
