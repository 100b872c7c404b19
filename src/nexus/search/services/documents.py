"""From a product, its prices and its stock to the document that is stored. Pure: what it needs is given."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from nexus.catalog import facade as catalog
from nexus.catalog.facade import OfferInfo, ProductInfo
from nexus.pricing import facade as pricing
from nexus.search.queries import numbers, words
from nexus.search.queries.showcase import REDUCED
from nexus.search.services.attributes import Definitions, compared, said
from nexus.search.services.wording import terms_of, texts_of, words_to_learn


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A brand or a collection that the product belongs to."""

    id: UUID
    kind: str
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A product as it is shown and found."""

    id: UUID
    slug: str
    vendor_id: UUID
    category_id: UUID
    category_ids: list[UUID]
    is_public: bool
    price_minor: int
    currency: str
    in_stock: bool
    rating_points: int
    review_count: int
    tags: list[str]
    facets: dict[str, list[str]]
    facts: dict[str, Any]
    """What its price depends on, see `pricing.facade.shelf_facts`."""
    item: dict[str, Any]
    body: dict[str, Any]
    terms: dict[str, int]
    """What leads to it, with its weight."""
    words: frozenset[str]
    text_digest: str
    groups: tuple[Group, ...]
    """Its brand and its public collections."""
    numbers: dict[str, list[int]]
    """By code, in millionths."""

    @property
    def brand_id(self) -> UUID | None:
        return next((one.id for one in self.groups if one.kind == "brand"), None)

    @property
    def shelves(self) -> list[UUID]:
        """Where it stands, besides the shelf of the whole shop."""
        reduced = [REDUCED] if self.item["compare_at_price"] else []
        return (
            [*self.category_ids, self.vendor_id, *(one.id for one in self.groups), *reduced]
            if self.is_public
            else []
        )


def document_of(
    product: ProductInfo,
    offers: Mapping[UUID, OfferInfo],
    /,
    *,
    currency: str,
    locale: str,
    definitions: Definitions,
) -> Document:
    """A product without a price cannot be bought, so it is not public. `currency`, `locale`, `definitions`: the shop's."""
    item, shown = catalog.product_item(product, offers), catalog.cheapest_offer(product, offers)
    is_public = product.is_public and shown.price is not None
    attributes = compared(product, definitions)
    facets, measured = _facets(product, attributes), _numbers(attributes)
    texts = texts_of(product, locale=locale, attributes=said(product, definitions))
    terms = terms_of(texts) | dict(_exact_terms(product, facets))
    return Document(
        id=product.id,
        slug=product.slug,
        vendor_id=product.vendor_id,
        category_id=product.category.id,
        category_ids=list(product.category_ids),
        is_public=is_public,
        price_minor=shown.price.minor if shown.price is not None else 0,
        currency=shown.price.currency if shown.price is not None else currency,
        in_stock=item["in_stock"],
        rating_points=round((product.rating or 0) * 100),
        review_count=product.review_count,
        tags=list(product.tags),
        facets=facets,
        facts=shelf_facts(product, offers, currency=currency),
        item=item,
        body=catalog.product_body(product, offers, item=item),
        terms=terms,
        words=words_to_learn(texts),
        text_digest=_digest(terms, measured) if is_public else "",
        groups=tuple(_groups(product)),
        numbers=measured,
    )


def shelf_facts(
    product: ProductInfo, offers: Mapping[UUID, OfferInfo], /, *, currency: str
) -> dict[str, Any]:
    """What its price depends on. `currency`: the shop's."""
    goods = pricing.GoodsFacts(
        product_id=product.id,
        vendor_id=product.vendor_id,
        category_ids=frozenset(product.category_ids),
        tags=frozenset(product.tags),
        brand=product.brand.slug if product.brand else "",
        collections=frozenset(one.slug for one in product.collections),
        attributes=catalog.texts_of_values(product.attributes),
    )
    return pricing.shelf_facts(goods, _prices(product, offers), currency=currency)


def _prices(
    product: ProductInfo, offers: Mapping[UUID, OfferInfo]
) -> Iterator[tuple[pricing.Price, Mapping[str, str]]]:
    """Of the variants that are for sale."""
    for variant in product.variants:
        offer = offers.get(variant.id)
        if variant.is_active and offer is not None and offer.price is not None:
            price = pricing.Price(
                variant_id=variant.id, list_price=offer.price, compare_at=offer.compare_at,
                lowest_before=offer.lowest_before, floor=offer.floor,
            )  # fmt: skip
            yield price, variant.options


def _groups(product: ProductInfo) -> Iterator[Group]:
    if brand := product.brand:
        yield Group(id=brand.id, kind="brand", slug=brand.slug, name=brand.name)
    for one in product.collections:
        if one.is_public:
            yield Group(id=one.id, kind="collection", slug=one.slug, name=one.name)


def _exact_terms(product: ProductInfo, facets: Mapping[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Terms that are looked up whole, with the weight they have in a search (0: they only filter)."""
    for title in (
        product.title,
        *(one["title"] for one in product.translations.values() if one.get("title")),
    ):
        yield words.title_term(title), words.SURE
    yield words.code_term(product.slug), words.SURE
    for variant in product.variants:
        yield words.code_term(variant.sku), 10 * words.SURE
        if variant.barcode:
            yield words.code_term(variant.barcode), 10 * words.SURE
    for tag in product.tags:
        yield words.tag_term(tag), 0
    for code, values in facets.items():
        for value in values:
            yield words.attribute_term(code, value), 0


def _facets(product: ProductInfo, attributes: Mapping[str, Any]) -> dict[str, list[str]]:
    """Attributes and options by code, each value as it is written."""
    found: dict[str, dict[str, None]] = {}
    pairs = list(attributes.items())
    pairs += [pair for variant in product.variants if variant.is_active for pair in variant.options.items()]
    for code, value in pairs:
        spelled = value if isinstance(value, str) else words.attribute_term("x", value)[len("@x:") :]
        found.setdefault(words.attribute_code(code), {})[spelled] = None
    return {code: list(values) for code, values in found.items() if code}


def _numbers(attributes: Mapping[str, Any]) -> dict[str, list[int]]:
    """Attributes that are numbers or measures, for ranges."""
    found = {words.attribute_code(code): numbers.millionths(value) for code, value in attributes.items()}
    return {code: [value] for code, value in found.items() if code and value is not None}


def _digest(terms: Mapping[str, int], measured: Mapping[str, list[int]]) -> str:
    """Tells whether the terms have to be written again; prices and stock change far more often than words."""
    return hashlib.blake2b(
        orjson.dumps([sorted(terms.items()), sorted(measured.items())]), digest_size=16
    ).hexdigest()
