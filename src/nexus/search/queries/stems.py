"""Stems of words and filler words, by language. Snowball's algorithms (https://snowballstem.org), the ones that PostgreSQL has
too: computed here, so that every search engine gets the same words.
"""

from functools import cache, lru_cache
from pathlib import Path
from threading import local
from typing import Any, Final

import Stemmer  # type: ignore[import-not-found]

from nexus.search.queries import words

_FILLERS: Final = Path(__file__).parent / "fillers"
_stemmers = local()  # a stemmer must not be used by two threads at once


@lru_cache(maxsize=200_000)
def stem(word: str, language: str, /) -> str:
    """`language` as PostgreSQL calls it; `simple` has no stems, and what has digits is no word."""
    if language == "simple" or not word.isalpha():
        return word
    found: str = _stemmer(language).stemWord(word)
    return words.plain(found) or word


@cache
def fillers(language: str, /) -> frozenset[str]:
    """Words such as "the": from Snowball's lists, without accents as all our words; none for an unknown language."""
    place = _FILLERS / f"{language}.txt"
    found = place.read_text(encoding="utf-8").split() if place.exists() else ()
    return frozenset(word for entry in found for word in words.words_of(entry))


def _stemmer(language: str) -> Any:
    if not hasattr(_stemmers, language):
        setattr(_stemmers, language, Stemmer.Stemmer(language, maxCacheSize=0))
    return getattr(_stemmers, language)
