"""What a text finds: documents that its words lead to, or one of its codes, with a score."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import batched
from typing import Any, Final

from django.conf import settings

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import slots, words
from nexus.search.queries.slots import DIRECT, Slot, Synonyms
from nexus.tenancy.contracts.dto import TenantInfo

# Terms that are sure by themselves and stems, in one pass over the index. Each word that a slot may be filled with has a bit;
# `met`: the bits of the words that a product has.
#
# What is read is bounded by a number, not by the shop: with no word that more than OFTEN products have, everything is read and
# weighed. Else the best and the newest products of the rarest slot, and the best of the others, are looked up in the index.
_HITS: Final = """
SELECT document_id, score, CASE WHEN score >= %s THEN 100 ELSE 100 * ({filled}) / %s::int END AS level FROM (
  WITH asked AS MATERIALIZED (
    SELECT given.*, (SELECT count(*) FROM (SELECT FROM search_posting o WHERE o.tenant_id = %s AND o.term = given.term
      LIMIT {often} + 1) counted) AS many
    FROM unnest(%s::text[], %s::bigint[], %s::int[], %s::int[]) AS given(term, bits, percent, slot)
  ), whole AS MATERIALIZED (
    SELECT coalesce(max(many) <= {often} AND sum(many) <= 3 * {often}, true) AS fits FROM asked
  ), rarest AS MATERIALIZED (
    SELECT slot FROM asked WHERE slot > 0 GROUP BY slot HAVING sum(many) > 0 ORDER BY sum(many), slot LIMIT 1
  ), candidates AS MATERIALIZED (
    SELECT DISTINCT found.document_id FROM asked CROSS JOIN LATERAL (
      (SELECT b.document_id FROM search_posting b WHERE b.tenant_id = %s AND b.term = asked.term AND b.weight >= 1000
        ORDER BY b.weight DESC, b.document_id DESC
        LIMIT CASE WHEN asked.slot = (SELECT slot FROM rarest) THEN {best} ELSE {best} / 4 END)
      UNION ALL
      (SELECT n.document_id FROM search_posting n WHERE n.tenant_id = %s AND n.term = asked.term
        AND asked.slot = (SELECT slot FROM rarest) ORDER BY n.document_id DESC LIMIT 2 * {best})
    ) found WHERE NOT (SELECT fits FROM whole)
  )
  SELECT p.document_id, sum(p.weight * asked.percent / 100) AS score, bit_or(asked.bits) AS met
  FROM asked JOIN search_posting p ON p.tenant_id = %s AND p.term = asked.term
  WHERE (SELECT fits FROM whole) GROUP BY p.document_id
  UNION ALL
  SELECT candidates.document_id, weighed.score, weighed.met FROM candidates CROSS JOIN LATERAL (
    SELECT sum(p.weight * asked.percent / 100) AS score, bit_or(asked.bits) AS met
    FROM asked JOIN search_posting p ON p.tenant_id = %s AND p.term = asked.term AND p.document_id = candidates.document_id
    OFFSET 0) weighed
) weighed"""
OFTEN: Final = 10_000
"""A word that more products have is not read whole; up to here a text finds all and only what it should."""
_BEST_OF: Final = 1000

_CODES: Final = """
SELECT p.document_id, max(%s::int) AS score, 100 AS level FROM search_posting p
WHERE p.tenant_id = %s AND p.term >= %s AND p.term < %s GROUP BY p.document_id"""

_EITHER: Final = f"""
SELECT document_id, max(score) AS score, max(level) AS level
FROM ({{hits}} UNION ALL {_CODES}) ways GROUP BY document_id"""  # noqa: S608

# All words where any product has them all; else the products that have most of them, but at least half.
_BEST: Final = """
SELECT document_id, score, level FROM (
  SELECT document_id, score, level, max(level) OVER () AS best FROM ({hits}) found) ranked
