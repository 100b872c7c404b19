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
    PastPrice,
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
from nexus.pricing.infrastructure import past_prices
from nexus.tenancy import facade as tenancy

__all__ = [
    "InvalidPrice",
    "InvalidQuantity",
    "MissingPrice",
    "PastPrice",
    "Price",
    "Quote",
    "QuoteLine",
    "QuoteTooLarge",
    "QuotedLine",
    "ShippingOption",
    "ShippingRate",
    "Step",
    "UnknownShippingMethod",
    "forget_old_prices",
    "lowest_prices",
    "prices",
    "quote",
    "remember_prices",
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


def lowest_prices(
    variant_ids: Iterable[UUID],
    /,
    *,
    before: datetime | None = None,
    days: int = 30,
    currency: str | None = None,
) -> dict[UUID, Money]:
    """The lowest list price that held at any moment of so many days before an instant (now), by variant; one statement.

    A price that held when these days began counts, whenever it began; variants without any are absent. `days` are those of the
    shop's calendar or 24 hours each, whichever is longer. What a present reduction is compared with by law stands in
    `Price.lowest_before`, and costs no statement.
    """
    wanted = currency or tenancy.tenant().currency
    found = past_prices.lowest(set(variant_ids), before=before or clock.now(), days=days)
    return {entry.variant_id: Money(entry.minor, wanted) for entry in found if entry.currency == wanted}


def remember_prices(past: Iterable[PastPrice], /) -> None:
    """Prices that held before the shop came here, or before these variants did; what is known of the same time stays.

    Reductions that run are compared with them too. Raises InvalidPrice for what cannot have been.
    """
    wiring.remember_prices()(tuple(past), at=clock.now())


def forget_old_prices() -> int:
    """Take away past prices that ended more than 400 days ago, some thousands at once; how many."""
    return past_prices.forget_old(clock.now())


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
