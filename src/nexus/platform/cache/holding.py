"""How long the answer that is being made holds: whoever reads something that ends by itself says when."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Holding:
    """The earliest end that was said; None: none was."""

    until: datetime | None = None


# An object and not the instant itself: what is said in a copy of the context (a view in a thread of its own) is heard here too.
_answer: ContextVar[Holding | None] = ContextVar("nexus_answer", default=None)


def hold_until(instant: datetime | None, /) -> None:
    """What is read now holds until just before this instant; None: as long as nobody changes it. The earliest one counts."""
    holding = _answer.get()
    if holding is None or instant is None:
        return
    holding.until = instant if holding.until is None else min(holding.until, instant)


@contextmanager
def holding() -> Iterator[Holding]:
    """Collects what is said while an answer is made."""
    heard = Holding()
    token = _answer.set(heard)
    try:
        yield heard
    finally:
        _answer.reset(token)
