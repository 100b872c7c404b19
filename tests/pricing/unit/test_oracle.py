"""The engine agrees with a slow and plain reading of the same rules."""

import os
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

import pytest
from tests.pricing.oracle import TaxOnTop, lowest_total
from tests.pricing.random_baskets import AT, random_shop

from nexus.kernel.money import Money
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingTable, flat
from nexus.pricing.domain.taxes import TaxRate, TaxTable

BASKETS = int(os.environ.get("NEXUS_ORACLE_BASKETS", "600"))
"""More of them: see docs/domains/promotions.md."""
SLICES = 6
ZONE = ZoneInfo("Europe/Berlin")


RATES = ({}, {"standard": "19", "reduced": "7"}, {"standard": "8.125", "shipping": "20"}, {"reduced": "33.3"})


@pytest.mark.parametrize("part", range(SLICES))
def test_the_engine_agrees_with_the_oracle(part: int) -> None:
    for seed in range(part, BASKETS, SLICES):
        chance = Random(seed)
        shop = random_shop(chance)
        taxes = TaxOnTop(chance.choice(RATES), chance.choice(["line", "total"]))
        rates = tuple(TaxRate(tax_class=name, percent=Decimal(rate)) for name, rate in taxes.rates.items())
        table = TaxTable(rates=rates, rounding=taxes.rounding)
        post = ShippingTable(methods=(flat("post", "Post", Money(490, shop.basket.currency)),))
        found = quote(shop.basket, shop.offers, table, post, at=AT, zone=ZONE)
        local = AT.astimezone(ZONE)
        wanted = lowest_total(shop.basket, shop.specs, shop.stacked, [("post", 490)], local, taxes)
        assert found.total.minor == wanted, f"seed {seed}: {shop}"
