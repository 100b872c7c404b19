"""Changing what is on hand, and what the database itself refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from tests.inventory.ledger import adjustments_of, findings, history, level_of, promises_of

from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLevel, StockLine
from nexus.inventory.contracts.events import AvailabilityChanged, StockAdjusted, StockChange, StockImported
from nexus.inventory.models import AdjustmentRecord, StockLevelRecord
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.platform.db import execute, rows
from nexus.platform.tenancy import current_tenant, tenant_scope

pytestmark = pytest.mark.usefixtures("at_noon")
type Stocked = Callable[..., list[UUID]]


def adjusted(variant: UUID, delta: int, on_hand: int, reason: str) -> StockAdjusted:
    return StockAdjusted(variant_id=variant, location="main", delta=delta, on_hand=on_hand, reason=reason)


def test_a_level_appears_when_it_is_set(tenant: Any) -> None:
    variant, vendor = new_id(), new_id()
    with tenant_scope():
        assert facade.set_level(variant, 7, reason="opening", vendor_id=vendor) == StockLevel(
            variant_id=variant, location="main", on_hand=7, reserved=0, available=7
        )
    with tenant_scope():
        assert adjustments_of(variant) == [(7, 7, "opening")]
        assert StockLevelRecord.objects.get(variant_id=variant).vendor_id == vendor
        assert history("level", variant) == (
            adjusted(variant, 7, 7, "opening"),
            AvailabilityChanged(variant_id=variant, in_stock=True),
        )
        assert findings() == []


def test_a_count_records_the_difference(stocked: Stocked) -> None:
    (variant,) = stocked(7)
    with tenant_scope():
        facade.set_level(variant, 5)
        facade.set_level(variant, 5)
    with tenant_scope():
        assert adjustments_of(variant) == [(7, 7, "count"), (-2, 5, "count")]
        assert history("level", variant)[2:] == (adjusted(variant, -2, 5, "count"),)


def test_adjusting_adds_and_takes(stocked: Stocked) -> None:
    (variant,) = stocked(3)
    with tenant_scope():
        assert facade.adjust(variant, 4, "delivery").on_hand == 7
        assert facade.adjust(variant, -7, "water damage").on_hand == 0
    with tenant_scope():
        assert adjustments_of(variant) == [(3, 3, "count"), (4, 7, "delivery"), (-7, 0, "water damage")]
        assert history("level", variant)[2:] == (
            adjusted(variant, 4, 7, "delivery"),
            adjusted(variant, -7, 0, "water damage"),
            AvailabilityChanged(variant_id=variant, in_stock=False),
        )
        assert findings() == []


@pytest.mark.parametrize("change", [lambda v: facade.adjust(v, -3, "lost"), lambda v: facade.set_level(v, 1)])
def test_promises_are_not_broken_by_a_count(
    stocked: Stocked, in_half_an_hour: datetime, change: Callable[[UUID], Any]
) -> None:
    (variant,) = stocked(4)
    with tenant_scope():
        facade.reserve(new_id(), [StockLine(variant_id=variant, quantity=2)], expires_at=in_half_an_hour)
    with pytest.raises(facade.BelowReserved) as refused, tenant_scope():
        change(variant)
    assert refused.value.facts == {"variant_id": str(variant), "asked": 1, "reserved": 2}
    with tenant_scope():
        assert (level_of(variant), adjustments_of(variant)) == ((4, 2), [(4, 4, "count")])


def test_a_promise_that_ran_out_does_not_stand_in_the_way_of_a_count(
    stocked: Stocked, in_half_an_hour: datetime, at_noon: FixedClock
) -> None:
    (variant,) = stocked(4)
    order = new_id()
    with tenant_scope():
        facade.reserve(order, [StockLine(variant_id=variant, quantity=4)], expires_at=in_half_an_hour)
    at_noon.advance(timedelta(hours=1))
    with tenant_scope():
        facade.adjust(variant, -3, "lost")
    with tenant_scope():
        assert level_of(variant) == (1, 0)
        assert promises_of(order) == [(variant, 4, "released", "expired")]
        assert history("level", variant)[-1] == AvailabilityChanged(variant_id=variant, in_stock=True)
        assert findings() == []


def test_unknown_and_impossible_adjustments_are_refused(stocked: Stocked) -> None:
    (variant,) = stocked(4)
    with tenant_scope():
        with pytest.raises(facade.UnknownStock):
            facade.adjust(new_id(), 1, "delivery")
        with pytest.raises(facade.InvalidStockQuantity):
            facade.adjust(variant, 0, "nothing")
        with pytest.raises(facade.InvalidStockQuantity):
            facade.adjust(variant, 1_000_000_000, "too many")
        with pytest.raises(facade.InvalidStockQuantity):
            facade.set_level(variant, -1)
    with tenant_scope():
        assert adjustments_of(variant) == [(4, 4, "count")]


def test_an_import_takes_a_statement_for_new_levels_two_for_others_and_one_fact_for_all(
    tenant: Any, sql_log: Any
) -> None:
    variants = sorted(new_id() for _ in range(300))
    vendor = new_id()
    with tenant_scope():
        with sql_log() as statements:
            facade.import_levels(dict.fromkeys(variants, 5), vendors=dict.fromkeys(variants, vendor))
        assert len(statements) == 1
    with tenant_scope():
        found = rows(
            "SELECT stream_id FROM events_log WHERE tenant_id = %s AND stream = 'inventory.import'",
            [current_tenant()],
        )
        (batch,) = found
        assert history("import", batch.stream_id) == (
            StockImported(levels=tuple(StockChange(variant_id=variant, quantity=5) for variant in variants)),
        )
        assert facade.available(variants) == dict.fromkeys(variants, 5)
        assert StockLevelRecord.objects.filter(vendor_id=vendor).count() == 300
        assert findings() == []
    first, second, third = variants[0], variants[1], new_id()
    with tenant_scope(), sql_log() as statements:
        facade.import_levels({first: 5, second: 2, third: 0}, vendors={third: vendor})
    assert len(statements) == 3
    with tenant_scope():
        assert [adjustments_of(one) for one in (first, second, third)] == [
            [(5, 5, "import")], [(5, 5, "import"), (-3, 2, "import")], [],
        ]  # fmt: skip
        assert facade.available([first, second, third]) == {first: 5, second: 2, third: 0}
        assert findings() == []


def test_the_actor_is_noted(stocked: Stocked) -> None:
    from nexus.platform.events import actor_scope
    from nexus.platform.http import Actor

    (variant,) = stocked(1)
    clerk = Actor(kind="user", id=new_id())
    with tenant_scope(), actor_scope(clerk):
        facade.adjust(variant, 1, "found")
    with tenant_scope():
        found = AdjustmentRecord.objects.get(variant_id=variant, reason="found")
        assert (found.actor_kind, found.actor_id) == ("user", clerk.id)


@pytest.mark.parametrize("change", ["reserved = on_hand + 1", "reserved = -1", "on_hand = -1"])
def test_the_database_repeats_the_rule(stocked: Stocked, change: str) -> None:
    (variant,) = stocked(3)
    with pytest.raises(IntegrityError), tenant_scope():
        execute(
            f"UPDATE inventory_level SET {change} WHERE tenant_id = %s AND variant_id = %s",
            [current_tenant(), variant],
        )
    with tenant_scope():
        assert level_of(variant) == (3, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE inventory_adjustment SET delta = 1 WHERE tenant_id = %s",
        "DELETE FROM inventory_adjustment WHERE tenant_id = %s",
    ],
)
def test_adjustments_are_written_once(stocked: Stocked, statement: str) -> None:
    (variant,) = stocked(3)
    with pytest.raises(ProgrammingError, match="permission denied"), tenant_scope():
        execute(statement, [current_tenant()])
    connection.close()
    with tenant_scope():
        assert adjustments_of(variant) == [(3, 3, "count")]


def test_verification_names_what_differs(stocked: Stocked, in_half_an_hour: datetime) -> None:
    good, bad = stocked(3, 5)
    with tenant_scope():
        facade.reserve(new_id(), [StockLine(variant_id=good, quantity=1)], expires_at=in_half_an_hour)
        execute(
            "UPDATE inventory_level SET on_hand = 6, reserved = 2 WHERE tenant_id = %s AND variant_id = %s",
            [current_tenant(), bad],
        )
        level = StockLevelRecord.objects.get(variant_id=bad).id
        assert findings() == [
            f"reserved stock differs from open reservations (level {level}, variant {bad}): "
            "counter says 2, open reservations add up to 0",
            f"stock on hand differs from its history (level {level}, variant {bad}): "
            "level says 6, adjustments minus committed pieces make 5",
        ]
