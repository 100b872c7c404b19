"""Taxes and shipping of a shop. Runs inside the caller's tenant scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nexus.pricing import facade as pricing


def charge_tax(
    rates: Sequence[tuple[str, str, str]] = (("DE", "standard", "19"),), /, *, name: str = "VAT", **terms: Any
) -> None:
    """`rates`: (country, tax class, percent), a country "" being everywhere; a zone is made for each. `terms`: of the shop."""
    for country in dict.fromkeys(country for country, _, _ in rates):
        places = ({"country": country},) if country else ()
        pricing.add_zone(code=country.lower() or "world", name=country or "Everywhere", places=places)
    for country, tax_class, percent in rates:
        pricing.add_tax_rate(
            zone=country.lower() or "world", tax_class=tax_class, name=name, percent=Decimal(percent)
        )
    pricing.change_terms(terms)


def ship_by(
    code: str, name: str, price: str | Mapping[str, str], /, *, free_from: str = "", **facts: Any
) -> None:
    """A method with one price (in EUR, or by currency) for whatever is bought, unless `spec` says more."""
    prices = {"EUR": price} if isinstance(price, str) else price
    tariffs = [
        {"currency": currency, "price": amount, "free_from": free_from} for currency, amount in prices.items()
    ]
    pricing.add_shipping_method(code=code, name=name, **({"spec": {"tariffs": tariffs}} | facts))
