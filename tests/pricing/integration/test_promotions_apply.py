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
from nexus.pricing.infrastructure.strategies import strategies
from nexus.pricing.interfaces.checks_of_rules import CHECKS_OF_RULES
from nexus.pricing.models import LaneRecord, PromotionRecord

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


def test_a_promotion_that_cannot_be_read_stops_nothing_and_is_named(make_tenant: Any) -> None:
    line = QuoteLine(variant_id=new_id(), quantity=1)
    with tenant_scope(make_tenant().id):
        facade.set_prices([(line.variant_id, Money(1000, "EUR"), None)])
        ten = {"type": "percentage", "percent": "10"}
        store(PromotionSpec(code="ten", title="Ten", benefit=ten))
        store(PromotionSpec(code="gone", title="Gone", benefit={"type": "of_a_plugin_that_is_gone"}, lane=1))
        store(PromotionSpec(code="odd", title="Odd", benefit=ten | {"moon": "full"}, lane=1))
        LaneRecord.objects.create(position=1, name="Odd", strategy="gone")
        total = facade.quote([line], currency="EUR", at=START).total
        found = [finding for check in CHECKS_OF_RULES for finding in check.run()]
    assert str(total) == "9.00"
    assert [(one.what, one.detail) for one in found] == [
        ("promotion cannot be read", f"benefit.type: choose one of {sorted(strategies().benefits)}"),
        ("promotion cannot be read", "benefit.moon: there is no such setting"),
        ("lane of an unknown kind", "gone"),
    ]
