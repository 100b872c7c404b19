"""What becomes of a promise: committed, released, expired, restocked. Again is harmless or refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.inventory.ledger import adjustments_of, findings, history, level_of, promises_of

from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.events import (
    AvailabilityChanged,
    StockChange,
    StockCommitted,
    StockReleased,
    StockRestocked,
)
from nexus.inventory.interfaces.tasks import release_expired_of_all
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

pytestmark = pytest.mark.usefixtures("at_noon")
type Stocked = Callable[..., list[UUID]]


@pytest.fixture
def promised(in_half_an_hour: datetime, tenant: Any) -> Callable[..., UUID]:
    """`promised((variant, 2), ...)` -> an order that holds them until half past twelve."""

    def make(*lines: tuple[UUID, int]) -> UUID:
        order = new_id()
        with tenant_scope(tenant.id):
            wanted = [StockLine(variant_id=variant, quantity=quantity) for variant, quantity in lines]
            facade.reserve(order, wanted, expires_at=in_half_an_hour)
        return order

    return make


type Promised = Callable[..., UUID]


def in_scope(work: Callable[..., Any], *args: Any, **options: Any) -> Any:
    with tenant_scope():
        return work(*args, **options)


def test_committed_pieces_leave(stocked: Stocked, promised: Promised) -> None:
    first, second = stocked(5, 2)
    order = promised((first, 3), (second, 2))
    in_scope(facade.commit, order)
    with tenant_scope():
        assert (level_of(first), level_of(second)) == ((2, 0), (0, 0))
        assert promises_of(order) == [(first, 3, "committed", ""), (second, 2, "committed", "")]
        assert history("reservation", order)[2:] == (
            StockCommitted(
                order_id=order,
                lines=(StockChange(variant_id=first, quantity=3), StockChange(variant_id=second, quantity=2)),
            ),
        )
        assert findings() == []


def test_committing_again_changes_nothing(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(5)
    order = promised((variant, 3))
    in_scope(facade.commit, order)
    in_scope(facade.commit, order)
    with tenant_scope():
        assert level_of(variant) == (2, 0)
        assert len(history("reservation", order)) == 2


def test_released_pieces_are_free_again(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(3)
    order = promised((variant, 3))
    in_scope(facade.release, order, reason="payment_failed")
    with tenant_scope():
        assert level_of(variant) == (3, 0)
        assert facade.available([variant]) == {variant: 3}
        assert promises_of(order) == [(variant, 3, "released", "payment_failed")]
        assert history("reservation", order)[1:] == (
            AvailabilityChanged(variant_id=variant, in_stock=False),
            StockReleased(
                order_id=order, lines=(StockChange(variant_id=variant, quantity=3),), reason="payment_failed"
            ),
            AvailabilityChanged(variant_id=variant, in_stock=True),
        )
        assert findings() == []


def test_releasing_again_changes_nothing(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(5)
    order = promised((variant, 2))
    in_scope(facade.release, order, reason="cancelled")
    in_scope(facade.release, order, reason="cancelled twice")
    with tenant_scope():
        assert (level_of(variant), promises_of(order)) == ((5, 0), [(variant, 2, "released", "cancelled")])
        assert len(history("reservation", order)) == 2


def test_releasing_without_a_promise_is_harmless(tenant: Any) -> None:
    order = new_id()
    in_scope(facade.release, order, reason="never reserved")
    with tenant_scope():
        assert (promises_of(order), history("reservation", order)) == ([], ())


def test_what_has_left_cannot_be_released(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(5)
    order = promised((variant, 2))
    in_scope(facade.commit, order)
    with tenant_scope(), pytest.raises(facade.ReservationCommitted):
        facade.release(order, reason="cancelled")
    with tenant_scope():
        assert (level_of(variant), promises_of(order)) == ((3, 0), [(variant, 2, "committed", "")])


def test_what_was_released_cannot_be_committed(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(5)
    order = promised((variant, 2))
    in_scope(facade.release, order, reason="cancelled")
    with tenant_scope(), pytest.raises(facade.ReservationLost):
        facade.commit(order)
    with tenant_scope():
        assert (level_of(variant), promises_of(order)) == ((5, 0), [(variant, 2, "released", "cancelled")])


def test_committing_what_was_never_promised_is_refused(tenant: Any) -> None:
    with tenant_scope(), pytest.raises(facade.ReservationLost) as refused:
        facade.commit(new_id())
    assert refused.value.facts["lines"] == []


def test_an_expired_promise_that_nobody_took_back_is_still_good(
    stocked: Stocked, promised: Promised, at_noon: FixedClock
) -> None:
    (variant,) = stocked(5)
    order = promised((variant, 2))
    at_noon.advance(timedelta(days=1))
    in_scope(facade.commit, order)
    with tenant_scope():
        assert level_of(variant) == (3, 0)
        assert findings() == []


def test_a_promise_taken_back_in_part_is_lost_and_the_transaction_stays_usable(
    stocked: Stocked, promised: Promised, at_noon: FixedClock
) -> None:
    """The late payer: one of two variants went to somebody else. Nothing leaves; the rest can be released."""
    short, plenty = stocked(1, 9)
    late = promised((short, 1), (plenty, 4))
    at_noon.advance(timedelta(hours=1))
    with tenant_scope():
        facade.reserve(
            new_id(), [StockLine(variant_id=short, quantity=1)], expires_at=at_noon.now() + timedelta(hours=1)
        )
    with tenant_scope():
        with pytest.raises(facade.ReservationLost) as refused:
            facade.commit(late)
        assert level_of(plenty) == (9, 4)
        facade.release(late, reason="refunded")
    assert refused.value.facts == {
        "order_id": str(late),
        "lines": [{"variant_id": str(short), "quantity": 1}],
    }
    with tenant_scope():
        assert (level_of(short), level_of(plenty)) == ((1, 1), (9, 0))
        assert promises_of(late) == [(short, 1, "released", "expired"), (plenty, 4, "released", "refunded")]
        assert history("reservation", late)[-1] == StockReleased(
            order_id=late, lines=(StockChange(variant_id=plenty, quantity=4),), reason="refunded"
        )
        assert findings() == []


def test_returned_pieces_are_on_hand_again(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(3)
    order = promised((variant, 3))
    in_scope(facade.commit, order)
    in_scope(facade.restock, order, [StockLine(variant_id=variant, quantity=2)])
    with tenant_scope():
        assert level_of(variant) == (2, 0)
        assert adjustments_of(variant) == [(3, 3, "count"), (2, 2, "restock")]
        assert history("reservation", order)[3:] == (
            StockRestocked(order_id=order, lines=(StockChange(variant_id=variant, quantity=2),)),
            AvailabilityChanged(variant_id=variant, in_stock=True),
        )
        assert findings() == []


def test_no_more_comes_back_than_left(stocked: Stocked, promised: Promised) -> None:
    (variant,) = stocked(3)
    order = promised((variant, 3))
    in_scope(facade.commit, order)
    in_scope(facade.restock, order, [StockLine(variant_id=variant, quantity=2)])
    with tenant_scope(), pytest.raises(facade.RestockExceedsCommitted) as refused:
        facade.restock(order, [StockLine(variant_id=variant, quantity=2)])
    assert refused.value.facts["lines"] == [{"variant_id": str(variant), "asked": 2, "out": 1}]
    with tenant_scope():
        assert level_of(variant) == (2, 0)
        assert findings() == []


def test_the_sweep_takes_back_what_ran_out_and_tells_who_is_back(
    stocked: Stocked, promised: Promised, at_noon: FixedClock
) -> None:
    from nexus.inventory.models import ReservationRecord

    sold_out, plenty = stocked(2, 9)
    first, second = promised((sold_out, 1), (plenty, 4)), promised((sold_out, 1))
    assert in_scope(facade.release_expired) == 0
    at_noon.advance(timedelta(minutes=30))
    assert in_scope(facade.release_expired) == 6
    assert in_scope(facade.release_expired) == 0
    with tenant_scope():
        assert (level_of(sold_out), level_of(plenty)) == ((2, 0), (9, 0))
        assert promises_of(first) == [
            (sold_out, 1, "released", "expired"),
            (plenty, 4, "released", "expired"),
        ]
        assert promises_of(second) == [(sold_out, 1, "released", "expired")]
        ended = ReservationRecord.objects.filter(variant_id=sold_out).values_list("id", flat=True)
        told = [fact for found in ended for fact in history("expiry", found)[1:]]
        assert told == [AvailabilityChanged(variant_id=sold_out, in_stock=True)]
        assert findings() == []


def test_the_sweep_of_all_tenants_reaches_this_one(
    stocked: Stocked, promised: Promised, at_noon: FixedClock
) -> None:
    (variant,) = stocked(2)
    promised((variant, 2))
    at_noon.advance(timedelta(hours=1))
    assert release_expired_of_all() >= 2
    with tenant_scope():
        assert level_of(variant) == (2, 0)
