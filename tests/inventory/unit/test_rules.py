"""The rules of scarce stock, without a database."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.contracts.errors import (
    BelowReserved,
    InvalidStockQuantity,
    OutOfStock,
    ReservationCommitted,
    ReservationLost,
    RestockExceedsCommitted,
    UnknownStock,
)
from nexus.inventory.contracts.events import AvailabilityChanged
from nexus.inventory.domain.demand import demand_of
from nexus.inventory.domain.level import Level, check_stock, flips, known
from nexus.inventory.domain.reservation import (
    Reservation,
    ReservationState,
    check_committed,
    check_releasable,
)
from nexus.inventory.domain.returns import check_returnable

ORDER = UUID(int=99)
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
OPEN, COMMITTED, RELEASED = ReservationState


def level(variant: UUID, on_hand: int, reserved: int = 0) -> Level:
    return Level(
        id=UUID(int=variant.int + 100),
        variant_id=variant,
        location="main",
        on_hand=on_hand,
        reserved=reserved,
    )


def levels(*found: Level) -> dict[UUID, Level]:
    return {entry.variant_id: entry for entry in found}


def lines(*pairs: tuple[UUID, int]) -> list[StockLine]:
    return [StockLine(variant_id=variant, quantity=quantity) for variant, quantity in pairs]


def promise(variant: UUID, quantity: int, state: ReservationState, *, restocked: int = 0) -> Reservation:
    return Reservation(
        id=UUID(int=variant.int + 200),
        order_id=ORDER,
        level_id=UUID(int=variant.int + 100),
        variant_id=variant,
        quantity=quantity,
        restocked=restocked,
        state=state,
    )


def test_two_lines_of_a_variant_are_one_demand_in_lock_order() -> None:
    demand = demand_of(lines((B, 2), (A, 1), (B, 3)))
    assert list(demand.items()) == [(A, 1), (B, 5)]


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.integers(1, 100))))
def test_the_demand_does_not_depend_on_the_order_of_lines(pairs: list[tuple[UUID, int]]) -> None:
    demand = demand_of(lines(*pairs))
    assert list(demand.items()) == list(demand_of(lines(*pairs[::-1])).items())
    assert sum(demand.values()) == sum(quantity for _, quantity in pairs)
    assert list(demand) == sorted(demand)


@pytest.mark.parametrize("quantity", [0, -1])
def test_nobody_can_ask_for_nothing(quantity: int) -> None:
    with pytest.raises(InvalidStockQuantity) as refused:
        demand_of(lines((A, 1), (B, quantity)))
    assert refused.value.facts == {"variant_id": str(B), "quantity": quantity}


def test_all_short_variants_are_named_at_once() -> None:
    demand = demand_of(lines((A, 3), (B, 1), (C, 2)))
    with pytest.raises(OutOfStock) as refused:
        check_stock(demand, levels(level(A, 5, 3), level(B, 1)))
    assert refused.value.facts["lines"] == [
        {"variant_id": str(A), "asked": 3, "available": 2},
        {"variant_id": str(C), "asked": 2, "available": 0},
    ]


def test_exactly_what_is_available_is_enough() -> None:
    check_stock(demand_of(lines((A, 2))), levels(level(A, 5, 3)))


def test_a_level_cannot_fall_below_what_is_reserved() -> None:
    with pytest.raises(BelowReserved) as refused:
        level(A, 5, 3).counted(2)
    assert refused.value.facts == {"variant_id": str(A), "asked": 2, "reserved": 3}
    assert level(A, 5, 3).counted(3).available == 0


def test_a_level_has_a_limit() -> None:
    with pytest.raises(InvalidStockQuantity):
        level(A, 5).counted(1_000_000_001)


def test_an_unknown_variant_cannot_be_adjusted() -> None:
    with pytest.raises(UnknownStock) as refused:
        known({}, A)
    assert refused.value.facts == {"variant_id": str(A)}


def test_only_crossing_zero_is_told() -> None:
    before = levels(level(A, 2), level(B, 1, 1), level(C, 5))
    after = [level(A, 2, 2), level(B, 1), level(C, 5, 4)]
    assert flips(before, after) == (
        AvailabilityChanged(variant_id=A, in_stock=False),
        AvailabilityChanged(variant_id=B, in_stock=True),
    )


def test_a_first_level_with_something_on_it_is_told() -> None:
    assert flips({}, [level(A, 1), level(B, 0)]) == (AvailabilityChanged(variant_id=A, in_stock=True),)


def test_releasing_again_or_without_a_promise_is_harmless() -> None:
    check_releasable(ORDER, [promise(A, 1, RELEASED)])
    check_releasable(ORDER, [])


def test_releasing_what_has_left_is_refused() -> None:
    with pytest.raises(ReservationCommitted) as refused:
        check_releasable(ORDER, [promise(A, 1, COMMITTED)])
    assert refused.value.facts == {"order_id": str(ORDER)}


def test_committing_again_is_harmless() -> None:
    check_committed(ORDER, [promise(A, 1, COMMITTED), promise(B, 1, COMMITTED)])


def test_committing_names_what_is_lost() -> None:
    with pytest.raises(ReservationLost) as refused:
        check_committed(ORDER, [promise(A, 2, RELEASED), promise(B, 1, OPEN)])
    assert refused.value.facts == {"order_id": str(ORDER), "lines": [{"variant_id": str(A), "quantity": 2}]}


def test_committing_without_any_promise_is_refused() -> None:
    with pytest.raises(ReservationLost) as refused:
        check_committed(ORDER, [])
    assert refused.value.facts == {"order_id": str(ORDER), "lines": []}


def test_no_more_comes_back_than_is_out() -> None:
    found = [promise(A, 3, COMMITTED, restocked=1), promise(B, 2, RELEASED)]
    check_returnable(ORDER, {A: 2}, found)
    with pytest.raises(RestockExceedsCommitted) as refused:
        check_returnable(ORDER, {A: 3, B: 1, C: 1}, found)
    assert refused.value.facts["lines"] == [
        {"variant_id": str(A), "asked": 3, "out": 2},
        {"variant_id": str(B), "asked": 1, "out": 0},
        {"variant_id": str(C), "asked": 1, "out": 0},
    ]
