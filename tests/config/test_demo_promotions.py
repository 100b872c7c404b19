"""Offers of the demo are made once, for goods that are there, and their codes work."""

from __future__ import annotations

from typing import Any

import pytest

from nexus.catalog import facade as catalog
from nexus.config.demo.goods import ATELIER, SELLERS
from nexus.config.demo.promotions import CODES, promote
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.models import CouponRecord
from nexus.vendors import facade as vendors
from tests.factories.shop import stock_shelf


@pytest.mark.parametrize(("shop", "offers"), [("bazaar", 9), ("atelier", 2)])
def test_they_are_made_once(tenant: Any, shop: str, offers: int) -> None:
    with tenant_scope():
        for seller in SELLERS if shop == "bazaar" else (ATELIER,):
            vendors.create_vendor(name=seller.name)
            for name in {line.section for line in seller.lines} | {line.name for line in seller.lines}:
                if name not in {one.name for one in catalog.categories()}:
                    catalog.create_category(name=name)
        shelf = stock_shelf()
    assert (promote(shop), promote(shop)) == (offers, offers)
    with tenant_scope():
        codes = {one.code for one in CouponRecord.objects.filter(batch=None)}
        assert codes == ({"WELCOME10", "FREESHIP", "COFFEE5"} if shop == "bazaar" else {"MAR10"})
        assert codes <= {code for given in CODES.values() for code in given}
        assert CouponRecord.objects.exclude(batch=None).count() == (60 if shop == "bazaar" else 0)
        pricing.set_prices([(shelf.variant_ids[0], Money(10_000, "EUR"), None)])
        line = pricing.line_of(catalog.sellables(shelf.variant_ids)[shelf.variant_ids[0]], quantity=1)
        code = "WELCOME10" if shop == "bazaar" else "MAR10"
        quote = pricing.quote([line], currency="EUR", coupons=[code], buyer=BuyerFacts(email="ada@shop.test"))
        assert (str(quote.discount_total), quote.refused_coupons) == ("10.00", ())
