"""From text to words: lower case, without accents, letters and digits only; and the terms made of them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

_WORD = re.compile(r"[^\W_]+")
_MEASURE = re.compile(r"(\d+)([a-z]{1,4})")
_TRANSLATION: Final = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})

CODE: Final = "="
"""Before a SKU, barcode or slug, lower case, whole."""
TITLE: Final = "~"
"""Before the words of a whole title."""
TAG: Final = "#"
ATTRIBUTE: Final = "@"
"""Before `code:value` of an attribute or option."""

SURE: Final = 1_000_000
"""Weight from which a term alone decides: a code or a whole title."""

LANGUAGES: Final = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro":
    "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Language of a locale -> name of its Snowball stems; others are searched without stemming."""

UNITS: Final = frozenset((
    "ml", "cl", "dl", "l", "g", "mg", "kg", "t", "mm", "cm", "m", "km", "in", "inch", "inches", "ft", "oz",
    "lb", "lbs", "w", "kw", "kwh", "wh", "v", "a", "mah", "ah", "hz", "khz", "mhz", "ghz", "gb", "tb", "mb",
    "kb", "mp", "px", "k", "bar", "psi", "nm", "db", "lm", "h", "min", "s",
))  # fmt: skip
"""What follows a number and belongs to it: "500 ml" and "500ml" are one word."""


def language_of(locale: str, /) -> str:
    """The name of a locale's stems; `simple` for languages without."""
    return LANGUAGES.get(locale[:2].lower(), "simple")


def words_of(text: str, /) -> list[str]:
    """Words in order: "Café-Crème 500ml" -> cafe, creme, 500ml."""
    if text.isascii():
        return _WORD.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_TRANSLATION))
    return _WORD.findall("".join(char for char in decomposed if not unicodedata.combining(char)))


def indexed_words(text: str, /) -> list[str]:
    """The words of a text, and besides them the ways in which they may be asked for: what hyphens join ("t-shirt": tshirt), a
    number with its unit ("500 ml": 500ml), and such a word taken apart."""
    found: list[str] = []
    plain: list[str] = []
    for token in text.split():
        parts, ways = _ways_of(token)
        found += ways
        plain += parts
    return found + _measures(plain)


@lru_cache(maxsize=50_000)
def _ways_of(token: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a token without blanks; the same with the other ways in which it may be asked for. Remembered: texts of one
    shop are made of the same words."""
    parts = words_of(token)
    ways = list(parts)
    if 1 < len(parts) <= 4 and not all(part.isdigit() for part in parts):
        ways.append("".join(parts))
    for part in parts:
        if measure := _MEASURE.fullmatch(part):
            ways += measure.groups()
    return tuple(parts), tuple(ways)


def _measures(given: list[str]) -> list[str]:
    return [one + unit for one, unit in pairwise(given) if one.isdigit() and unit in UNITS]


def plain(text: str, /) -> str:
    """The words joined by blanks: what is given to PostgreSQL's parser, which then sees nothing but words."""
    return " ".join(words_of(text))


def code_term(code: str, /) -> str:
    return f"{CODE}{code.strip().casefold()}"


def title_term(title: str, /) -> str:
    return f"{TITLE}{plain(title)}"


def tag_term(tag: str, /) -> str:
    return f"{TAG}{tag.strip().casefold()}"


def attribute_term(code: str, value: object, /) -> str:
    """`@colour:dark red`; true and false, and numbers without a needless fraction."""
    if isinstance(value, bool):
        spelled = "true" if value else "false"
    else:
        spelled = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{ATTRIBUTE}{attribute_code(code)}:{spelled.strip().casefold()}"


@lru_cache(maxsize=4096)
def attribute_code(code: str, /) -> str:
    """Option names are free text; as filters they become codes: "Shoe size" -> shoe_size."""
    return "_".join(words_of(code))


def spellings(word: str, /) -> set[str]:
    """The word as it may be found: whole, and without any one of its letters (long words: without any two).

    Deleting on both sides finds every word within that many slips by equality alone (W. Garbe, SymSpell, 2012).
    Short words and those with digits are not guessed at.
    """
    if not 4 <= len(word) <= 24 or any(char.isdigit() for char in word):
        return {word}
    once = _shortened(word)
    twice = {shorter for other in once for shorter in _shortened(other)} if 8 <= len(word) <= 16 else set()
    return {word, *once, *twice}


def guesses(word: str, /) -> set[str]:
    """Spellings to look for when the word may be mistyped."""
    once = spellings(word) if len(word) >= 8 else {word, *_shortened(word)}
    return once if len(word) != 7 else once.union(*(_shortened(other) for other in once))


def _shortened(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


def closest(word: str, candidates: Iterable[str], /) -> str | None:
    """The candidate with the fewest slips (one, in long words two); the same first letter and length win
    a tie."""
    ranked = sorted(
        (slips(word, found), found[:1] != word[:1], abs(len(found) - len(word)), found)
        for found in set(candidates)
    )
    return next((found for distance, _, _, found in ranked if distance <= _most_slips(word, found)), None)


def _most_slips(word: str, meant: str) -> int:
    return 2 if len(word) >= 7 or len(meant) >= 8 else 1


def slips(left: str, right: str, /) -> int:
    """Optimal string alignment distance: letters added, left out, changed, or swapped with their
    neighbour."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, char in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (char != other))
            if row > 1 and column > 1 and char == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
