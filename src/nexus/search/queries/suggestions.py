"""What somebody may be typing: words of the shop, products, categories."""

from dataclasses import dataclass
from typing import Any, Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import words

MOST_WORDS: Final = 8
_ENDLESS: Final = "\U0010ffff"

# The last word may be unfinished: its completions are words of the shop, whose stems lead to products.
_PRODUCTS: Final = """
WITH completions AS MATERIALIZED (
  SELECT key AS word FROM search_spelling
  WHERE tenant_id = %s AND key >= %s AND key < %s AND word = key ORDER BY key LIMIT %s
), asked AS MATERIALIZED (
  SELECT tsvector_to_array(to_tsvector(%s::regconfig, %s)) AS stems,
    coalesce((SELECT array_agg(DISTINCT stem) FROM completions,
      LATERAL unnest(tsvector_to_array(to_tsvector(%s::regconfig, completions.word))) AS stem), '{}') AS last
), hits AS (
  SELECT p.document_id, sum(p.weight) AS score FROM search_posting p
  WHERE p.tenant_id = %s AND p.term = ANY((SELECT stems || last FROM asked)::text[])
  GROUP BY p.document_id
  HAVING count(*) FILTER (WHERE p.term = ANY((SELECT stems FROM asked)::text[]))
      >= (SELECT cardinality(stems) FROM asked)
    AND count(*) FILTER (WHERE p.term = ANY((SELECT last FROM asked)::text[])) > 0
  ORDER BY score DESC, p.document_id DESC LIMIT %s
)
SELECT (SELECT array_agg(word ORDER BY word) FROM completions) AS words,
  (SELECT jsonb_agg(jsonb_build_object('id', d.item -> 'id', 'slug', d.item -> 'slug', 'title', d.item ->
  'title',
      'image', d.item -> 'image', 'picture', d.item -> 'picture', 'price', d.item -> 'price', 'currency', d.item -> 'currency')
      ORDER BY h.score DESC, h.document_id DESC)::text
   FROM hits h JOIN search_document d ON d.tenant_id = %s AND d.id = h.document_id) AS products,
  (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'slug', c.slug, 'path', c.path)
      ORDER BY c.path)::text
   FROM search_category c WHERE c.tenant_id = %s AND c.name ILIKE %s) AS categories"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """`words`: the text with its last word completed; `products` and `categories`: JSON text of a list."""

    words: list[str]
    products: str
    categories: str


def suggestions(typed: str, /, *, locale: str, limit: int) -> Suggestions:
    """One statement; nothing for a text without letters or digits."""
    given = words.words_of(typed)
    if not given:
        return Suggestions(words=[], products="[]", categories="[]")
    *before, last = given
    tenant_id, language = current_tenant(), words.full_language_of(locale)
    row: Any = db.row(
        _PRODUCTS,
        [
            tenant_id, last, f"{last}{_ENDLESS}", MOST_WORDS, words.language_of(locale), " ".join(before),
            language,
            tenant_id, limit, tenant_id, tenant_id, f"%{_escaped(typed.strip())}%",
        ],
    )  # fmt: skip
    return Suggestions(
        words=[" ".join([*before, word]) for word in row.words or ()],
        products=row.products or "[]",
        categories=row.categories or "[]",
    )


def _escaped(text: str) -> str:
    """For LIKE: what is typed is meant literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
