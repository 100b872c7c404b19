"""Taxes and shipping."""

from collections.abc import Iterator
from typing import Literal

from nexus.kernel.money import Money
from nexus.pricing import wiring
from nexus.pricing.contracts.dto import NOWHERE, Quote, ShippingOption, ShippingRate
from nexus.pricing.contracts.errors import NoShipping
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable
from nexus.pricing.domain.tariffs import Parcel, Tariff
from nexus.tenancy import facade as tenancy


def taxes_shown() -> Literal["included", "added", "none"]:
    """Whether the shop's prices contain its taxes, or these are added on top, or there are none. No statement."""
    table = wiring.terms().taxes()
    if not table.rates:
        return "none"
    return "included" if table.prices_include_tax else "added"


def shipping_options(goods: Money, /) -> tuple[ShippingOption, ...]:
    """The shop's ways to ship goods worth that much, in its order, priced, as far as can be said without a basket: see
    `Quote.shipping_options` for that. No statement."""
    table, parcel = wiring.terms().shipping(currency=goods.currency), Parcel(worth=goods, pieces=1)
    return tuple(
        ShippingOption(
            code=one.code,
            name=one.name,
            price=Money(tariff.cost(parcel), goods.currency),
            missing_for_free=tariff.missing_for_free(parcel),
            store_id=one.pickup.store_id if one.pickup else None,
        )
        for one, tariff in _offered(table, goods.currency)
        if tariff.refusal(parcel) is None
    )


def shipping_rates(*, currency: str | None = None) -> tuple[ShippingRate, ...]:
    """What each way to ship costs, in the shop's order, in its own currency unless told otherwise. No statement."""
    wanted = currency or tenancy.tenant().currency
    table = wiring.terms().shipping(currency=wanted)
    return tuple(
        ShippingRate(code=one.code, name=one.name, price=tariff.price, free_from=tariff.free_from)
        for one, tariff in _offered(table, wanted)
    )


def _offered(table: ShippingTable, currency: str) -> Iterator[tuple[ShippingMethod, Tariff]]:
    zones = table.zones.matching(NOWHERE)
    for method in table.methods:
        if method.vendor_id is None and (tariff := method.tariff(currency, zones)):
            yield method, tariff


def require_shipping(quote: Quote, /) -> None:
    """Raises NoShipping when the goods cannot go where and how the buyer wants them."""
    if problem := quote.shipping_problem:
        raise NoShipping(
            problem.text,
            errors={"shipping_method": [problem.text]},
            reason=problem.reason,
            available=[option.code for option in quote.shipping_options],
        )
