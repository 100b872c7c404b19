"""Values of pages and lists, and the one place that turns them into HTML: everything is escaped, money carries its currency,
instants are shown in the tenant's time zone (the middleware activates it) and carry its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nexus.kernel.money import Money

type Tone = Literal["good", "info", "warn", "bad", "idle"]
NOTHING: Final = SafeString('<span class="bo-nothing">—</span>')


@dataclass(frozen=True, slots=True)
class Badge:
    """A status word."""

    text: str
    tone: Tone = "idle"


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere inside the back office; `text` may be any value."""

    text: Any
    url: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to copy: an id, a hash, a SKU."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or amount, aligned to the right in tables; `strong` for sums."""

    value: Any
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A small image with its alternative text."""

    url: str
    alt: str


def money(minor: int | None, currency: str, /) -> Money | None:
    """An amount from its columns; None stays None."""
    return None if minor is None else Money(minor, currency)


def link_to(model: str, record_id: UUID | str, text: Any, /) -> Link:
    """The page of a record, `model` as in `orders.orderrecord`; contexts may point at each other's pages by name."""
    return Link(text, reverse(f"admin:{model.replace('.', '_')}_change", args=[record_id]))


def badge(word: str, tones: Mapping[str, Tone], /) -> Badge:
    """The word as people write it, in its colour."""
    return Badge(words(word), tones.get(word, "idle"))


def words(code: str, /) -> str:
    """A code as people write it: `in_store` is "in store"."""
    return code.replace("_", " ")


OPERATOR: Final = "an operator"
"""Who somebody is whose id no account of this shop has: people of the installation live elsewhere."""


def shown(value: Any, /) -> SafeString:
    """The value as HTML."""
    for kinds, render in _RENDERERS:
        if isinstance(value, kinds):
            return render(value)
    return NOTHING if value is None or value == "" else format_html("{}", value)


def plain(value: Any, /) -> str:
    """An amount as text, `12.50 EUR`; anything else as it prints."""
    return f"{value} {value.currency}" if isinstance(value, Money) else str(value)


def _money(amount: Money) -> SafeString:
    return format_html('<span class="bo-money">{} <small>{}</small></span>', str(amount), amount.currency)


def _instant(at: datetime) -> SafeString:
    here = timezone.localtime(at)
    text, zone = date_format(here, "j M Y, H:i"), f"{here:%Z}"
    return format_html(
        '<time datetime="{}" title="{}">{} <small>{}</small></time>',
        at.isoformat(),
        f"{here:%H:%M:%S %Z}",
        text,
        zone,
    )


def _several(values: tuple[Any, ...]) -> SafeString:
    return format_html_join(" ", "{}", ((shown(value),) for value in values)) if values else NOTHING


def _link(link: Link) -> SafeString:
    return format_html('<a class="bo-link" href="{}">{}</a>', link.url, shown(link.text))


def _badge(word: Badge) -> SafeString:
    return format_html('<span class="bo-badge bo-{}">{}</span>', word.tone, word.text)


def _figure(figure: Figure) -> SafeString:
    return format_html(
        '<span class="bo-figure{}">{}</span>', " bo-strong" if figure.strong else "", shown(figure.value)
    )


def _picture(picture: Picture) -> SafeString:
    return format_html('<img class="bo-picture" src="{}" alt="{}" loading="lazy">', picture.url, picture.alt)


_RENDERERS: Final[tuple[tuple[Any, Any], ...]] = (
    (SafeString, lambda value: value),
    (bool, lambda value: _badge(Badge("yes", "good") if value else Badge("no", "idle"))),
    (Money, _money),
    (datetime, _instant),
    (date, lambda value: format_html("{}", date_format(value, "j M Y"))),
    (Badge, _badge),
    (Link, _link),
    (Code, lambda value: format_html('<code class="bo-code">{}</code>', value.text)),
    (Figure, _figure),
    (Picture, _picture),
    ((tuple, list), lambda value: _several(tuple(value))),
)
