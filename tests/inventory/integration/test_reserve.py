"""Promising stock: all lines or none, in a fixed number of statements."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.inventory.ledger import findings, history, level_of, promises_of

from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.events import (
    AvailabilityChanged,
    ReservationExpired,
    StockChange,
    StockReserved,
)
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

pytestmark = pytest.mark.usefixtures("at_noon")
type Stocked = Callable[..., list[UUID]]


def line(variant: UUID, quantity: int = 1) -> StockLine:
    return StockLine(variant_id=variant, quantity=quantity)


def test_a_promise_counts_at_once(stocked: Stocked, in_half_an_hour: datetime) -> None:
    first, second = stocked(5, 2)
    order = new_id()
    with tenant_scope():
        facade.reserve(order, [line(first, 3), line(second)], expires_at=in_half_an_hour)
    with tenant_scope():
        assert (level_of(first), level_of(second)) == ((5, 3), (2, 1))
        assert facade.available([first, second]) == {first: 2, second: 1}
        assert promises_of(order) == [(first, 3, "open", ""), (second, 1, "open", "")]
        assert history("reservation", order) == (
            StockReserved(
                order_id=order,
                lines=(StockChange(variant_id=first, quantity=3), StockChange(variant_id=second, quantity=1)),
                expires_at=in_half_an_hour,
            ),
        )
        assert findings() == []


def test_two_lines_of_a_variant_are_summed_before_the_check(
    stocked: Stocked, in_half_an_hour: datetime
) -> None:
    (variant,) = stocked(3)
    order = new_id()
    with tenant_scope(), pytest.raises(facade.OutOfStock) as refused:
        facade.reserve(order, [line(variant, 2), line(variant, 2)], expires_at=in_half_an_hour)
    assert refused.value.facts["lines"] == [{"variant_id": str(variant), "asked": 4, "available": 3}]
    with tenant_scope():
        facade.reserve(order, [line(variant, 2), line(variant, 1)], expires_at=in_half_an_hour)
        assert (level_of(variant), promises_of(order)) == ((3, 3), [(variant, 3, "open", "")])


def test_all_short_variants_are_told_and_nothing_is_written(
    stocked: Stocked, in_half_an_hour: datetime
) -> None:
    enough, few, none = stocked(9, 2, 0)
    unknown, order = new_id(), new_id()
    asked = [line(unknown), line(none), line(few, 3), line(enough, 9)]
    with tenant_scope(), pytest.raises(facade.OutOfStock) as refused:
        facade.reserve(order, asked, expires_at=in_half_an_hour)
    assert (refused.value.code, refused.value.category) == ("out_of_stock", "conflict")
    assert refused.value.facts["lines"] == [
        {"variant_id": str(few), "asked": 3, "available": 2},
        {"variant_id": str(none), "asked": 1, "available": 0},
        {"variant_id": str(unknown), "asked": 1, "available": 0},
    ]
    with tenant_scope():
        assert [level_of(variant) for variant in (enough, few, none)] == [(9, 0), (2, 0), (0, 0)]
        assert (promises_of(order), history("reservation", order)) == ([], ())


def test_an_order_is_promised_once(stocked: Stocked, in_half_an_hour: datetime) -> None:
    (variant,) = stocked(5)
    order = new_id()
    with tenant_scope():
        facade.reserve(order, [line(variant, 2)], expires_at=in_half_an_hour)
    with pytest.raises(facade.AlreadyReserved) as refused, tenant_scope():
        facade.reserve(order, [line(variant, 2)], expires_at=in_half_an_hour)
    assert refused.value.facts == {"order_id": str(order)}
    with tenant_scope():
        assert (level_of(variant), promises_of(order)) == ((5, 2), [(variant, 2, "open", "")])


def test_an_impossible_quantity_is_refused(stocked: Stocked, in_half_an_hour: datetime) -> None:
    (variant,) = stocked(5)
    with tenant_scope(), pytest.raises(facade.InvalidStockQuantity):
        facade.reserve(new_id(), [line(variant, 0)], expires_at=in_half_an_hour)
    with tenant_scope():
        assert level_of(variant) == (5, 0)


@pytest.mark.parametrize("count", [1, 2, 20])
def test_two_statements_however_many_lines(
    stocked: Stocked, in_half_an_hour: datetime, sql_log: Any, count: int
) -> None:
    """The third of the three that are allowed stays in reserve; the last piece of each is among them."""
    variants = stocked(*[1] * count)
    with tenant_scope():
        with sql_log() as statements:
            facade.reserve(new_id(), [line(variant) for variant in variants], expires_at=in_half_an_hour)
        assert len(statements) == 2
        assert facade.available(variants) == dict.fromkeys(variants, 0)


def test_selling_out_is_told_with_the_promise(stocked: Stocked, in_half_an_hour: datetime) -> None:
    last, many = stocked(1, 5)
    order = new_id()
    with tenant_scope():
        facade.reserve(order, [line(last), line(many)], expires_at=in_half_an_hour)
    with tenant_scope():
        assert history("reservation", order)[1:] == (AvailabilityChanged(variant_id=last, in_stock=False),)


def test_what_has_expired_is_free_without_any_worker(
    stocked: Stocked, in_half_an_hour: datetime, at_noon: FixedClock
) -> None:
    (variant,) = stocked(3)
    abandoned, buyer = new_id(), new_id()
    with tenant_scope():
        facade.reserve(abandoned, [line(variant, 3)], expires_at=in_half_an_hour)
    with tenant_scope():
        assert facade.available([variant]) == {variant: 0}
    at_noon.advance(timedelta(minutes=30))
    with tenant_scope():
        assert facade.available([variant]) == {variant: 3}
        facade.reserve(buyer, [line(variant, 2)], expires_at=in_half_an_hour + timedelta(minutes=30))
    with tenant_scope():
        assert level_of(variant) == (3, 2)
        assert promises_of(abandoned) == [(variant, 3, "released", "expired")]
        assert promises_of(buyer) == [(variant, 2, "open", "")]
        # sold out before, in stock after: told by the buyer who took the pieces back
        assert history("reservation", buyer)[1:] == (AvailabilityChanged(variant_id=variant, in_stock=True),)
        assert findings() == []


def test_an_instant_before_expiry_the_promise_holds(
    stocked: Stocked, in_half_an_hour: datetime, at_noon: FixedClock
) -> None:
    (variant,) = stocked(1)
    order = new_id()
    with tenant_scope():
        facade.reserve(order, [line(variant)], expires_at=in_half_an_hour)
    at_noon.advance(timedelta(minutes=30) - timedelta(microseconds=1))
    with tenant_scope(), pytest.raises(facade.OutOfStock):
        facade.reserve(new_id(), [line(variant)], expires_at=in_half_an_hour)
    with tenant_scope():
        assert promises_of(order) == [(variant, 1, "open", "")]


def test_expired_promises_stay_where_nobody_needs_the_pieces(
    stocked: Stocked, in_half_an_hour: datetime, at_noon: FixedClock
) -> None:
    short, plenty = stocked(1, 9)
    abandoned, buyer = new_id(), new_id()
    with tenant_scope():
        facade.reserve(abandoned, [line(short), line(plenty)], expires_at=in_half_an_hour)
    at_noon.advance(timedelta(hours=1))
    with tenant_scope():
        facade.reserve(buyer, [line(short), line(plenty)], expires_at=in_half_an_hour + timedelta(hours=1))
    with tenant_scope():
        assert promises_of(abandoned) == [(short, 1, "released", "expired"), (plenty, 1, "open", "")]
        assert (level_of(short), level_of(plenty)) == ((1, 1), (9, 2))
        assert findings() == []


def test_each_promise_that_ran_out_ends_in_a_history_of_its_own(
    stocked: Stocked, in_half_an_hour: datetime, at_noon: FixedClock
) -> None:
    from nexus.inventory.models import ReservationRecord

    (variant,) = stocked(2)
    orders = [new_id(), new_id()]
    with tenant_scope():
        for order in orders:
            facade.reserve(order, [line(variant)], expires_at=in_half_an_hour)
    at_noon.advance(timedelta(hours=1))
    with tenant_scope():
        facade.reserve(new_id(), [line(variant, 2)], expires_at=in_half_an_hour + timedelta(hours=1))
    with tenant_scope():
        for order in orders:
            promise = ReservationRecord.objects.get(order_id=order)
            assert history("expiry", promise.id) == (
                ReservationExpired(reservation_id=promise.id, order_id=order, variant_id=variant, quantity=1),
            )


def test_when_even_the_expired_ones_are_not_enough_nothing_is_taken_back(
    stocked: Stocked, in_half_an_hour: datetime, at_noon: FixedClock
) -> None:
    (variant,) = stocked(2)
    abandoned = new_id()
    with tenant_scope():
        facade.reserve(abandoned, [line(variant)], expires_at=in_half_an_hour)
    at_noon.advance(timedelta(hours=1))
    with pytest.raises(facade.OutOfStock) as refused, tenant_scope():
        facade.reserve(new_id(), [line(variant, 3)], expires_at=in_half_an_hour + timedelta(hours=1))
    assert refused.value.facts["lines"] == [{"variant_id": str(variant), "asked": 3, "available": 2}]
    with tenant_scope():
        assert (level_of(variant), promises_of(abandoned)) == ((2, 1), [(variant, 1, "open", "")])


def test_available_is_one_statement_and_knows_nothing_of_strangers(stocked: Stocked, sql_log: Any) -> None:
    variants, unknown = stocked(*range(20)), new_id()
    with tenant_scope(), sql_log() as statements:
        found = facade.available([*variants, unknown])
    assert found == dict(zip(variants, range(20), strict=True)) | {unknown: 0}
    assert len(statements) == 1


def test_stock_of_another_tenant_does_not_exist(
    stocked: Stocked, in_half_an_hour: datetime, other_tenant: Any
) -> None:
    (variant,) = stocked(5)
    with tenant_scope(other_tenant.id):
        assert facade.available([variant]) == {variant: 0}
        with pytest.raises(facade.OutOfStock):
            facade.reserve(new_id(), [line(variant)], expires_at=in_half_an_hour)
    with tenant_scope():
        assert level_of(variant) == (5, 0)
