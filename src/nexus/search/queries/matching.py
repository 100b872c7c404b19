"""What a text finds: documents that its words lead to, or one of its codes, with a score."""

from dataclasses import dataclass, replace
from typing import Any

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import words

# The stems of the words; filler words only when there is nothing else ("The Who").
_STEMS = """(SELECT coalesce(nullif(tsvector_to_array(to_tsvector(%s::regconfig, %s)), '{}'),
  tsvector_to_array(to_tsvector(%s::regconfig, %s))))"""

# Stems and terms that are sure by themselves, in one pass over the index. `level`: percent of the words met. What is sure
# weighs more than all other words together. Stems are scalar subqueries: computed once, and no part of the grouping.
_HITS = f"""
SELECT p.document_id, sum(p.weight) AS score,
  CASE WHEN sum(p.weight) >= %s THEN 100 ELSE 100 * count(*) / cardinality({_STEMS}) END AS level
FROM search_posting p WHERE p.tenant_id = %s AND p.term = ANY({_STEMS} || %s::text[])
GROUP BY p.document_id"""  # noqa: S608

_CODES = """
SELECT p.document_id, max(%s::int) AS score, 100 AS level FROM search_posting p
WHERE p.tenant_id = %s AND p.term >= %s AND p.term < %s GROUP BY p.document_id"""

_EITHER = f"""
SELECT document_id, max(score) AS score, max(level) AS level
FROM ({_HITS} UNION ALL {_CODES}) ways GROUP BY document_id"""  # noqa: S608

# All words where any product has them all; else the products that have most of them, but at least half.
_BEST = """
SELECT document_id, score, level FROM (
  SELECT document_id, score, level, max(level) OVER () AS best FROM ({hits}) found) ranked
WHERE level = best AND level >= 50"""

KNOWN_WORDS = """(SELECT count(DISTINCT known.key) FROM search_spelling known
  WHERE known.tenant_id = %s AND known.key = ANY(%s::text[]) AND known.word = known.key)"""
"""How many of the words the shop has at all: only others can be mistyped."""

_CANDIDATES = "SELECT key, word FROM search_spelling WHERE tenant_id = %s AND key = ANY(%s::text[])"
_ENDLESS = "\U0010ffff"


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """A text as it is searched: its plain words, its language, the text as it was typed (for codes)."""

    text: str
    typed: str
    locale: str

    @property
    def looks_like_code(self) -> bool:
        """SKUs have digits or dashes and no blanks; three characters are the least that a prefix should
        have."""
        return (
            len(self.typed) >= 3
            and " " not in self.typed
            and any(c.isdigit() or c in "-_/." for c in self.typed)
        )

    def sql(self) -> tuple[str, list[Any]]:
        """A subquery of (document_id, score, level), and its parameters."""
        if not self.looks_like_code:
            return _BEST.replace("{hits}", _HITS), self._params()
        prefix = words.code_term(self.typed)
        codes = [5 * words.SURE, current_tenant(), prefix, f"{prefix}{_ENDLESS}"]
        return _BEST.replace("{hits}", _EITHER), [*self._params(), *codes]

    @property
    def distinct_words(self) -> list[str]:
        return list(dict.fromkeys(self.text.split()))

    def _params(self) -> list[Any]:
        stems = [words.language_of(self.locale), self.text, words.full_language_of(self.locale), self.text]
        exact = [words.code_term(self.typed), words.title_term(self.text)]
        return [words.SURE, *stems, current_tenant(), *stems, exact]


def matching(typed: str, /, *, locale: str) -> Matching:
    """The text of a search box."""
    return Matching(text=words.plain(typed), typed=typed.strip(), locale=locale)


def corrected(asked: Matching, /) -> Matching | None:
    """The text with unknown words replaced by the closest known ones; None when nothing can be corrected.
    One statement."""
    given = asked.text.split()
    wanted = {guess for word in given for guess in words.guesses(word)}
    known: dict[str, set[str]] = {}
    for entry in db.rows(_CANDIDATES, [current_tenant(), list(wanted)]):
        known.setdefault(entry.key, set()).add(entry.word)
    better = [_better(word, known) for word in given]
    text = " ".join(better)
    return replace(asked, text=text) if text != asked.text else None


def _better(word: str, known: dict[str, set[str]]) -> str:
    if word in known.get(word, ()):
        return word
    candidates = {found for guess in words.guesses(word) for found in known.get(guess, ())}
    return words.closest(word, candidates) or word
