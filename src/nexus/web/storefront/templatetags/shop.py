"""The shop's own words in templates. Load with `{% load shop %}`."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nexus.web.storefront.statuses import ORDER
from nexus.web.storefront.trees import Branch

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


@register.simple_tag(takes_context=True)
def menu(context: Any, shape: str) -> SafeString:
    """The categories as the header shows them: `panel` on phones, `bar` on wide windows, where the `section` is marked."""
    shop, section = context["shop"], context.get("section", "") if shape == "bar" else ""
    return _drawn(shape, shop.categories, shop.language, shop.is_marketplace, section)


@lru_cache(maxsize=2048)
def _drawn(
    shape: str, categories: tuple[Branch, ...], language: str, is_marketplace: bool, section: str
) -> SafeString:
    """Every page has the menu and it hardly ever changes: drawing it takes a fifth of a page's time. The language is part of
    the key because the texts are.
    """
    facts = {"categories": categories, "is_marketplace": is_marketplace, "section": section}
    return render_to_string(f"storefront/menu.html#{shape}", facts)
