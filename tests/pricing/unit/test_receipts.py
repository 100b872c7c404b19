"""A receipt says everything that a quote was computed from, and nothing that goes without saying."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, Destination, GoodsFacts
from nexus.pricing.domain.basket import Basket, BasketLine, GivenCoupon
from nexus.pricing.domain.receipts import Basis, LaneSetting, read, written
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.shipping import ShippingTable, flat, free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.zones import Zone, Zones, place

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
FULL = Basis(
    basket=Basket(
        currency="KWD",
        lines=(
            BasketLine(
                variant_id=ONE, quantity=3, list_price=Money(1250, "KWD"), compare_at=Money(1500, "KWD"),
                tax_class="reduced", floor=900, price_list="vip",
                goods=GoodsFacts(
                    product_id=TWO, vendor_id=THREE, category_ids=frozenset({ONE, TWO}), tags=frozenset({"b", "a"}),
                    brand="acme", collections=frozenset({"gifts"}), attributes={"size": frozenset({"42", "43"})},
                    weight_grams=400, title="Shoe",
                ),
            ),
        ),
        buyer=BuyerFacts(user_id=TWO, email="a@b.example", groups=frozenset({"vip"}), orders_before=0, exempt="VAT id"),
        destination=Destination(country="DE", region="BY", postal_code="80331"),
        channel="kiosk",
        shipping_method="post",
        payment_method="in_store",
        coupons=(
            GivenCoupon(code="TEN", coupon_id=ONE, promotion_id=TWO),
            GivenCoupon(code="OLD", problem=Refusal(code="over", text="Over.", missing=Money(5, "KWD"))),
        ),
        exhausted=frozenset({THREE}),
        gifts=(BasketLine(variant_id=TWO, quantity=1, list_price=Money(100, "KWD")),),
    ),
    taxes=TaxTable(rates=(TaxRate(tax_class="standard", percent=Decimal("8.125"), zone="de"),), rounding="total",
        zones=Zones((Zone(code="de", places=(place("DE"),)),)), home=Destination(country="DE")),
    shipping=ShippingTable(
        methods=(flat("post", "Post", Money(900, "KWD"), free_from=Money(9000, "KWD")),),
        zones=Zones((Zone(code="south", places=(place("DE", postal=("80*",)),)),)),
    ),
    zone="Europe/Berlin",
    rules_at=datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC),
    lanes=(LaneSetting(10, "stack", "All"),),
)  # fmt: skip
BARE = Basis(
    basket=Basket(
        currency="EUR", lines=(BasketLine(variant_id=ONE, quantity=1, list_price=Money(1, "EUR")),)
    ),
    taxes=TaxTable(),
    shipping=free_shipping("EUR"),
)


def test_everything_comes_back() -> None:
    for basis in (FULL, BARE):
        assert read(json.dumps(written(basis))) == basis


def test_what_equals_its_default_is_left_out() -> None:
    assert written(BARE) == {
        "basket": {
            "currency": "EUR",
            "lines": [{"variant_id": str(ONE), "quantity": 1, "list_price": {"minor": 1, "currency": "EUR"}}],
        },
        "taxes": {},
        "shipping": {
            "methods": [
                {
                    "code": "standard",
                    "name": "Standard",
                    "tariffs": [{"price": {"minor": 0, "currency": "EUR"}}],
                }
            ]
        },
    }


def test_the_same_basis_is_the_same_text() -> None:
    assert json.dumps(written(FULL)) == json.dumps(written(read(json.dumps(written(FULL)))))
