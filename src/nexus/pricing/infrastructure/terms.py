"""Taxes and shipping as the tenant has set them, in its settings under `pricing`:

{"prices_include_tax": true, "rounding": "line",
 "taxes": [{"tax_class": "standard", "percent": "19", "name": "VAT", "country": "DE"}],
 "shipping": [{"code": "post", "name": "Post", "price": {"EUR": "4.90"}, "free_from": {"EUR": "50.00"}}]}

Nothing set: no tax, one shipping method at no charge. A method without a price in a currency is not offered
in it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

import msgspec

from nexus.kernel.money import Money
from nexus.pricing.domain.shipping import ShippingMethod, ShippingTable, flat, free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.zones import Zone, Zones, place
from nexus.tenancy import facade as tenancy


class RateSetting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One tax rate; `percent` as text, so that it stays exact."""

    tax_class: str
    percent: Decimal
    name: str = "Tax"
    country: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 100:
            raise ValueError("percent must be between 0 and 100")

    def rate(self) -> TaxRate:
        return TaxRate(
            tax_class=self.tax_class, percent=self.percent, name=self.name, zone=self.country.lower()
        )


class MethodSetting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One shipping method; amounts as text by currency."""

    code: str
    name: str
    price: dict[str, str]
    free_from: dict[str, str] = {}

    def __post_init__(self) -> None:
        for currency, amount in (*self.price.items(), *self.free_from.items()):
            if Money.of(amount, currency).minor < 0:
                raise ValueError("amounts must not be negative")

    def method(self, currency: str, /) -> ShippingMethod:
        free_from = self.free_from.get(currency)
        return flat(
            self.code,
            self.name,
            Money.of(self.price[currency], currency),
            free_from=None if free_from is None else Money.of(free_from, currency),
        )


class PricingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of it."""

    prices_include_tax: bool = False
    rounding: Literal["line", "total"] = "line"
    taxes: tuple[RateSetting, ...] = ()
    shipping: tuple[MethodSetting, ...] | None = None


_NOTHING_SET = PricingSettings()


def read_settings(settings: Mapping[str, Any], /) -> PricingSettings:
    """The tenant's pricing settings. Raises msgspec.ValidationError or InvalidAmount, saying where they are
    wrong.
    """
    given = settings.get("pricing")
    return msgspec.convert(given, PricingSettings) if given else _NOTHING_SET


class TenantTerms:
    """`application.ports.Terms` of the bound tenant, read once."""

    def __init__(self) -> None:
        self._settings = read_settings(tenancy.tenant().settings)

    def taxes(self) -> TaxTable:
        return TaxTable(
            rates=tuple(setting.rate() for setting in self._settings.taxes),
            zones=self._countries(),
            prices_include_tax=self._settings.prices_include_tax,
            rounding=self._settings.rounding,
        )

    def _countries(self) -> Zones:
        countries = sorted({setting.country.upper() for setting in self._settings.taxes} - {""})
        return Zones(tuple(Zone(code=code.lower(), places=(place(code),)) for code in countries))

    def shipping(self, *, currency: str) -> ShippingTable:
        if self._settings.shipping is None:
            return free_shipping(currency)
        offered = (setting for setting in self._settings.shipping if currency in setting.price)
        return ShippingTable(methods=tuple(setting.method(currency) for setting in offered))
