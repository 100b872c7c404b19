"""From wording and values to mails and notes: pure functions."""

import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest

from nexus.notifications.contracts import kinds
from nexus.notifications.rendering import Content, Line, Recipient, compose_letter, compose_note
from nexus.notifications.rendering.compose import one_line
from nexus.notifications.wording import en, es, places

EVIL = "<script>alert(1)</script>\"'&\r\nBcc: eve@example.org"
ALL_KINDS = (*kinds.ACCOUNT_KINDS, *kinds.CHOOSABLE_KINDS)
VALUES = {
    "number": "N-1", "total": "12.50 EUR", "amount": "12.50 EUR", "title": "Red Mug", "note": "Blurred.",
}  # fmt: skip


def _content(kind: str = kinds.ORDER_PLACED, **facts: object) -> Content:
    return Content(**{"key": "k", "kind": kind, "shop": "Bazaar", "values": VALUES, **facts})  # type: ignore[arg-type]


def test_both_languages_say_everything_with_the_same_places() -> None:
    assert set(en.WORDINGS) == set(es.WORDINGS) == set(ALL_KINDS)
    assert {kind: places(wording) for kind, wording in en.WORDINGS.items()} == {
        kind: places(wording) for kind, wording in es.WORDINGS.items()
    }
    assert set(en.LABELS) == set(es.LABELS)


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_makes_a_mail_in_every_language(kind: str, language: str) -> None:
    letter = compose_letter(
        _content(kind, link="https://x.test/y"), Recipient(email="a@b.test", language=language)
    )

    assert letter.subject == one_line(letter.subject)
    assert len(letter.subject) > 10
    assert "{" not in letter.subject + letter.text
    assert f'<html lang="{language}">' in letter.html
    assert (letter.to, letter.kind, letter.key) == ("a@b.test", kind, "k")


def test_an_order_mail_in_full() -> None:
    content = _content(
        lines=(Line("Teapot", "Blue · Alpha", 2, "20.00 EUR"),),
        totals=(("subtotal", "20.00 EUR"), ("shipping", "5.00 EUR"), ("total", "25.00 EUR")),
        address=("Ada Lovelace", "12 Square", "SW1Y London", "GB"),
        link="https://shop.test/orders/1/",
    )

    letter = compose_letter(content, Recipient(email="ada@example.org", name="Ada"))

    assert letter.subject == "We received your order N-1"
    assert letter.text == (
        "Thank you for your order\n\nHello Ada,\n\nWe received your order N-1. This is what you ordered:\n\n"
        "2 × Teapot (Blue · Alpha)" + " " * 30 + "20.00 EUR\n\n"
        "Subtotal"
        + " " * 47
        + "20.00 EUR\nShipping"
        + " " * 48
        + "5.00 EUR\nTotal"
        + " " * 50
        + "25.00 EUR\n\n"
        "Delivery to:\nAda Lovelace\n12 Square\nSW1Y London\nGB\n\n"
        "See my order:\nhttps://shop.test/orders/1/\n\n-- \nThis message was sent by Bazaar.\n"
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_nothing_that_a_person_typed_becomes_markup_or_a_header() -> None:
    plain, evil = (
        compose_letter(
            Content(
                key="k", kind=kinds.ORDER_PLACED, shop=text, values={"number": text, "total": text},
                lines=(Line(text, text, 1, text),), totals=(("total", text),), address=(text,), link="https://x.test/",
            ),
            Recipient(email="a@b.test", name=text),
        )
        for text in ("plain", EVIL)
    )  # fmt: skip
    seen, expected = _Tags(), _Tags()
    seen.feed(evil.html)
    expected.feed(plain.html)

    assert seen.tags == expected.tags
    assert seen.links == ["https://x.test/"]
    assert not re.search(r"[\r\n\x00-\x1f]", evil.subject)


def test_a_name_that_looks_like_a_place_is_not_filled_in() -> None:
    letter = compose_letter(
        _content(shop="{number} {0.__class__}"), Recipient(email="a@b.test", name="{total}")
    )

    assert "Hello {total}," in letter.text
    assert "sent by {number} {0.__class__}." in letter.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\r\nb", "a b"), ("a\u2028b\x85c\x00d", "a b c d"), ("\n\n a \t b ", "a   b"), ("x" * 300, "x" * 200)],
)
def test_one_line_is_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


def test_an_unknown_language_falls_back_to_english_and_a_region_to_its_language() -> None:
    assert (
        compose_letter(_content(), Recipient(email="a@b.test", language="tlh")).subject
        == "We received your order N-1"
    )
    assert (
        compose_letter(_content(), Recipient(email="a@b.test", language="es-MX")).subject
        == "Hemos recibido tu pedido N-1"
    )


def test_a_note_is_the_short_form() -> None:
    user_id = uuid4()

    note = compose_note(_content(path="/orders/1/"), Recipient(email="a@b.test", user_id=user_id))

    assert (note.title, note.body, note.link) == (
        "Order N-1 received",
        "We received your order over 12.50 EUR.",
        "/orders/1/",
    )
    assert (note.user_id, note.kind, note.key) == (user_id, kinds.ORDER_PLACED, "k")
    with pytest.raises(ValueError, match="guest"):
        compose_note(_content(), Recipient(email="a@b.test"))
