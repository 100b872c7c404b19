"""Pieces of a record's page. Each names the template that draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import orjson

from nexus.platform.backoffice.values import NOTHING, Figure, Tone, shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Base: a card with a title. `wide` takes the whole row."""

    template: ClassVar[str]
    title: str
    wide: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts(Section):
    """Names with values; nameless when empty."""

    template: ClassVar[str] = "backoffice/sections/facts.html"
    rows: Sequence[tuple[str, Any]]
    wide: bool = False

    @property
    def lines(self) -> list[tuple[str, Any]]:
        return [(name, shown(value)) for name, value in self.rows]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table(Section):
    """Rows under a head; `empty` is what stands there when there are none."""

    template: ClassVar[str] = "backoffice/sections/table.html"
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    empty: str = "Nothing here yet."
    feet: Sequence[tuple[str, Any]] = ()
    more: str = ""

    @property
    def cells(self) -> list[list[tuple[Any, bool]]]:
        return [[(shown(value), isinstance(value, Figure)) for value in row] for row in self.rows]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Heads of columns of figures stand to the right, as their figures do."""
        first = self.rows[0] if self.rows else ()
        return [
            (name, index < len(first) and isinstance(first[index], Figure))
            for index, name in enumerate(self.head)
        ]

    @property
    def footing(self) -> list[tuple[str, Any]]:
        return [(name, shown(value)) for name, value in self.feet]


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One entry of a timeline: what happened, when, by whom, and the facts worth reading.

    `at` None: it has not happened. `now`: it is what everything waits for.
    """

    at: datetime | None
    what: str
    by: str = ""
    facts: Sequence[tuple[str, Any]] = ()
    tone: Tone = "idle"
    url: str = ""
    now: bool = False

    @property
    def when(self) -> Any:
        return shown(self.at) if self.at else ""

    @property
    def lines(self) -> list[tuple[str, Any]]:
        told = [(name, shown(value)) for name, value in self.facts]
        return [(name, value) for name, value in told if value is not NOTHING]


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline(Section):
    """Oldest first."""

    template: ClassVar[str] = "backoffice/sections/timeline.html"
    moments: Sequence[Moment]
    empty: str = "Nothing has happened yet."


@dataclass(frozen=True, kw_only=True, slots=True)
class Text(Section):
    """Text that was written elsewhere; `linked`: its http(s) addresses can be clicked."""

    template: ClassVar[str] = "backoffice/sections/text.html"
    text: str
    linked: bool = False
    empty: str = "Empty."


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter(Section):
    """A mail as it arrived: who wrote to whom and when, its HTML in a frame without scripts, forms, our origin or the network,
    and its plain text."""

    template: ClassVar[str] = "backoffice/sections/letter.html"
    head: Sequence[tuple[str, Any]]
    html: str
    text: str
    empty: str = "Empty."

    @property
    def lines(self) -> list[tuple[str, Any]]:
        return [(name, shown(value)) for name, value in self.head]

    @property
    def document(self) -> str:
        """The HTML behind a policy of its own, which is first in the document and so cannot be undone by what follows."""
        return f"{_FRAME_HEAD}{self.html}"


_FRAME_HEAD = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
    '<meta name="referrer" content="no-referrer"><base target="_blank">'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Json(Section):
    """A value as it is stored."""

    template: ClassVar[str] = "backoffice/sections/json.html"
    value: Any

    @property
    def text(self) -> str:
        return orjson.dumps(
            self.value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS, default=str
        ).decode()
