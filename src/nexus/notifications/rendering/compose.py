"""Fill the wording in. Pure functions: no database, no request."""

import re
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Final
from uuid import UUID

from nexus.notifications.contracts.dto import Letter, Note
from nexus.notifications.rendering.html import render_html
from nexus.notifications.rendering.page import Line, Page
from nexus.notifications.rendering.text import render_text
from nexus.notifications.wording import DEFAULT_LANGUAGE, en, es

_LANGUAGES: Final[dict[str, ModuleType]] = {"en": en, "es": es}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
SUBJECT_LENGTH: Final = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Who reads it. `user_id` None: a guest, who has no in-app list."""

    email: str
    name: str = ""
    language: str = DEFAULT_LANGUAGE
    user_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What is told. `key` makes it unique; `values` fill the wording; `link` is absolute for mails, `path`
    for notes.
    """

    key: str
    kind: str
    shop: str
    values: dict[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    totals: tuple[tuple[str, str], ...] = ()
    address: tuple[str, ...] = ()
    link: str = ""
    path: str = ""
    order_id: UUID | None = None


def one_line(text: str, /) -> str:
    """A header's worth of text: no line break or control character survives, whatever the data held."""
    return _CONTROL.sub(" ", text).strip()[:SUBJECT_LENGTH]


def compose_letter(content: Content, to: Recipient, /) -> Letter:
    """The mail in the recipient's language."""
    page = _page(content, to)
    return Letter(
        key=content.key,
        to=to.email,
        kind=content.kind,
        subject=page.subject,
        text=render_text(page),
        html=render_html(page),
        user_id=to.user_id,
        order_id=content.order_id,
    )


def compose_note(content: Content, to: Recipient, /) -> Note:
    """The in-app note in the person's language. Raises ValueError for a guest."""
    if to.user_id is None:
        raise ValueError("a guest has no in-app list")
    wording = _language(to.language).WORDINGS[content.kind]
    values = {"shop": content.shop, **content.values}
    return Note(
        key=content.key,
        user_id=to.user_id,
        kind=content.kind,
        title=one_line(wording.title.format_map(values)),
        body=wording.body.format_map(values),
        link=content.path,
    )


def _page(content: Content, to: Recipient) -> Page:
    language = _language(to.language)
    wording, labels = language.WORDINGS[content.kind], language.LABELS
    values = {"shop": content.shop, **content.values}
    return Page(
        language=to.language if to.language in _LANGUAGES else DEFAULT_LANGUAGE,
        subject=one_line(wording.subject.format_map(values)),
        shop=content.shop,
        heading=wording.heading.format_map(values),
        greeting=labels["greeting"].format(name=one_line(to.name)) if to.name else "",
        paragraphs=tuple(text.format_map(values) for text in wording.paragraphs),
        lines=content.lines,
        totals=tuple((labels.get(name, name), amount) for name, amount in content.totals),
        address_label=labels["ship_to"],
        address=content.address,
        button=wording.button if content.link else "",
        link=content.link,
        link_hint=labels["link_hint"],
        footer=labels["footer"].format(shop=content.shop),
    )


@cache
def _language(code: str) -> ModuleType:
    return _LANGUAGES.get(code[:2].lower(), _LANGUAGES[DEFAULT_LANGUAGE])
