"""Use cases with their PostgreSQL parts."""

from nexus.pricing.application.quote_basket import QuoteBasket
from nexus.pricing.application.remember_prices import RememberPrices
from nexus.pricing.application.set_prices import SetPrices
from nexus.pricing.infrastructure.journal import announce
from nexus.pricing.infrastructure.past_prices import PostgresPastPrices
from nexus.pricing.infrastructure.price_book import PostgresPriceBook
from nexus.pricing.infrastructure.terms import TenantTerms

_BOOK = PostgresPriceBook()
_REMEMBER_PRICES = RememberPrices(past=PostgresPastPrices())
_SET_PRICES = SetPrices(prices=_BOOK, announce=announce)


def quote_basket() -> QuoteBasket:
    return QuoteBasket(prices=_BOOK, terms=TenantTerms())


def set_prices() -> SetPrices:
    return _SET_PRICES


def remember_prices() -> RememberPrices:
    return _REMEMBER_PRICES


def price_book() -> PostgresPriceBook:
    return _BOOK


def terms() -> TenantTerms:
    return TenantTerms()
