"""Catalogue promotions on a page of products: found by what a product is, not by trying all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import msgspec

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import GoodsFacts, Price
from nexus.pricing.contracts.shelf import ShownPrice, ShownPromotion
from nexus.pricing.domain import explaining
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.catalogue import PiecePrice, piece_price
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.price_lists import PriceSheet, Subject
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.selection import EVERYTHING, Selection


class VariantFacts(msgspec.Struct, frozen=True, array_like=True):
    """A variant that is for sale, with its own price in minor units of the shop's currency."""

    id: str
    minor: int
    compare_at: int | None = None
    lowest_before: int | None = None
    floor: int | None = None
    options: Mapping[str, str] = {}

    @property
    def money(self) -> tuple[int, int | None, int | None, int | None]:
        """Everything of the price."""
        return self.minor, self.compare_at, self.lowest_before, self.floor


class ProductFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What prices depend on, small enough to be kept beside every product that is shown. Ids as texts; see GoodsFacts."""

    id: str
    vendor: str
    currency: str
    variants: list[VariantFacts]
    categories: list[str] = []
    tags: list[str] = []
    brand: str = ""
    collections: list[str] = []
    attributes: Mapping[str, list[str]] = {}

    def names(self) -> Iterator[str]:
        """Under which a promotion may be kept that is about it."""
        yield from (self.id, self.vendor, *self.categories)
        yield from (one.id for one in self.variants)
        yield from (f"tag:{tag}" for tag in self.tags)
        yield from (f"collection:{slug}" for slug in self.collections)
        if self.brand:
            yield f"brand:{self.brand}"

    def goods(self, variant: VariantFacts, /) -> GoodsFacts:
        attributes = {code: frozenset(values) for code, values in self.attributes.items()}
        for code, value in variant.options.items():
            attributes[code] = attributes.get(code, frozenset()) | {value}
        return GoodsFacts(
            product_id=UUID(self.id),
            vendor_id=UUID(self.vendor),
            category_ids=frozenset(map(UUID, self.categories)),
            tags=frozenset(self.tags),
            brand=self.brand,
            collections=frozenset(self.collections),
            attributes=attributes,
        )

    def price_of(self, variant: VariantFacts, /) -> Price:
        def money(minor: int | None) -> Money | None:
            return None if minor is None else Money(minor, self.currency)

        return Price(
            variant_id=UUID(variant.id),
            list_price=Money(variant.minor, self.currency),
            compare_at=money(variant.compare_at),
            lowest_before=money(variant.lowest_before),
            floor=money(variant.floor),
        )


@dataclass(frozen=True, slots=True)
class PromotionIndex:
    """Catalogue promotions by the most telling thing that they name; `anywhere`: those that name nothing of the kind;
    `by_variant`: those that tell variants of one product apart."""

    by_key: Mapping[str, tuple[Promotion, ...]] = field(default_factory=dict)
    anywhere: tuple[Promotion, ...] = ()
    by_variant: frozenset[Promotion] = frozenset()

    def about(self, product: ProductFacts, /) -> list[Promotion]:
        """Those that may be about the product; a few more than really are."""
        if not self.by_key:
            return list(self.anywhere)
        found = dict.fromkeys(self.anywhere)
        for key in product.names():
            if named := self.by_key.get(key):
                found |= dict.fromkeys(named)
        return list(found)


def indexed(promotions: Iterable[Promotion], /) -> PromotionIndex:
    by_key: defaultdict[str, list[Promotion]] = defaultdict(list)
    anywhere: list[Promotion] = []
    by_variant: list[Promotion] = []
    for promotion in promotions:
        if _tells_variants_apart(_selection_of(promotion)):
            by_variant.append(promotion)
        for key in _keys_of(promotion) or ("",):
            (by_key[key] if key else anywhere).append(promotion)
    return PromotionIndex(
        {key: tuple(named) for key, named in by_key.items()}, tuple(anywhere), frozenset(by_variant)
    )


def _tells_variants_apart(selection: Selection) -> bool:
    unwanted = selection.exclude
    return bool(selection.variants or selection.attributes) or (
        unwanted is not None and _tells_variants_apart(unwanted)
    )


def _selection_of(promotion: Promotion) -> Selection:
    return getattr(promotion.target, "selection", None) or EVERYTHING


def _keys_of(promotion: Promotion) -> list[str]:
    selection = _selection_of(promotion)
    for prefix, named in (
        ("", selection.variants), ("", selection.products), ("collection:", selection.collections), ("brand:", selection.brands),
        ("", selection.categories), ("tag:", selection.tags), ("", selection.vendors),
    ):  # fmt: skip
        if named:
            return [f"{prefix}{one}" for one in named]
    return [str(promotion.spec.vendor_id)] if promotion.spec.vendor_id else []


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Shelf:
    """Prices of one instant for one buyer. `live`: promotions of the index that hold; `sheet` None: the products' own prices are
    the ones to begin with."""

    offers: Offers
    index: PromotionIndex
    live: frozenset[Promotion]
    sheet: PriceSheet | None = None

    def shown(self, product: ProductFacts, /) -> dict[str, ShownPrice] | None:
        """Prices by variant; variants without one are left out. None: what is kept with the product is what it costs."""
        about = [one for one in self.index.about(product) if one in self.live]
        if self.sheet is not None:
            priced = {one.id: self._listed(product, one, about, self.sheet) for one in product.variants}
            return {variant: shown for variant, shown in priced.items() if shown is not None}
        return self._own(product, about) if about else None

    def _own(self, product: ProductFacts, about: Sequence[Promotion]) -> dict[str, ShownPrice]:
        """Variants that cost the same stay together, unless a promotion tells them apart."""
        apart = not self.index.by_variant.isdisjoint(about)
        known: dict[object, ShownPrice] = {}
        found: dict[str, ShownPrice] = {}
        for variant in product.variants:
            key = variant.id if apart else variant.money
            if key not in known:
                known[key] = _reduced(product.price_of(variant), product.goods(variant), about, self.offers)
            found[variant.id] = known[key]
        return found

    def _listed(
        self, product: ProductFacts, variant: VariantFacts, about: Sequence[Promotion], sheet: PriceSheet
    ) -> ShownPrice | None:
        goods = product.goods(variant)
        subject = Subject(variant_id=UUID(variant.id), product_id=goods.product_id, vendor_id=goods.vendor_id)
        tiers = [
            (quantity, _reduced(price, goods, about, self.offers))
            for quantity, price in sheet.tiers_of(subject)
        ]
        if not tiers or tiers[0][0] > 1:
            return None
        told = tuple((quantity, shown.price) for quantity, shown in tiers) if len(tiers) > 1 else ()
        return replace(tiers[0][1], tiers=told)


def _reduced(price: Price, goods: GoodsFacts, about: Sequence[Promotion], offers: Offers) -> ShownPrice:
    line = BasketLine(
        variant_id=price.variant_id, quantity=1, list_price=price.list_price, compare_at=price.compare_at, goods=goods,
        floor=price.floor.minor if price.floor else 0,
    )  # fmt: skip
    piece = piece_price(line, about, offers)
    unit = Money(piece.minor, price.list_price.currency)
    return ShownPrice(
        price=unit,
        compare_at=explaining.shown_compare_at(line, unit) if piece.steps else price.compare_at,
        lowest_before=price.lowest_before,
        promotion=_told(piece),
    )


def _told(piece: PiecePrice) -> ShownPromotion | None:
    if not piece.steps:
        return None
    spec = max(piece.steps, key=lambda step: step.minor).promotion.spec
    return ShownPromotion(code=spec.code, title=spec.title, ends_at=spec.ends_at)
