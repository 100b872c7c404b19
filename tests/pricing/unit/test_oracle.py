"""The engine agrees with a slow and plain reading of the same rules."""

import os
from random import Random
from zoneinfo import ZoneInfo

import pytest
from tests.pricing.oracle import lowest_total
from tests.pricing.random_baskets import AT, random_shop

from nexus.kernel.money import Money
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingTable, flat
from nexus.pricing.domain.taxes import TaxTable

BASKETS = int(os.environ.get("NEXUS_ORACLE_BASKETS", "600"))
"""More of them: see docs/domains/promotions.md."""
SLICES = 6
ZONE = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("part", range(SLICES))
def test_the_engine_agrees_with_the_oracle(part: int) -> None:
    for seed in range(part, BASKETS, SLICES):
        shop = random_shop(Random(seed))
        currency = shop.basket.currency
        post = ShippingTable(methods=(flat("post", "Post", Money(490, currency)),))
        found = quote(shop.basket, shop.offers, TaxTable(), post, at=AT, zone=ZONE)
        wanted = lowest_total(shop.basket, shop.specs, shop.stacked, [("post", 490)], AT.astimezone(ZONE))
        assert found.total.minor == wanted, f"seed {seed}: {shop}"
