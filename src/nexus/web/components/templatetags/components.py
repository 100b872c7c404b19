"""Tags and filters of every page. Load with `{% load components %}`."""

from typing import Any, Final

import orjson
from babel.core import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django import forms, template
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from nexus.web.components.amounts import spelled
from nexus.web.components.icons import ICONS
from nexus.web.components.pictures import picture_html

register = template.Library()
_HARMLESS: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@register.filter
def money(amount: Any, currency: str) -> str:
    """`{{ "12.50"|money:"EUR" }}`: €12.50 in English, 12,50 € in Spanish. Nothing for no amount."""
    return spelled(str(amount), currency) if amount not in (None, "") else ""


@register.filter
def number(value: Any) -> str:
    """With one digit after the decimal point: 4.5 in English, 4,5 in Spanish. Nothing for no number."""
    return format_decimal(value, format="0.0", locale=get_language() or "en") if value is not None else ""


@register.simple_tag
def json_data(value: Any, name: str = "", kind: str = "application/json") -> SafeString:
    """Data for scripts and search engines as an inert element; nothing in it can end the element."""
    text = orjson.dumps(value).decode().translate(_HARMLESS)
    mark = format_html(' id="{}"', name) if name else ""
    return mark_safe(f'<script type="{kind}"{mark}>{text}</script>')  # noqa: S308 - escaped above


@register.simple_tag
def linked_data(value: Any) -> SafeString:
    """schema.org data for search engines."""
    return json_data(value, kind="application/ld+json")


@register.filter
def day(moment: Any) -> str:
    """A date in words, in the shop's zone: 26 November 2026, 26 de noviembre de 2026."""
    return (
        format_date(timezone.localtime(moment), format="long", locale=get_language() or "en")
        if moment
        else ""
    )


@register.filter
def moment(instant: Any) -> str:
    """Date and time to the minute, in the shop's zone: Nov 26, 2026, 8:00 AM; 26 nov 2026, 8:00."""
    if not instant:
        return ""
    here, language = timezone.localtime(instant), get_language() or "en"
    return f"{format_date(here, 'medium', language)}, {format_time(here, 'short', locale=language)}"


@register.filter
def country_name(code: str) -> str:
    """In the page's language; the code itself when nobody knows it."""
    return Locale(get_language() or "en").territories.get(code, code)


@register.simple_tag
def with_query(query: QueryDict, **changes: Any) -> str:
    """The query string with some parameters set (None: taken out); `page` cursors do not survive a change."""
    changed = query.copy()
    for name in ("cursor", "page"):
        changed.pop(name, None)
    for name, value in changes.items():
        changed.pop(name, None)
        if value not in (None, ""):
            changed[name] = str(value)
    encoded = changed.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.inclusion_tag("components/error_summary.html")
def error_summary(*shown: forms.BaseForm) -> dict[str, Any]:
    """`{% error_summary form other_form %}`: all that is wrong, linked to the fields; takes the focus. All is well: nothing."""
    return {"errors": [error for form in shown for error in _errors(form)]}


def _errors(form: forms.BaseForm) -> list[tuple[str, str]]:
    """In the order of the fields, after what belongs to none."""
    found = [("", text) for text in form.non_field_errors()]
    for field in form:
        found += [(field.id_for_label, text) for text in field.errors]
    return found


@register.filter
def stars(rating: Any) -> list[str]:
    """Five of `full`, `half` or `none`, for a rating from 0 to 5."""
    halves = round(float(rating or 0) * 2)
    return ["full" if halves >= 2 * n else "half" if halves == 2 * n - 1 else "none" for n in range(1, 6)]


@register.simple_tag
def picture(url: str, facts: Any = None, place: str = "card", **how: Any) -> SafeString:
    """`{% picture item.image item.picture "card" alt="" loading="lazy" %}`, inside of an element of the class `picture`.

    Places: card, tile, gallery, line, thumb. `width`, `height`: the space that is kept for it. See `components/pictures.py`.
    """
    size = int(how.pop("width", 800)), int(how.pop("height", 800))
    return picture_html(url, facts or None, place=place, size=size, **how)


@register.simple_tag
def icon(name: str, size: str = "size-5") -> SafeString:
    """`{% icon "cart" %}`, `{% icon "cart" "size-6" %}`: hidden from screen readers, as the text beside it says the same."""
    return format_html(
        '<svg class="{} shrink-0" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        size, mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )  # fmt: skip
