"""`nexus verify` finds counters and versions that do not hold what they promise."""

from typing import Any

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.pricing import facade
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, QuoteLine
from nexus.pricing.interfaces.verification import CHECKS
from nexus.pricing.models import PromotionRecord, PromotionVersionRecord, UseRecord

ANNA = BuyerFacts(user_id=new_id(), email="anna@shop.test")


def findings() -> list[str]:
    return [str(finding) for check in CHECKS for finding in check.run()]


def test_uses_and_versions_are_compared(scope: Any) -> None:
    spec = {"code": "ten", "title": "Ten", "benefit": {"type": "percentage", "percent": "10"}}
    made = facade.save_promotion(
        spec | {"limit_total": 9, "limit_per_buyer": 9, "priority": 1}, status="active"
    )
    unlimited = facade.save_promotion(spec | {"code": "free"}, status="active")
    variant = new_id()
    facade.set_prices([(variant, Money(1000, "EUR"), None)])
    goods = GoodsFacts(product_id=new_id(), vendor_id=new_id())
    line = QuoteLine(variant_id=variant, quantity=1, goods=goods)
    quote = facade.quote([line], currency="EUR", buyer=ANNA)
    facade.claim_uses(new_id(), quote, buyer=ANNA)
    assert findings() == []

    UseRecord.objects.filter(subject_id=made.id, buyer="").update(used=3)
    UseRecord.objects.filter(subject_id=made.id, buyer="email:anna@shop.test").delete()
    PromotionVersionRecord.objects.filter(promotion_id=made.id).delete()
    PromotionRecord.objects.filter(id=unlimited.id).update(spec=spec)
    promotion = f"(subject {made.id})"
    assert sorted(findings()) == sorted(
        [
            f"uses differ from redemptions {promotion}: counter says 0, redemptions add up to 1",
            f"uses differ from redemptions {promotion}: counter says 3, redemptions add up to 1",
            f"promotion and its versions differ (promotion {made.id}): active, version 1, open version None",
            f"promotion and its versions differ (promotion {unlimited.id}): active, version 1, open version 1",
        ]
    )
