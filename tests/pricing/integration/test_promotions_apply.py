"""Promotions that are stored are applied, from the very instant they begin."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import GoodsFacts, QuoteLine
from nexus.pricing.domain.promotions import PromotionSpec
from nexus.pricing.infrastructure.editions import new_edition
from nexus.pricing.models import PromotionRecord

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def store(spec: PromotionSpec) -> None:
    PromotionRecord.objects.create(
        code=spec.code, title=spec.title, kind=spec.kind, status="active", lane=spec.lane, starts_at=spec.starts_at,
        ends_at=spec.ends_at, spec=msgspec.to_builtins(spec), created_at=START, updated_at=START,
    )  # fmt: skip
    new_edition()


def test_a_percentage_begins_and_ends_to_the_instant(make_tenant: Any) -> None:
    variant = new_id()
    line = QuoteLine(
        variant_id=variant, quantity=2, goods=GoodsFacts(product_id=new_id(), vendor_id=new_id())
    )
    with tenant_scope(make_tenant().id):
        facade.set_prices([(variant, Money(1000, "EUR"), None)])
        for kind, code in (("catalogue", "shelf"), ("cart", "till")):
            store(
                PromotionSpec(
                    code=code, title=code, kind=kind, benefit={"type": "percentage", "percent": Decimal(10)},
                    starts_at=START, ends_at=START + timedelta(hours=1),
                )
            )  # fmt: skip
        tick = timedelta(microseconds=1)
        totals = [
            str(facade.quote([line], currency="EUR", at=at).total)
            for at in (START - tick, START, START + timedelta(hours=1) - tick, START + timedelta(hours=1))
        ]
        found = facade.quote([line], currency="EUR", at=START)
    assert totals == ["20.00", "16.20", "16.20", "20.00"]
    assert [(step["part"], step["code"], step["amount"]) for step in found.explanation] == [
        ("goods", "list_price", "20.00"),
        ("goods", "catalogue_offer", "-2.00"),
        ("discount", "offer", "-1.80"),
        ("shipping", "shipping_flat", "0.00"),
    ]
    assert [(used.code, str(used.amount)) for used in found.promotions] == [("till", "1.80")]
