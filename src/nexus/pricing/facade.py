"""Pricing's front door. Every function runs inside the caller's tenant scope; `contracts` has the values."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.money import Money, exponent_of
from nexus.pricing import wiring
from nexus.pricing.application.quote_basket import BasketToQuote
from nexus.pricing.contracts.dto import (
    Price,
    Quote,
    QuotedLine,
    QuoteLine,
    ShippingOption,
    ShippingRate,
    Step,
)
from nexus.pricing.contracts.errors import (
    InvalidPrice,
    InvalidQuantity,
    MissingPrice,
    QuoteTooLarge,
    UnknownShippingMethod,
)
from nexus.tenancy import facade as tenancy

__all__ = [
    "InvalidPrice",
    "InvalidQuantity",
    "MissingPrice",
    "Price",
    "Quote",
    "QuoteLine",
    "QuoteTooLarge",
    "QuotedLine",
    "ShippingOption",
    "ShippingRate",
    "Step",
    "UnknownShippingMethod",
    "prices",
    "quote",
    "set_prices",
    "shipping_options",
    "shipping_rates",
    "taxes_shown",
]


def quote(
    lines: Sequence[QuoteLine],
    /,
    *,
    currency: str,
    at: datetime | None = None,
    shipping_method: str | None = None,
    country: str | None = None,
) -> Quote:
    """Price a basket: one statement to load, then a pure computation.

    `at` defaults to now, the shipping method to the shop's first; `country` is an ISO 3166 code. Raises
    MissingPrice (naming all such variants), InvalidQuantity, UnknownShippingMethod, QuoteTooLarge,
    UnknownCurrency.
    """
    exponent_of(currency)
    command = BasketToQuote(
        lines=tuple(lines),
        currency=currency,
        at=at or clock.now(),
        country=country.upper() if country else None,
        shipping_method=shipping_method or None,
    )
    return wiring.quote_basket()(command)


def set_prices(
    new_prices: Iterable[tuple[UUID, Money, Money | None]], /, *, keep_compare_at: bool = False
) -> None:
    """Set list prices: (variant, price, compare-at or None). One statement; announces what differs.

    `keep_compare_at`: variants that have a price keep their compare-at price. Raises InvalidPrice,
    CurrencyMismatch.
    """
    new = (
        Price(variant_id=variant, list_price=price, compare_at=before)
        for variant, price, before in new_prices
    )
    wiring.set_prices()(new, at=clock.now(), keep_compare_at=keep_compare_at)


def prices(variant_ids: Iterable[UUID], /, *, currency: str | None = None) -> dict[UUID, Price]:
    """List prices by variant, in the tenant's currency unless told otherwise; one statement.

    Variants without a price are absent.
    """
    return wiring.price_book().load(set(variant_ids), currency=currency or tenancy.tenant().currency)


def taxes_shown() -> Literal["included", "added", "none"]:
    """Whether the shop's prices contain its taxes, or these are added on top, or there are none. No statement."""
    table = wiring.terms().taxes()
    if not table.rates:
        return "none"
    return "included" if table.prices_include_tax else "added"


def shipping_options(goods: Money, /) -> tuple[ShippingOption, ...]:
    """The ways to ship goods worth that much, in the shop's order, priced. No statement."""
    table = wiring.terms().shipping(currency=goods.currency)
    return tuple(
        ShippingOption(code=method.code, name=method.name, price=method.cost(goods))
        for method in table.methods
    )


def shipping_rates(*, currency: str | None = None) -> tuple[ShippingRate, ...]:
    """What each way to ship costs, in the shop's order, in its own currency unless told otherwise. No statement."""
    table = wiring.terms().shipping(currency=currency or tenancy.tenant().currency)
    return tuple(
        ShippingRate(code=method.code, name=method.name, price=method.price, free_from=method.free_from)
        for method in table.methods
    )
