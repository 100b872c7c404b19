"""Keeping zones, tax rates, shipping methods and the shop's settings about them. See contracts/terms.py for what is refused."""

from nexus.pricing.infrastructure.provided import ask_provider
from nexus.pricing.infrastructure.terms_store import (
    add_shipping_method,
    add_tax_rate,
    add_zone,
    change_shipping_method,
    change_tax_rate,
    change_terms,
    change_zone,
    remove_shipping_method,
    remove_tax_rate,
    remove_zone,
)

__all__ = [
    "add_shipping_method", "add_tax_rate", "add_zone", "ask_provider", "change_shipping_method", "change_tax_rate",
    "change_terms", "change_zone", "remove_shipping_method", "remove_tax_rate", "remove_zone",
]  # fmt: skip
