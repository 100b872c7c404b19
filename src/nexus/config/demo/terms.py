"""Taxes and shipping of the demo shops: Europe with its rates, the world without; post, courier, and the counter."""

from decimal import Decimal
from typing import Final
from uuid import UUID

from nexus.pricing import facade as pricing

# Standard and reduced rates of value added tax in percent.
_RATES: Final = {
    "DE": ("VAT", "19", "7"), "ES": ("IVA", "21", "10"), "FR": ("TVA", "20", "5.5"), "AT": ("USt", "20", "10"),
    "IT": ("IVA", "22", "10"), "NL": ("btw", "21", "9"), "PL": ("VAT", "23", "8"),
}  # fmt: skip
_NAMES: Final = {
    "DE": "Germany", "ES": "Spain", "FR": "France", "AT": "Austria", "IT": "Italy", "NL": "Netherlands", "PL": "Poland",
}  # fmt: skip
_ISLANDS: Final = (
    "25849",
    "25859",
    "25938-25999",
    "26465",
    "26474",
    "26486",
    "26548",
    "26571",
    "26579",
    "26757",
    "27498",
)


def set_terms(country: str, /, *, store_id: UUID) -> None:
    """For a new shop in this country, with a store where goods are picked up."""
    _add_zones()
    for code, (name, standard, reduced) in _RATES.items():
        for tax_class, percent in (("standard", standard), ("reduced", reduced), ("shipping", standard)):
            pricing.add_tax_rate(zone=code.lower(), tax_class=tax_class, name=name, percent=Decimal(percent))
    pricing.change_terms(
        {"prices_include_tax": True, "rounding": "total", "shipping_tax": "pro_rata", "country": country}
    )
    _add_methods(country.lower(), store_id)


def _add_zones() -> None:
    for position, code in enumerate(_RATES):
        pricing.add_zone(code=code.lower(), name=_NAMES[code], places=({"country": code},), position=position)
    pricing.add_zone(
        code="eu", name="European neighbours", position=20, places=tuple({"country": code} for code in _RATES)
    )
    pricing.add_zone(
        code="islands", name="German islands", places=({"country": "DE", "postal": list(_ISLANDS)},)
    )
    pricing.add_zone(code="world", name="Rest of the world", position=99)


def _add_methods(home: str, store_id: UUID) -> None:
    weight = [{"up_to": "2000", "price": "9.90"}, {"up_to": "10000", "price": "16.90"}]
    pricing.add_shipping_method(code="post", name="Post", position=1, spec={"max_grams": 31_500, "tariffs": [
        {"currency": "EUR", "price": "4.90", "free_from": "60.00", "zones": [home]},
        {"currency": "EUR", "price": "12.90", "zones": ["islands"]},
        {"currency": "EUR", "zones": ["eu"], "measure": "weight", "steps": weight, "extra_each": "1000", "extra": "1.50"},
        {"currency": "EUR", "price": "29.00"},
        {"currency": "USD", "price": "32.00"},
    ]})  # fmt: skip
    pricing.add_shipping_method(code="courier", name="Courier", position=2, zones=(home,), spec={
        "not_zones": ["islands"], "tariffs": [{"currency": "EUR", "price": "14.90"}],
    })  # fmt: skip
    pricing.add_shipping_method(code="pickup", name="Pick up at the store", position=3, store_id=store_id, spec={
        "tariffs": [{"currency": "EUR", "price": "0.00"}],
    })  # fmt: skip
