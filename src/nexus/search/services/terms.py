"""Postings and spellings: the terms that lead to documents, and the words that typos lead to."""

from collections.abc import Collection, Sequence
from typing import Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import stems, words
from nexus.search.queries.matching import languages_of
from nexus.search.services.documents import Document
from nexus.tenancy import facade as tenancy

_DROP: Final = """
DELETE FROM search_posting p USING search_document d, unnest(d.terms) AS old(term)
WHERE d.tenant_id = %s AND d.id = ANY(%s::uuid[]) AND p.tenant_id = %s AND p.term = old.term AND
p.document_id = d.id"""

_ADD: Final = """
WITH made AS (
  INSERT INTO search_posting (tenant_id, term, document_id, weight)
  SELECT %s::uuid, found.term, found.id, found.weight
  FROM unnest(%s::uuid[], %s::text[], %s::int[]) AS found(id, term, weight) ORDER BY found.term, found.id
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
INSERT INTO search_spelling (tenant_id, key, word, stems)
SELECT %s::uuid, given.key, given.word, CASE WHEN given.key = given.word THEN string_to_array(given.stems, ' ') ELSE '{}' END
FROM unnest(%s::text[], %s::text[], %s::text[]) AS given(key, word, stems) ORDER BY 2, 3
ON CONFLICT (tenant_id, key, word) DO NOTHING"""


def write_terms(documents: Sequence[Document], /, *, has_old: bool) -> None:
    """Replace the postings of the documents; learn their words. Documents that are not public lead
    nowhere."""
    if not documents:
        return
    tenant_id, ids = current_tenant(), [document.id for document in documents]
    if has_old:
        db.execute(_DROP, [tenant_id, ids, tenant_id])
    public = [document for document in documents if document.is_public]
    if public:
        db.execute(_ADD, _postings(public))
        _learn({word for document in public for word in document.words})
    db.execute(_REMEMBER, [ids, [document.text_digest for document in documents], tenant_id])


def _postings(documents: Sequence[Document]) -> list[object]:
    found = [(document.id, term, weight) for document in documents for term, weight in document.terms.items()]
    ids, terms, weights = (list(column) for column in zip(*found, strict=True))
    return [current_tenant(), ids, terms, weights, current_tenant()]


def _learn(found: Collection[str], /) -> None:
    """Make the words findable by their misspellings."""
    known = {entry.key for entry in db.rows(_KNOWN_WORDS, [current_tenant(), list(found)])}
    languages = languages_of(tenancy.tenant())
    pairs = [
        (key, word, " ".join({stems.stem(word, language) for language in languages}))
        for word in found
        if word not in known and len(word) <= 40
        for key in words.spellings(word)
    ]
    if pairs:
        db.execute(_LEARN, [current_tenant(), *(list(column) for column in zip(*pairs, strict=True))])
