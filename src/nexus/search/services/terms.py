"""Postings and spellings: the terms that lead to documents, and the words that typos lead to."""

from collections.abc import Collection, Sequence
from typing import Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import words
from nexus.search.services.documents import Document

_DROP: Final = """
DELETE FROM search_posting p USING search_document d, unnest(d.terms) AS old(term)
WHERE d.tenant_id = %s AND d.id = ANY(%s::uuid[]) AND p.tenant_id = %s AND p.term = old.term AND
p.document_id = d.id"""

# A word of the title counts most, the more the shorter the title; then names, tags and options; then the
# description.
_ADD: Final = """
WITH made AS (
  INSERT INTO search_posting (tenant_id, term, document_id, weight)
  SELECT %s::uuid, found.term, found.id, max(found.weight) FROM (
    SELECT doc.id, lexeme.lexeme AS term,
      CASE WHEN 'A' = ANY(lexeme.weights) THEN 1000 + 2000 / (1 + length(doc.title_vector))
           WHEN 'B' = ANY(lexeme.weights) THEN 300 ELSE 50 END AS weight
    FROM (SELECT given.id, to_tsvector(%s::regconfig, given.title) AS title_vector,
            to_tsvector(%s::regconfig, given.details) AS details_vector,
            to_tsvector(%s::regconfig, given.description) AS description_vector
          FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS given(id, title, details,
          description)) doc,
    LATERAL unnest(setweight(doc.title_vector, 'A') || setweight(doc.details_vector, 'B') ||
    doc.description_vector)
      AS lexeme
    UNION ALL
    SELECT exact.id, exact.term, exact.weight FROM unnest(%s::uuid[], %s::text[], %s::int[]) AS exact(id,
    term, weight)
  ) found
  GROUP BY found.id, found.term ORDER BY found.term, found.id
  RETURNING document_id, term
)
UPDATE search_document d SET terms = gathered.terms
FROM (SELECT document_id, array_agg(term) AS terms FROM made GROUP BY document_id) gathered
WHERE d.tenant_id = %s AND d.id = gathered.document_id"""

_REMEMBER: Final = """
UPDATE search_document d SET text_digest = given.digest
FROM unnest(%s::uuid[], %s::text[]) AS given(id, digest) WHERE d.tenant_id = %s AND d.id = given.id"""

_KNOWN_WORDS: Final = """
SELECT key FROM search_spelling WHERE tenant_id = %s AND key = ANY(%s::text[]) AND word = key"""

# Sorted, so that two writers with the same new words meet them in the same order.
_LEARN: Final = """
INSERT INTO search_spelling (tenant_id, key, word)
SELECT %s::uuid, given.key, given.word FROM unnest(%s::text[], %s::text[]) AS given(key, word) ORDER BY 2, 3
ON CONFLICT (tenant_id, key, word) DO NOTHING"""


def write_terms(documents: Sequence[Document], /, *, locale: str, has_old: bool) -> None:
    """Replace the postings of the documents; learn their words. Documents that are not public lead
    nowhere."""
    if not documents:
        return
    tenant_id, ids = current_tenant(), [document.id for document in documents]
    if has_old:
        db.execute(_DROP, [tenant_id, ids, tenant_id])
    public = [document for document in documents if document.is_public]
    if public:
        db.execute(_ADD, _postings(public, language=words.full_language_of(locale)))
        _learn({word for document in public for word in document.words})
    db.execute(_REMEMBER, [ids, [document.text_digest for document in documents], tenant_id])


def _postings(documents: Sequence[Document], *, language: str) -> list[object]:
    titles, details, descriptions = (
        list(column) for column in zip(*(d.texts for d in documents), strict=True)
    )
    exact = [(d.id, term, weight) for d in documents for term, weight in d.exact_terms.items()]
    exact_ids, terms, weights = (list(column) for column in zip(*exact, strict=True))
    tenant_id = current_tenant()
    return [
        tenant_id, language, language, language, [d.id for d in documents], titles, details, descriptions,
        exact_ids, terms, weights, tenant_id,
    ]  # fmt: skip


def _learn(found: Collection[str], /) -> None:
    """Make the words findable by their misspellings."""
    known = {entry.key for entry in db.rows(_KNOWN_WORDS, [current_tenant(), list(found)])}
    pairs = [
        (key, word)
        for word in found
        if word not in known and len(word) <= 40
        for key in words.spellings(word)
    ]
    if pairs:
        keys, meant = zip(*pairs, strict=True)
        db.execute(_LEARN, [current_tenant(), list(keys), list(meant)])
