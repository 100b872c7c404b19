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
_ENDLESS: Final = "\U0010ffff"

# The last word may be unfinished: its completions are words of the shop, whose stems lead to products.
_PRODUCTS: Final = """
WITH completions AS MATERIALIZED (
  SELECT key AS word, stems FROM search_spelling
  WHERE tenant_id = %s AND key >= %s AND key < %s AND word = key ORDER BY key LIMIT %s
), asked AS MATERIALIZED (
  SELECT term, bits FROM unnest(%s::text[], %s::bigint[]) AS given(term, bits)
  UNION ALL SELECT DISTINCT stem, 1::bigint FROM completions, LATERAL unnest(stems) AS stem
), hits AS (
  SELECT p.document_id, sum(p.weight) AS score FROM asked
  JOIN search_posting p ON p.tenant_id = %s AND p.term = asked.term
  GROUP BY p.document_id HAVING bit_or(asked.bits) = %s::bigint
  ORDER BY score DESC, p.document_id DESC LIMIT %s
)
SELECT (SELECT array_agg(word ORDER BY word) FROM completions) AS words,
  (SELECT jsonb_agg(jsonb_build_object('id', d.item -> 'id', 'slug', d.item -> 'slug', 'title', d.item ->
  'title', 'titles', coalesce(d.item -> 'titles', '{}'::jsonb),
      'image', d.item -> 'image', 'picture', d.item -> 'picture', 'price', d.item -> 'price', 'currency', d.item -> 'currency')
      ORDER BY h.score DESC, h.document_id DESC)::text
   FROM hits h JOIN search_document d ON d.tenant_id = %s AND d.id = h.document_id) AS products,
  (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug, 'path', c.path)
      ORDER BY c.path)::text
   FROM search_category c WHERE c.tenant_id = %s AND c.name ILIKE %s) AS categories,
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
    row: Any = db.row(_PRODUCTS, _params(typed, before, last, languages_of(tenant), limit))
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
        tenant_id, last, f"{last}{_ENDLESS}", MOST_WORDS, list(terms), bits,
        tenant_id, (2 << len(full)) - 1, limit, tenant_id, tenant_id, like, tenant_id, like, limit,
    ]  # fmt: skip


def _escaped(text: str) -> str:
    """For LIKE: what is typed is meant literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
