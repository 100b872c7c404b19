"""Rules of search that were broken."""

from typing import ClassVar

from nexus.kernel.errors import NotFound, RuleBroken


class InvalidSynonym(RuleBroken):
    """Phrases that cannot stand for each other; `errors` name the fields."""

    code: ClassVar[str] = "invalid"
    title: ClassVar[str] = "The request is not valid"


class UnknownSynonym(NotFound):
    """No such synonyms here."""

    code: ClassVar[str] = "synonym_not_found"
    title: ClassVar[str] = "There are no such synonyms"
