"""What this transaction has touched: collected while events come in, written once, right before COMMIT.

A product that is made tells of itself, its prices and its stock in several events; its document is
written once. Locks are
taken in order of the ids and at the last moment.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.facade import OfferInfo, ProductInfo
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import current_scope
from nexus.search.services.attributes import Definitions, definitions_of
from nexus.search.services.availability import flip
from nexus.search.services.documents import Document, Group, document_of
from nexus.search.services.feeding import note_changes
from nexus.search.services.groups import learn_groups
from nexus.search.services.offers import announced_offers
from nexus.search.services.terms import learn
from nexus.search.services.writing import lock, write
from nexus.tenancy import facade as tenancy
from nexus.tenancy.contracts.dto import TenantInfo

CHUNK: Final = 250
_STORE: Final = "search.pending"


@dataclass(slots=True)
class Pending:
    """Products to write anew; variants whose product has to be found first; variants that sold out or
    came back."""

    products: set[UUID] = field(default_factory=set)
    variants: set[UUID] = field(default_factory=set)
    flips: dict[UUID, bool] = field(default_factory=dict)
    product_of: dict[UUID, UUID] = field(default_factory=dict)

    def is_empty(self) -> bool:
        return not (self.products or self.variants or self.flips)


def pending() -> Pending:
    """This transaction's list; the first call sees to it that it is worked off."""
    scope = current_scope()
    found = scope.store.get(_STORE)
    if not isinstance(found, Pending):
        found = scope.store[_STORE] = Pending()
        scope.at_end(flush)
    return found


def products_changed(product_ids: Iterable[UUID], /) -> None:
    """Their documents are written before COMMIT."""
    pending().products.update(product_ids)


def flush() -> None:
    """Write what is pending now."""
    waiting = current_scope().store.pop(_STORE, None)  # whatever comes in from here on is a new list
    if not isinstance(waiting, Pending) or waiting.is_empty():
        return
    _find_products(waiting)
    products = waiting.products | {waiting.product_of[v] for v in waiting.variants if v in waiting.product_of}
    refresh(products)
    flip(
        {
            variant_id: (waiting.product_of[variant_id], in_stock)
            for variant_id, in_stock in waiting.flips.items()
            if variant_id in waiting.product_of and waiting.product_of[variant_id] not in products
        }
    )
    bump_generation()


def refresh(product_ids: Collection[UUID], /) -> int:
    """Write the documents of these products from what the other contexts say now; how many were written."""
    written = 0
    found: set[str] = set()
    groups: set[Group] = set()
    for documents in _refreshed(sorted(product_ids)):
        written += len(documents)
        found.update(word for document in documents if document.is_public for word in document.words)
        groups.update(group for document in documents for group in document.groups)
    # Once and sorted: two writers with the same new words or brands must meet them in the same order.
    learn_groups(groups)
    learn(found)
    return written


def _refreshed(product_ids: list[UUID]) -> Iterator[list[Document]]:
    """Chunk by chunk. While PostgreSQL stores one, the documents of the next, which has been read, are made."""
    chunks = map(_read, batched(product_ids, CHUNK))
    chunk = next(chunks, None)
    while chunk is not None:
        following = next(chunks, None)
        write(chunk.documents, chunk.digests, meanwhile=following.make if following else None)
        note_changes(chunk.ids)
        yield chunk.documents
        chunk = following


@dataclass(slots=True)
class _Chunk:
    """Products as they were read under the locks of their documents, and, as soon as they are made, the documents."""

    ids: tuple[UUID, ...]
    digests: Mapping[UUID, str]
    products: Collection[ProductInfo]
    offers: Mapping[UUID, OfferInfo]
    definitions: Definitions
    tenant: TenantInfo
    _documents: list[Document] | None = None

    @property
    def documents(self) -> list[Document]:
        if self._documents is None:
            self.make()
        return self._documents or []

    def make(self) -> None:
        """Pure."""
        currency, locale = self.tenant.currency, self.tenant.locale
        self._documents = [
            document_of(product, self.offers, currency=currency, locale=locale, definitions=self.definitions)
            for product in self.products
        ]


def _read(product_ids: tuple[UUID, ...]) -> _Chunk:
    """Lock, then read: whoever changed the same product before us has committed, so what is read is what
    holds."""
    digests = lock(product_ids)
    products = catalog.products(product_ids).values()
    offers = announced_offers([variant.id for product in products for variant in product.variants])
    return _Chunk(product_ids, digests, products, offers, definitions_of(products), tenancy.tenant())


def _find_products(waiting: Pending) -> None:
    unknown = (waiting.variants | waiting.flips.keys()) - waiting.product_of.keys()
    if unknown:
        waiting.product_of.update(catalog.products_by_variant(unknown))
