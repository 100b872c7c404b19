"""What the mails and notes say, language by language.

A wording is plain text with named places. Values are filled in first and the result is escaped afterwards, so
nothing that a person typed can become markup.
"""

from dataclasses import dataclass
from string import Formatter
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """`paragraphs` are the mail's; `title` and `body` are the in-app note's; `button` is the label of the
    link, if any.
    """

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str = ""
    title: str = ""
    body: str = ""


DEFAULT_LANGUAGE: Final = "en"


def places(wording: Wording, /) -> set[str]:
    """Names that the wording expects."""
    texts = (
        wording.subject,
        wording.heading,
        *wording.paragraphs,
        wording.button,
        wording.title,
        wording.body,
    )
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
