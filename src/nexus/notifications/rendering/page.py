"""A mail's content with the words filled in, before it becomes text or HTML."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order: what, how many, how much."""

    title: str
    detail: str
    quantity: int
    amount: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Plain text everywhere; the HTML renderer escapes all of it."""

    language: str
    subject: str
    shop: str
    heading: str
    greeting: str
    paragraphs: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[tuple[str, str], ...]
    address_label: str
    address: tuple[str, ...]
    button: str
    link: str
    link_hint: str
    footer: str
