"""Quote a basket: load what it needs, then compute, write nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.pricing.application.ports import (
    Exhausted,
    FindCoupons,
    LoadOffers,
    PriceBook,
    PriceQuestion,
    Terms,
)
from nexus.pricing.contracts.dto import (
    DEFAULT_CHANNEL,
    NOBODY,
    NOWHERE,
    BuyerFacts,
    Destination,
    Price,
    Quote,
    QuoteLine,
)
from nexus.pricing.contracts.errors import MissingPrice
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.price_lists import PriceSheet, Subject
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.receipts import Basis, lanes_of


@dataclass(frozen=True, kw_only=True, slots=True)
class BasketToQuote:
    """The request: what, in which currency, when, for whom, where to and how. `gifts`: what promotions may give and there is."""

    lines: tuple[QuoteLine, ...]
    currency: str
    at: datetime
    buyer: BuyerFacts = NOBODY
    destination: Destination = NOWHERE
    channel: str = DEFAULT_CHANNEL
    shipping_method: str | None = None
    payment_method: str | None = None
    coupons: tuple[str, ...] = ()
    gifts: tuple[QuoteLine, ...] = ()
    explain_all: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteBasket:
    """Raises MissingPrice naming every variant without a price. `base_currency`: the shop's own."""

    prices: PriceBook
    terms: Terms
    offers: LoadOffers
    find_coupons: FindCoupons
    exhausted: Exhausted
    zone: ZoneInfo
    base_currency: str

    def __call__(self, command: BasketToQuote, /) -> Quote:
        basket, offers = self.loaded(command)
        basis = Basis(
            basket=basket,
            taxes=self.terms.taxes(),
            shipping=self.terms.shipping(currency=command.currency),
            zone=self.zone.key,
            rules_at=offers.rules_at,
            lanes=lanes_of(offers),
        )
        found = quote(
            basket,
            offers,
            basis.taxes,
            basis.shipping,
            at=command.at,
            zone=self.zone,
            explain_all=command.explain_all,
        )
        return replace(found, basis=basis)

    def loaded(self, command: BasketToQuote, /) -> tuple[Basket, Offers]:
        """Everything that the computation needs. One statement; one more for coupons, one for promotions with limits."""
        known = self.prices.load_sheet(self._question(command))
        offers = self.offers(known.edition, at=command.at)
        basket = Basket(
            currency=command.currency,
            lines=_priced(command, known.sheet),
            buyer=command.buyer,
            destination=command.destination,
            channel=command.channel,
            shipping_method=command.shipping_method,
            payment_method=command.payment_method,
            coupons=self.find_coupons(command.coupons, buyer=command.buyer, at=command.at),
            exhausted=self.exhausted(offers, buyer=command.buyer, at=command.at),
            gifts=tuple(_lines(command.gifts, known.sheet)),
        )
        return basket, offers

    def _question(self, command: BasketToQuote) -> PriceQuestion:
        wanted = (*command.lines, *command.gifts)
        return PriceQuestion(
            variants=frozenset(line.variant_id for line in wanted),
            products=frozenset(line.goods.product_id for line in wanted if line.goods),
            currency=command.currency,
            base=self.base_currency,
            at=command.at,
            user_id=command.buyer.user_id,
            groups=command.buyer.groups,
            channel=command.channel,
        )


def _priced(command: BasketToQuote, sheet: PriceSheet) -> tuple[BasketLine, ...]:
    found = tuple(_lines(command.lines, sheet))
    if len(found) < len(command.lines):
        known = {line.variant_id for line in found}
        missing = sorted({line.variant_id for line in command.lines} - known)
        raise MissingPrice(variants=[str(variant) for variant in missing], currency=command.currency)
    return found


def _lines(lines: Iterable[QuoteLine], sheet: PriceSheet) -> Iterable[BasketLine]:
    """Those that have a price. Tiers count all pieces of a variant, in however many lines they are."""
    lines = tuple(lines)
    pieces = Counter[UUID]()
    for line in lines:
        pieces[line.variant_id] += line.quantity
    for line in lines:
        if price := sheet.price_of(_subject(line, pieces[line.variant_id])):
            yield _line(line, price)


def _subject(line: QuoteLine, quantity: int) -> Subject:
    goods = line.goods
    return Subject(
        variant_id=line.variant_id,
        quantity=quantity,
        product_id=goods.product_id if goods else None,
        vendor_id=goods.vendor_id if goods else None,
    )


def _line(line: QuoteLine, price: Price) -> BasketLine:
    return BasketLine(
        variant_id=line.variant_id,
        quantity=line.quantity,
        list_price=price.list_price,
        compare_at=price.compare_at,
        tax_class=line.tax_class,
        goods=line.goods,
        floor=price.floor.minor if price.floor else 0,
        price_list=price.price_list,
    )
