"""Prices on pages of products, as they are at this instant."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from nexus.kernel import clock
from nexus.platform.cache import hold_until
from nexus.pricing import wiring
from nexus.pricing.application.ports import PriceQuestion
from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, NOBODY, BuyerFacts, GoodsFacts, Price
from nexus.pricing.contracts.shelf import ShownPrice
from nexus.pricing.domain import catalogue
from nexus.pricing.domain.basket import Basket
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.shelf import ProductFacts, Shelf, VariantFacts
from nexus.pricing.infrastructure.shelves import ShelfRules, shelf_rules
from nexus.tenancy import facade as tenancy

_decode = msgspec.json.Decoder(ProductFacts).decode


def shelf_facts(
    goods: GoodsFacts, prices: Iterable[tuple[Price, Mapping[str, str]]], /, *, currency: str
) -> dict[str, Any]:
    """What a page keeps beside a product for `Prices.of`, ready for JSON: the goods without options, and each variant that is
    for sale with its own price and its options. Pure."""
    facts = ProductFacts(
        id=str(goods.product_id),
        vendor=str(goods.vendor_id),
        currency=currency,
        variants=[_variant(price, options) for price, options in prices],
        categories=sorted(map(str, goods.category_ids)),
        tags=sorted(goods.tags),
        brand=goods.brand,
        collections=sorted(goods.collections),
        attributes={code: sorted(values) for code, values in goods.attributes.items()},
    )
    found: dict[str, Any] = msgspec.to_builtins(facts)
    return found


def _variant(price: Price, options: Mapping[str, str]) -> VariantFacts:
    return VariantFacts(
        str(price.variant_id),
        price.list_price.minor,
        None if price.compare_at is None else price.compare_at.minor,
        None if price.lowest_before is None else price.lowest_before.minor,
        None if price.floor is None else price.floor.minor,
        dict(options),
    )


@dataclass(frozen=True, slots=True)
class ShopShelf:
    """`is_lasting`: what it says of a product holds as long as the shelf is the same, so it may be kept under it."""

    kept: Shelf
    is_lasting: bool = True

    def shown(self, facts: str, /) -> dict[str, ShownPrice] | None:
        """Prices by variant of a product (JSON text of `shelf_facts`); None: what is kept with it is what it costs. Pure."""
        return self.kept.shown(_decode(facts))


@dataclass(frozen=True, kw_only=True, slots=True)
class Prices:
    """The prices of an instant for one buyer.

    `is_plain`: what is kept with the products is what they cost, so nothing has to be looked at.
    """

    at: datetime
    currency: str
    channel: str
    buyer: BuyerFacts
    has_lists: bool
    live: frozenset[Promotion]
    rules: ShelfRules

    @property
    def is_plain(self) -> bool:
        return not (self.live or self.has_lists or self.is_foreign)

    @property
    def is_foreign(self) -> bool:
        return self.currency != tenancy.tenant().currency

    def shelf(self, facts: Collection[str], /) -> ShopShelf:
        """That knows the prices of these products (JSON texts of `shelf_facts`). One statement while a price list holds for the
        buyer or prices are in another currency; none otherwise, and then the shelf is the same object as long as the same
        promotions hold."""
        if not (self.has_lists or self.is_foreign):
            return ShopShelf(self.rules.shelf(self.live))
        sheet = self._sheet([_decode(text) for text in facts])
        return ShopShelf(
            Shelf(offers=self.rules.offers, index=self.rules.index, live=self.live, sheet=sheet),
            is_lasting=False,
        )

    def _sheet(self, products: list[ProductFacts]) -> Any:
        question = PriceQuestion(
            variants=frozenset(UUID(variant.id) for product in products for variant in product.variants),
            products=frozenset(UUID(product.id) for product in products),
            currency=self.currency,
            base=tenancy.tenant().currency,
            at=self.at,
            user_id=self.buyer.user_id,
            groups=self.buyer.groups,
            channel=self.channel,
        )
        return wiring.price_book().load_sheet(question).sheet


class PriceRules:
    """What decides prices now; from here to the prices of a buyer it takes no statement."""

    def __init__(self, rules: ShelfRules, at: datetime, until: datetime | None, /) -> None:
        self._rules, self._at, self.until = rules, at, until

    @property
    def is_personal(self) -> bool:
        """Whether it may matter who asks and which groups they are in."""
        return any(not one.is_public for one in self._rules.calendar.lists) or any(
            one.conditions for one in self._rules.calendar.promotions
        )

    def prices(
        self, *, buyer: BuyerFacts = NOBODY, currency: str | None = None, channel: str = DEFAULT_CHANNEL
    ) -> Prices:
        """For a buyer of whom everything is known that matters. What everybody has is found out once until something changes by
        itself."""
        wanted, at = currency or tenancy.tenant().currency, self._at
        if buyer is not NOBODY:
            return self._prices(buyer, wanted, channel)
        known: Prices | None
        since, until, known = self._rules.moments.get((wanted, channel), (at, at, None))
        if known is not None and since <= at and (until is None or at < until):
            return replace(known, at=at)
        made = self._prices(buyer, wanted, channel)
        self._rules.moments[wanted, channel] = (at, self.until, made)
        return made

    def _prices(self, buyer: BuyerFacts, currency: str, channel: str) -> Prices:
        shop, at = tenancy.tenant(), self._at
        basket = Basket(currency=currency, lines=(), buyer=buyer, channel=channel)
        live = catalogue.live(self._rules.offers, basket, at=at.astimezone(ZoneInfo(shop.time_zone)))
        return Prices(
            at=at,
            currency=currency,
            channel=channel,
            buyer=buyer,
            has_lists=any(
                one.holds_at(at)
                and one.channel in ("", channel)
                and _is_for(buyer, one.group, one.is_contract)
                for one in self._rules.calendar.lists
            ),
            live=frozenset(live),
            rules=self._rules,
        )


def _is_for(buyer: BuyerFacts, group: str, is_contract: bool) -> bool:
    if is_contract:
        return buyer.user_id is not None
    return not group or group in buyer.groups


def price_rules() -> PriceRules:
    """The rules that hold now. One small statement; two more when they were changed since this process looked.

    An answer that is made with them is kept until one of them begins or ends, and no longer.
    """
    at = clock.now()
    rules = shelf_rules(at=at)
    until = rules.next_change(at)
    hold_until(until)
    return PriceRules(rules, at, until)
