"""Providers of tax rates and shipping prices by entry point: groups `nexus.tax_providers`, `nexus.shipping_rate_providers`."""

from functools import cache
from importlib.metadata import entry_points

from nexus.pricing.contracts.providers import ShippingRateProvider, TaxProvider


@cache
def tax_providers() -> dict[str, TaxProvider]:
    """Those that are installed, by name."""
    return {point.name: point.load()() for point in entry_points(group="nexus.tax_providers")}


@cache
def shipping_providers() -> dict[str, ShippingRateProvider]:
    """Those that are installed, by name."""
    return {point.name: point.load()() for point in entry_points(group="nexus.shipping_rate_providers")}