WHERE level = best AND level >= 50"""

KNOWN_WORDS: Final = """(SELECT count(DISTINCT known.key) FROM search_spelling known
  WHERE known.tenant_id = %s AND known.key = ANY(%s::text[]) AND known.word = known.key)"""
"""How many of the words the shop has at all: only others can be mistyped."""

MEANT: Final = """(SELECT jsonb_object_agg(meant.phrase, meant.texts) FROM search_synonym_phrase meant
  WHERE meant.tenant_id = %s AND meant.phrase = ANY(%s::text[]))"""
"""What stands for phrases of the text, by phrase; null when nothing does."""

_REMEDIES: Final = """
SELECT key, word, NULL AS texts FROM search_spelling WHERE tenant_id = %s AND key = ANY(%s::text[])
UNION ALL SELECT phrase, '', texts FROM search_synonym_phrase WHERE tenant_id = %s AND phrase = ANY(%s::text[])"""
_ENDLESS: Final = "\U0010ffff"
_MOST_BITS: Final = 62


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """A text as it is searched: its plain words, the languages they may be of, the text as it was typed (for codes)."""

    text: str
    typed: str
    languages: tuple[str, ...]
    synonyms: Synonyms = field(default_factory=dict)

    @property
    def looks_like_code(self) -> bool:
        """SKUs have digits or dashes and no blanks; three characters are the least that a prefix should
        have."""
        return (
            len(self.typed) >= 3
            and " " not in self.typed
            and any(c.isdigit() or c in "-_/." for c in self.typed)
        )

    def slots(self) -> tuple[Slot, ...]:
        """What a product should have, word by word."""
        return slots.slots_of(self.typed, self.languages, self.synonyms)

    def exact_terms(self) -> list[str]:
        """A code or a whole title: sure by itself."""
        return [words.code_term(self.typed), words.title_term(self.text)]

    def phrases(self) -> list[str]:
        """Keys under which synonyms may be kept."""
        return slots.phrases_of(self.typed, self.languages)

    def sql(self) -> tuple[str, list[Any]]:
        """A subquery of (document_id, score, level), and its parameters."""
        hits, params = self._hits()
        if not self.looks_like_code:
            return _BEST.replace("{hits}", hits), params
        prefix = words.code_term(self.typed)
        codes = [5 * words.SURE, current_tenant(), prefix, f"{prefix}{_ENDLESS}"]
        return _BEST.replace("{hits}", _EITHER.replace("{hits}", hits)), [*params, *codes]

    @property
    def distinct_words(self) -> list[str]:
        return list(dict.fromkeys(self.text.split()))

    def _hits(self) -> tuple[str, list[Any]]:
        terms, conditions = _with_bits(self.slots())
        terms |= dict.fromkeys(self.exact_terms(), (0, DIRECT, 0))
        bits, percents, places = (list(column) for column in zip(*terms.values(), strict=True))
        filled = " + ".join(f"({condition})::int" for condition in conditions) or "0"
        tenant_id = current_tenant()
        asked = [tenant_id, list(terms), bits, percents, places]
        sql = (
            _HITS.replace("{filled}", filled).replace("{often}", str(OFTEN)).replace("{best}", str(_BEST_OF))
        )
        return sql, [words.SURE, max(1, len(conditions)), *asked, *[tenant_id] * 4]


def _with_bits(asked: tuple[Slot, ...]) -> tuple[dict[str, tuple[int, int, int]], list[str]]:
    """Terms with the bits of the words that they are, the percent they count for and the slot they fill first (from 1 on); SQL
    that says of each slot whether it is filled. Bits are ours, so they stand in the SQL as numbers.
    """
    terms: dict[str, tuple[int, int, int]] = {}
    conditions, bit = [], 0
    for place, slot in enumerate(asked, 1):
        ways = []
        for alternative in slot:
            mask = 0
            for stems in alternative.stems if bit + len(alternative.stems) <= _MOST_BITS else ():
                mask |= 1 << bit
                for stem in stems:
                    bits, percent, first = terms.get(stem, (0, 0, place))
                    terms[stem] = (bits | 1 << bit, max(percent, alternative.percent), first)
                bit += 1
            ways += [f"met & {mask} = {mask}"] if mask else []
        conditions += [" OR ".join(ways)] if ways else []
    return terms, conditions


def languages_of(tenant: TenantInfo, /) -> tuple[str, ...]:
    """Languages that people ask a shop in: its own first, those of the pages, and whatever its settings name
    (`search_languages`: locales)."""
    locales = [
        tenant.locale,
        *(code for code, _ in settings.LANGUAGES),
        *tenant.settings.get("search_languages", ()),
    ]
    return tuple(dict.fromkeys(words.language_of(str(locale)) for locale in locales))


def matching(typed: str, tenant: TenantInfo, /) -> Matching:
    """The text of a search box."""
    return Matching(text=words.plain(typed), typed=typed.strip(), languages=languages_of(tenant))


def remedies(asked: Matching, /) -> list[Matching]:
    """What to try when a text finds too little: what stands for its phrases; unknown words replaced by the closest known ones.
    One statement."""
    given = asked.text.split()[: slots.MOST_SLOTS]
    wanted = {guess for word in given for guess in (*words.guesses(word), *_halves(word))}
    known: dict[str, set[str]] = {}
    synonyms: dict[str, list[str]] = {}
    for entry in db.rows(_REMEDIES, [current_tenant(), list(wanted), current_tenant(), asked.phrases()]):
        if entry.texts is None:
            known.setdefault(entry.key, set()).add(entry.word)
        else:
            synonyms[entry.key] = entry.texts
    text = " ".join(_better(word, known) for word in given)
    found = [replace(asked, synonyms=synonyms)] if synonyms != asked.synonyms else []
    return [*found, replace(asked, text=text, typed=text)] if text != " ".join(given) else found


def _better(word: str, known: dict[str, set[str]]) -> str:
    if word in known.get(word, ()):
        return word
    candidates = {found for guess in words.guesses(word) for found in known.get(guess, ())}
    return words.closest(word, candidates) or _apart(word, known) or word


def _apart(word: str, known: dict[str, set[str]]) -> str | None:
    """Two known words that somebody wrote as one."""
    for left, right in batched(_halves(word), 2):
        if left in known.get(left, ()) and right in known.get(right, ()):
            return f"{left} {right}"
    return None


def _halves(word: str) -> Iterator[str]:
    for place in range(3, len(word) - 2):
        yield word[:place]
        yield word[place:]
