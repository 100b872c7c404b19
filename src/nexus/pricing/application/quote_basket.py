"""Quote a basket: load what it needs, then compute, write nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.pricing.application.ports import Exhausted, FindCoupons, LoadOffers, PriceBook, Terms
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
from nexus.pricing.domain.quote import quote


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
    """Raises MissingPrice naming every variant without a price."""

    prices: PriceBook
    terms: Terms
    offers: LoadOffers
    find_coupons: FindCoupons
    exhausted: Exhausted
    zone: ZoneInfo

    def __call__(self, command: BasketToQuote, /) -> Quote:
        basket, offers = self.loaded(command)
        shipping = self.terms.shipping(currency=command.currency)
        return quote(
            basket,
            offers,
            self.terms.taxes(),
            shipping,
            at=command.at,
            zone=self.zone,
            explain_all=command.explain_all,
        )

    def loaded(self, command: BasketToQuote, /) -> tuple[Basket, Offers]:
        """Everything that the computation needs. One statement; one more for coupons, one for promotions with limits."""
        wanted = {line.variant_id for line in (*command.lines, *command.gifts)}
        known = self.prices.load_with_edition(wanted, currency=command.currency)
        offers = self.offers(known.edition, at=command.at)
        basket = Basket(
            currency=command.currency,
            lines=_priced(command, known.prices),
            buyer=command.buyer,
            destination=command.destination,
            channel=command.channel,
            shipping_method=command.shipping_method,
            payment_method=command.payment_method,
            coupons=self.find_coupons(command.coupons, buyer=command.buyer, at=command.at),
            exhausted=self.exhausted(offers, buyer=command.buyer, at=command.at),
            gifts=tuple(
                _lines((line for line in command.gifts if line.variant_id in known.prices), known.prices)
            ),
        )
        return basket, offers


def _priced(command: BasketToQuote, known: Mapping[UUID, Price]) -> tuple[BasketLine, ...]:
    missing = sorted({line.variant_id for line in command.lines if line.variant_id not in known})
    if missing:
        raise MissingPrice(variants=[str(variant) for variant in missing], currency=command.currency)
    return tuple(_lines(command.lines, known))


def _lines(lines: Iterable[QuoteLine], known: Mapping[UUID, Price]) -> Iterable[BasketLine]:
    return (_line(line, known[line.variant_id]) for line in lines)


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
