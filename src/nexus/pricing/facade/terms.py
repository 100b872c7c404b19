"""Taxes and shipping."""

from typing import Literal

from nexus.kernel.money import Money
from nexus.pricing import wiring
from nexus.pricing.contracts.dto import ShippingOption, ShippingRate
from nexus.tenancy import facade as tenancy


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
