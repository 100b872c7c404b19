"""Quote a basket: load what it needs in one statement, then compute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.pricing.application.ports import PriceBook, Terms
from nexus.pricing.contracts.dto import Price, Quote, QuoteLine
from nexus.pricing.contracts.errors import MissingPrice
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.offers import Offer
from nexus.pricing.domain.quote import quote


@dataclass(frozen=True, kw_only=True, slots=True)
class BasketToQuote:
    """The request: what, in which currency, when, where to and how."""

    lines: tuple[QuoteLine, ...]
    currency: str
    at: datetime
    country: str | None = None
    shipping_method: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteBasket:
    """Raises MissingPrice naming every variant without a price."""

    prices: PriceBook
    terms: Terms
    offers: Iterable[Offer] = ()

    def __call__(self, command: BasketToQuote, /) -> Quote:
        known = self.prices.load({line.variant_id for line in command.lines}, currency=command.currency)
        basket = Basket(
            currency=command.currency,
            lines=_priced(command, known),
            country=command.country,
            shipping_method=command.shipping_method,
        )
        shipping = self.terms.shipping(currency=command.currency)
        return quote(basket, self.offers, self.terms.taxes(), shipping, at=command.at)


def _priced(command: BasketToQuote, known: Mapping[UUID, Price]) -> tuple[BasketLine, ...]:
    missing = sorted({line.variant_id for line in command.lines if line.variant_id not in known})
    if missing:
        raise MissingPrice(variants=[str(variant) for variant in missing], currency=command.currency)
    return tuple(_line(line, known[line.variant_id]) for line in command.lines)


def _line(line: QuoteLine, price: Price) -> BasketLine:
    return BasketLine(
        variant_id=line.variant_id,
        quantity=line.quantity,
        list_price=price.list_price,
        compare_at=price.compare_at,
        tax_class=line.tax_class,
    )
