"""Attributes that are numbers, for filters by range."""

from collections.abc import Sequence
from typing import Final

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.services.documents import Document

_DROP: Final = "DELETE FROM search_number n WHERE n.tenant_id = %s AND n.document_id = ANY(%s::uuid[])"
_ADD: Final = """
INSERT INTO search_number (tenant_id, code, document_id, value)
SELECT %s::uuid, given.code, given.document_id, given.value
FROM unnest(%s::text[], %s::uuid[], %s::bigint[]) AS given(code, document_id, value)
ORDER BY given.code, given.document_id, given.value ON CONFLICT (tenant_id, code, document_id, value) DO NOTHING"""


def write_numbers(documents: Sequence[Document], /, *, has_old: bool) -> None:
    """Replace the numbers of the documents; those that are not public have none."""
    tenant_id = current_tenant()
    if has_old:
        db.execute(_DROP, [tenant_id, [document.id for document in documents]])
    found = [
        (code, document.id, value)
        for document in documents
        if document.is_public
        for code, values in document.numbers.items()
        for value in values
    ]
    if found:
        codes, ids, values = (list(column) for column in zip(*found, strict=True))
        db.execute(_ADD, [tenant_id, codes, ids, values])
