"""What somebody may be typing: words of the shop, products, categories."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import stems, words
from nexus.search.queries.matching import languages_of
from nexus.tenancy.contracts.dto import TenantInfo

MOST_WORDS: Final = 8
MOST_BEFORE: Final = 10
LOOKED_AT: Final = 40
"""Of how many completions the most frequent are looked for; a beginning that more words share is soon typed further."""
OFTEN: Final = 200
"""How far products of a word are counted, and up to which all of them are read."""
BEST: Final = 80
"""Where a word has more: how many of its best products are looked at, and of its newest."""
_ENDLESS: Final = "\U0010ffff"

# The last word may be unfinished: its completions are words of the shop, whose stems lead to products. What is read is bounded
# as in a search (see matching): all products where no word has many, else the best and the newest of the rarest word.
_HITS: Final = """
known AS MATERIALIZED (
  SELECT key AS word, stems FROM search_spelling
  WHERE tenant_id = %s AND key >= %s AND key < %s AND word = key ORDER BY key LIMIT {looked_at}
), counted AS MATERIALIZED (
  SELECT word, stems, (SELECT count(*) FROM (SELECT FROM search_posting o
    WHERE o.tenant_id = %s AND o.term = ANY(known.stems) LIMIT {often}) few) AS many FROM known
), completions AS MATERIALIZED (
  SELECT word, stems, row_number() OVER (ORDER BY word = %s DESC, many DESC, word) AS place FROM counted ORDER BY place LIMIT %s
), wanted AS MATERIALIZED (
  SELECT term, bits FROM unnest(%s::text[], %s::bigint[]) AS given(term, bits)
  UNION ALL SELECT DISTINCT stem, 1::bigint FROM completions, LATERAL unnest(stems) AS stem
), asked AS MATERIALIZED (
  SELECT term, bits, (SELECT count(*) FROM (SELECT FROM search_posting o
    WHERE o.tenant_id = %s AND o.term = wanted.term LIMIT {often} + 1) few) AS many FROM wanted
), rarest AS MATERIALIZED (
  SELECT bits, count(*) AS terms, (SELECT max(many) <= {often} FROM asked) AS fits
  FROM asked GROUP BY bits ORDER BY sum(many), bits LIMIT 1
), candidates AS MATERIALIZED (
  SELECT found.document_id, rarest.bits, max(found.weight) AS weight
  FROM rarest JOIN asked ON asked.bits = rarest.bits CROSS JOIN LATERAL (
    (SELECT b.document_id, b.weight FROM search_posting b WHERE b.tenant_id = %s AND b.term = asked.term AND b.weight >= 1000
      ORDER BY b.weight DESC, b.document_id DESC LIMIT greatest(%s::int, {best} / rarest.terms))
    UNION ALL
    (SELECT n.document_id, n.weight FROM search_posting n WHERE n.tenant_id = %s AND n.term = asked.term
      ORDER BY n.document_id DESC LIMIT {best} / rarest.terms)
  ) found WHERE NOT rarest.fits GROUP BY found.document_id, rarest.bits
), hits AS (
  SELECT document_id, score FROM (
    SELECT p.document_id, sum(p.weight) AS score, bit_or(asked.bits) AS met
    FROM asked JOIN search_posting p ON p.tenant_id = %s AND p.term = asked.term
    WHERE (SELECT fits FROM rarest) GROUP BY p.document_id
    UNION ALL
    SELECT c.document_id, c.weight + coalesce(others.score, 0), c.bits | coalesce(others.met, 0)
    FROM candidates c CROSS JOIN LATERAL (
      SELECT sum(p.weight) AS score, bit_or(asked.bits) AS met FROM asked
      JOIN search_posting p ON p.tenant_id = %s AND p.term = asked.term AND p.document_id = c.document_id
      WHERE asked.bits <> c.bits OFFSET 0) others
  ) found WHERE met = %s::bigint ORDER BY score DESC, document_id DESC LIMIT %s
)"""
_ANSWER: Final = """
SELECT (SELECT array_agg(word ORDER BY place) FROM completions) AS words,
  (SELECT jsonb_agg(jsonb_build_object('id', d.item -> 'id', 'slug', d.item -> 'slug', 'title', d.item ->
  'title', 'titles', coalesce(d.item -> 'titles', '{}'::jsonb),
      'image', d.item -> 'image', 'picture', d.item -> 'picture', 'price', d.item -> 'price', 'currency', d.item -> 'currency')
      ORDER BY h.score DESC, h.document_id DESC)::text
   FROM hits h JOIN search_document d ON d.tenant_id = %s AND d.id = h.document_id) AS products,
  (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug, 'path', c.path)
      ORDER BY c.path)::text
   FROM (SELECT x.id, x.name, x.slug, x.path FROM search_category x
     WHERE x.tenant_id = %s AND x.name ILIKE %s ORDER BY x.path LIMIT %s) c) AS categories,
  (SELECT jsonb_agg(jsonb_build_object('id', named.id, 'name', named.name, 'slug', named.slug) ORDER BY named.name)::text
   FROM (SELECT g.id, g.name, g.slug FROM search_group g
     WHERE g.tenant_id = %s AND g.kind = 'brand' AND g.name ILIKE %s ORDER BY g.name LIMIT %s) named) AS brands"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """`words`: the text with its last word completed; the others: JSON text of a list."""

    words: list[str]
    products: str
    categories: str
    brands: str


def suggestions(typed: str, tenant: TenantInfo, /, *, limit: int) -> Suggestions:
    """One statement; nothing for a text without letters or digits."""
    given = words.words_of(typed)
    if not given:
        return Suggestions(words=[], products="[]", categories="[]", brands="[]")
    *before, last = given
    hits = _HITS.format(looked_at=LOOKED_AT, often=OFTEN, best=BEST)
    row: Any = db.row(f"WITH{hits}{_ANSWER}", _params(typed, before, last, languages_of(tenant), limit))
    return Suggestions(
        words=[" ".join([*before, word]) for word in row.words or ()],
        products=row.products or "[]",
        categories=row.categories or "[]",
        brands=row.brands or "[]",
    )


def _params(typed: str, before: list[str], last: str, languages: tuple[str, ...], limit: int) -> list[Any]:
    tenant_id, like = current_tenant(), f"%{_escaped(typed.strip())}%"
    full = [word for word in before if not any(word in stems.fillers(one) for one in languages)][:MOST_BEFORE]
    asked = [(stems.stem(word, one), 2 << place) for place, word in enumerate(full) for one in languages]
    terms = dict.fromkeys(term for term, _ in asked)
    bits = [reduce(or_, (bit for other, bit in asked if other == term)) for term in terms]
    return [
        tenant_id, last, f"{last}{_ENDLESS}", tenant_id, last, MOST_WORDS, list(terms), bits, tenant_id,
        tenant_id, limit, tenant_id, tenant_id, tenant_id, (2 << len(full)) - 1, limit,
        tenant_id, tenant_id, like, limit, tenant_id, like, limit,
    ]  # fmt: skip


def _escaped(text: str) -> str:
    """For LIKE: what is typed is meant literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
