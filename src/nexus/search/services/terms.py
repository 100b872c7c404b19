"""Postings and spellings: the terms that lead to documents, and the words that typos lead to."""

from collections.abc import Collection, Sequence
from typing import Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import stems, words
from nexus.search.queries.matching import languages_of
from nexus.search.services.documents import Document
from nexus.search.services.rows import TERMS_RECORD, terms_row_of
from nexus.tenancy import facade as tenancy

_DROP: Final = """
DELETE FROM search_posting p USING search_document d, unnest(d.terms) AS old(term)
WHERE d.tenant_id = %s AND d.id = ANY(%s::uuid[]) AND p.tenant_id = %s AND p.term = old.term AND
p.document_id = d.id"""

_ADD: Final = f"""
WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS new(id uuid, {TERMS_RECORD})), made AS (
  INSERT INTO search_posting (tenant_id, term, document_id, weight)
  SELECT %s::uuid, found.term, given.id, found.weight
  FROM given, LATERAL unnest(given.terms, given.weights) AS found(term, weight) ORDER BY found.term, given.id
  RETURNING document_id
)
UPDATE search_document d SET terms = given.terms, text_digest = given.text_digest
FROM given WHERE d.tenant_id = %s AND d.id = given.id"""  # noqa: S608

_KNOWN_WORDS: Final = """
SELECT key FROM search_spelling WHERE tenant_id = %s AND key = ANY(%s::text[]) AND word = key"""

# Sorted, so that two writers with the same new words meet them in the same order.
_LEARN: Final = """
INSERT INTO search_spelling (tenant_id, key, word, stems)
SELECT %s::uuid, given.key, given.word, CASE WHEN given.key = given.word THEN string_to_array(given.stems, ' ') ELSE '{}' END
FROM unnest(%s::text[], %s::text[], %s::text[]) AS given(key, word, stems) ORDER BY 2, 3
ON CONFLICT (tenant_id, key, word) DO NOTHING"""


def replace_terms(documents: Sequence[Document], /, *, has_old: bool) -> None:
    """Replace the postings of the documents. Those that are not public lead nowhere."""
    if not documents:
        return
    tenant_id = current_tenant()
    if has_old:
        db.execute(_DROP, [tenant_id, [document.id for document in documents], tenant_id])
    db.execute(_ADD, [db.jsonb([terms_row_of(document) for document in documents]), tenant_id, tenant_id])


def learn(found: Collection[str], /) -> None:
    """Make the words findable by their misspellings."""
    if not found:
        return
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
