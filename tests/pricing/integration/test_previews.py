"""A draft is tried beside the shop's promotions; nothing is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.pricing.integration.test_promotions_apply import store

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import GoodsFacts, QuoteLine
from nexus.pricing.contracts.previews import Failed
from nexus.pricing.domain.promotions import PromotionSpec
from nexus.pricing.models import PromotionRecord

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERCENT: dict[str, Any] = {"type": "percentage", "percent": "25"}
QUARTER: dict[str, Any] = {"code": "quarter", "title": "A quarter off", "benefit": PERCENT}
OVER_50 = {"type": "min_spend", "amounts": {"EUR": "50.00"}}


def basket(quantity: int = 2) -> list[QuoteLine]:
    """Pieces of 10.00 EUR."""
    variant = new_id()
    facade.set_prices([(variant, Money(1000, "EUR"), None)])
    goods = GoodsFacts(product_id=new_id(), vendor_id=new_id())
    return [QuoteLine(variant_id=variant, quantity=quantity, goods=goods)]


def tried(spec: dict[str, Any], lines: list[QuoteLine], **more: Any) -> facade.Preview:
    return facade.preview(spec, lines, currency="EUR", at=NOON, **more)


def test_a_draft_that_applies_says_what_it_saves(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        found = tried(QUARTER, basket())
        stored = PromotionRecord.objects.count()

    assert (found.applies, str(found.amount), str(found.saved)) == (True, "5.00", "5.00")
    assert (str(found.without.total), str(found.quote.total), stored) == ("20.00", "15.00", 0)


def test_a_draft_in_the_catalogue_is_part_of_the_price(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        found = tried({**QUARTER, "kind": "catalogue"}, basket())

    assert (found.applies, str(found.amount), str(found.quote.lines[0].unit_price)) == (True, "5.00", "7.50")


def test_the_failed_rule_and_by_how_much(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        found = tried({**QUARTER, "conditions": [OVER_50]}, basket())

    assert found.failed == Failed(code="min_spend", text="30.00 EUR more.", missing=Money(3000, "EUR"))
    assert found.quote.total == found.without.total


def test_a_better_promotion_of_its_lane_is_named(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        benefit = {"type": "percentage", "percent": Decimal(30)}
        store(PromotionSpec(code="better", title="Better", benefit=benefit))
        found = tried(QUARTER, basket())

    assert found.failed is not None
    assert (found.failed.code, str(found.saved), str(found.quote.total)) == ("better_offer", "0.00", "14.00")


def test_a_draft_takes_the_place_of_what_it_edits(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        store(
            PromotionSpec(code="quarter", title="Old", benefit={"type": "percentage", "percent": Decimal(40)})
        )
        [old] = PromotionRecord.objects.all()
        found = tried(QUARTER, basket(), promotion_id=old.pk)

    assert (str(found.without.total), str(found.quote.total), str(found.saved)) == ("20.00", "15.00", "5.00")


@pytest.mark.parametrize("kind", ["cart", "catalogue"])
def test_outside_of_its_period_it_says_so(make_tenant: Any, kind: str) -> None:
    later = {**QUARTER, "kind": kind, "starts_at": (NOON + timedelta(seconds=1)).isoformat()}
    with tenant_scope(make_tenant().id):
        found = tried(later, basket())

    assert found.failed is not None
    assert found.failed.code == "not_then"


def test_its_coupon_is_given_or_not(make_tenant: Any) -> None:
    with tenant_scope(make_tenant().id):
        lines = basket()
        given = tried({**QUARTER, "needs_coupon": True}, lines)
        missing = tried({**QUARTER, "needs_coupon": True}, lines, gives_code=False)

    assert (given.applies, str(given.quote.total)) == (True, "15.00")
    assert missing.failed is not None
    assert (missing.failed.code, str(missing.quote.total)) == ("needs_coupon", "20.00")


def test_goods_that_it_is_not_about(make_tenant: Any) -> None:
    elsewhere = {"type": "goods", "selection": {"products": [str(new_id())]}}
    with tenant_scope(make_tenant().id):
        lines = basket()
        codes = [
            tried({**QUARTER, "kind": kind, "target": elsewhere}, lines).failed
            for kind in ("cart", "catalogue")
        ]

    assert [one and one.code for one in codes] == ["nothing_matches", "nothing_matches"]


def test_a_preview_costs_two_quotes_and_writes_nothing(make_tenant: Any, sql_log: Any) -> None:
    with tenant_scope(make_tenant().id):
        lines = basket()
        with sql_log() as statements:
            tried(QUARTER, lines)

    assert len([one for one in statements if "pricing_price" in one]) == 2
    assert all(one.lstrip().upper().startswith(("SELECT", "WITH")) for one in statements), statements
