"""A text as a list of slots: each is a word that a product should have, with everything that may stand for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nexus.search.queries import stems, words

MOST_SLOTS: Final = 20
LONGEST_PHRASE: Final = 3
DIRECT: Final = 100
SYNONYM: Final = 70
"""Percent of its weight that a word counts for, by how it came into the question."""

type Synonyms = Mapping[str, Sequence[str]]
"""By phrase (see `phrase_key`): texts that may stand for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative:
    """Words that together fill a slot; of each word any of its stems. `percent`: how much they count."""

    stems: tuple[frozenset[str], ...]
    percent: int = DIRECT


type Slot = tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """What stands for a place of the text, the most exact first: (tshirt, t shirt). `joined`: with a neighbour as one word."""

    texts: tuple[str, ...]
    joined: tuple[str, ...] = ()


def slots_of(text: str, languages: Sequence[str], synonyms: Synonyms, /) -> tuple[Slot, ...]:
    """Filler words are left out, unless there is nothing else ("The Who")."""
    tokens = _with_neighbours(list(_tokens(text))[:MOST_SLOTS])
    full = [token for token in tokens if not _is_filler(token, languages)]
    return tuple(_slots(full or tokens, languages, synonyms))


def phrases_of(text: str, languages: Sequence[str], /) -> list[str]:
    """Keys of all phrases in the text that may have synonyms."""
    given = [token.texts[0] for token in _tokens(text)][:MOST_SLOTS]
    spans = [given[i : i + n] for n in range(1, LONGEST_PHRASE + 1) for i in range(len(given) - n + 1)]
    return list(dict.fromkeys(phrase_key(" ".join(span), lang) for span in spans for lang in languages))


def phrase_key(text: str, language: str, /) -> str:
    """What a phrase is kept and looked up under: its stems, so that "sneaker" stands for "sneakers" too."""
    return " ".join(stems.stem(word, language) for word in words.words_of(text))


def _tokens(text: str) -> Iterator[_Token]:
    """A number and its unit are one word; what hyphens join may be written apart."""
    parts = [words.words_of(token) for token in text.split()]
    flat = [("".join(one), " ".join(one)) for one in parts if one]
    skipped = False
    for (joined, spaced), (unit, _) in pairwise([*flat, ("", "")]):
        if skipped:
            skipped = False
        elif joined.isdigit() and unit in words.UNITS:
            skipped = True
            yield _Token((joined + unit,))
        else:
            yield _Token(tuple(dict.fromkeys((joined, spaced))))


def _with_neighbours(tokens: list[_Token]) -> list[_Token]:
    """People write "back pack" for a backpack: the one word fills the places of both."""
    pairs = [left.texts[0] + right.texts[0] for left, right in pairwise(tokens)]
    beside = [
        [pair for pair in pairs[max(0, place - 1) : place + 1] if pair.isalpha()]
        for place in range(len(tokens))
    ]
    return [_Token(token.texts, tuple(joined)) for token, joined in zip(tokens, beside, strict=True)]


def _is_filler(token: _Token, languages: Sequence[str]) -> bool:
    return any(token.texts[0] in stems.fillers(language) for language in languages)


def _slots(tokens: list[_Token], languages: Sequence[str], synonyms: Synonyms) -> Iterator[Slot]:
    """A phrase with synonyms is one slot: either all of its words, or what stands for them."""
    place = 0
    while place < len(tokens):
        taken, meant = _longest(tokens[place:], languages, synonyms)
        phrase = tokens[place : place + taken]
        ways = (
            (*phrase[0].texts, *phrase[0].joined)
            if taken == 1
            else (" ".join(one.texts[-1] for one in phrase),)
        )
        direct = [_alternative(way, languages, DIRECT) for way in ways]
        yield (*direct, *(_alternative(text, languages, SYNONYM) for text in meant))
        place += taken


def _longest(tokens: list[_Token], languages: Sequence[str], synonyms: Synonyms) -> tuple[int, Sequence[str]]:
    for length in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
        text = " ".join(token.texts[0] for token in tokens[:length])
        for language in languages:
            if meant := synonyms.get(phrase_key(text, language)):
                return length, meant
    return 1, ()


def _alternative(text: str, languages: Sequence[str], percent: int) -> Alternative:
    found = (frozenset(stems.stem(word, one) for one in languages) for word in words.words_of(text))
    return Alternative(stems=tuple(dict.fromkeys(found)), percent=percent)
