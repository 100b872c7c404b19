"""The demo's taxes and shipping: what a buyer in Berlin, on an island, in Paris and far away is asked for."""

from typing import Any

import pytest

from nexus.config.demo.terms import set_terms
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Destination, GoodsFacts, QuoteLine


@pytest.mark.parametrize(
    ("to", "options", "included"),
    [
        (
            Destination(country="DE", postal_code="10115"),
            {"post": "4.90", "courier": "14.90", "pickup": "0.00"},
            "3.98",
        ),
        (Destination(country="DE", postal_code="26465"), {"post": "12.90", "pickup": "0.00"}, "5.25"),
        (Destination(country="FR"), {"post": "16.90", "pickup": "0.00"}, "6.15"),
        (Destination(country="US"), {"post": "29.00", "pickup": "0.00"}, "0.00"),
    ],
)
def test_what_buyers_are_asked_for(
    make_tenant: Any, to: Destination, options: dict[str, str], included: str
) -> None:
    with tenant_scope(make_tenant().id):
        set_terms("DE", store_id=new_id())
        variant = new_id()
        facade.set_prices([(variant, Money(2000, "EUR"), None)])
        goods = GoodsFacts(product_id=new_id(), vendor_id=new_id(), weight_grams=2500)
        found = facade.quote(
            [QuoteLine(variant_id=variant, quantity=1, goods=goods)], currency="EUR", destination=to
        )
    assert {option.code: str(option.price) for option in found.shipping_options} == options
    assert str(found.included_tax_total) == included
