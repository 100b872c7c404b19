"""Taxes and shipping."""

from collections.abc import Iterator
from typing import Literal

from nexus.kernel.money import Money
from nexus.pricing import wiring
from nexus.pricing.contracts.dto import Quote, ShippingOption, ShippingRate
from nexus.pricing.contracts.errors import NoShipping
from nexus.pricing.domain.shipping import ShippingMethod
from nexus.pricing.domain.tariffs import Parcel, Tariff
from nexus.pricing.infrastructure.terms import StoredTerms
from nexus.tenancy import facade as tenancy


def taxes_shown() -> Literal["included", "added", "none"]:
    """Whether the shop's prices contain its taxes, or these are added on top, or there are none. One statement."""
    table = wiring.terms().taxes
    if not table.rates:
        return "none"
    return "included" if table.prices_include_tax else "added"


def shipping_options(goods: Money, /) -> tuple[ShippingOption, ...]:
    """The shop's ways to ship goods worth that much to where it is, in its order, priced, as far as can be said without a
    basket: see `Quote.shipping_options` for that. One statement."""
    terms, parcel = wiring.terms(), Parcel(worth=goods, pieces=1)
    return tuple(
        ShippingOption(
            code=one.code,
            name=one.name,
            price=Money(tariff.cost(parcel), goods.currency),
            missing_for_free=tariff.missing_for_free(parcel),
            store_id=one.pickup.store_id if one.pickup else None,
        )
        for one, tariff in _offered(terms, goods.currency)
        if tariff.refusal(parcel) is None
    )


def shipping_rates(*, currency: str | None = None) -> tuple[ShippingRate, ...]:
    """What each way to ship costs at least, in the shop's order, in its own currency unless told otherwise. One statement."""
    wanted = currency or tenancy.tenant().currency
    return tuple(
        ShippingRate(code=one.code, name=one.name, price=tariff.from_price, free_from=tariff.free_from)
        for one, tariff in _offered(wiring.terms(), wanted)
    )


def _offered(terms: StoredTerms, currency: str) -> Iterator[tuple[ShippingMethod, Tariff]]:
    """The shop's own methods to where it is."""
    table = terms.shipping(currency)
    zones = table.zones.matching(terms.taxes.home)
    for method in table.methods:
        if method.vendor_id is None and method.goes_to(zones) and (tariff := method.tariff(currency, zones)):
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
