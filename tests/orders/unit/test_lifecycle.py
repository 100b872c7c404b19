"""The table of the life of an order, row by row."""

import pytest

from nexus.orders.domain.lifecycle import (
    TRANSITIONS,
    Fulfilment,
    Status,
    can_move,
    common_moves,
    fulfilment_status,
    in_order,
    order_status,
)

LEGAL = {
    "pending": "confirmed cancelled on_hold",
    "confirmed": "processing cancelled on_hold",
    "processing": "shipped cancelled on_hold",
    "shipped": "delivered",
    "delivered": "returned",
    "returned": "",
    "cancelled": "",
    "on_hold": "pending confirmed processing cancelled",
}


@pytest.mark.parametrize("current", Status)
@pytest.mark.parametrize("to", Status)
def test_every_pair_of_statuses_is_legal_or_not_as_written_down(current: Status, to: Status) -> None:
    assert can_move(current, to=to) is (to.value in LEGAL[current.value].split())


def test_every_status_is_reached_from_pending() -> None:
    reached, frontier = set(), {Status.PENDING}
    while frontier:
        reached |= frontier
        frontier = {to for status in frontier for to in TRANSITIONS[status]} - reached
    assert reached == set(Status)


def test_end_statuses_have_no_exit_and_all_others_have() -> None:
    assert {status for status in Status if not TRANSITIONS[status]} == {Status.RETURNED, Status.CANCELLED}


P, C, W, S, D, R, X = (
    Status.PENDING,
    Status.CONFIRMED,
    Status.PROCESSING,
    Status.SHIPPED,
    Status.DELIVERED,
    Status.RETURNED,
    Status.CANCELLED,
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([X, X], "cancelled"),
        ([R, X], "returned"),
        ([R, R], "returned"),
        ([D, D], "delivered"),
        ([D, R], "delivered"),
        ([D, X], "delivered"),
        ([S, S], "shipped"),
        ([S, D], "shipped"),
        ([W, W], "processing"),
        ([C, W], "processing"),
        ([C, S], "processing"),
        ([C, D], "processing"),
        ([P, S], "processing"),
        ([C, C], "confirmed"),
        ([C, R], "confirmed"),
        ([C, X], "confirmed"),
        ([P, P], "pending"),
        ([P, C], "pending"),
    ],
)
def test_status_of_the_order_follows_from_its_parts(parts: list[Status], expected: str) -> None:
    assert order_status(parts, on_hold=False) == expected
    assert order_status(parts[::-1], on_hold=False) == expected


@pytest.mark.parametrize(
    ("parts", "expected"), [([P], "on_hold"), ([S, W], "on_hold"), ([X, X], "cancelled")]
)
def test_a_hold_shows_unless_everything_is_cancelled(parts: list[Status], expected: str) -> None:
    assert order_status(parts, on_hold=True) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([X], "cancelled"),
        ([R], "returned"),
        ([R, D], "partially_returned"),
        ([D, D], "delivered"),
        ([D, S], "partially_delivered"),
        ([D, C], "partially_delivered"),
        ([S, S], "shipped"),
        ([S, X], "shipped"),
        ([S, W], "partially_shipped"),
        ([W, C], "unfulfilled"),
        ([P], "unfulfilled"),
    ],
)
def test_fulfilment_follows_from_the_parts(parts: list[Status], expected: str) -> None:
    assert fulfilment_status(parts) == Fulfilment(expected)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ON_HOLD])
def test_parts_of_one_status_move_as_the_table_says(status: Status) -> None:
    assert common_moves([status]) == TRANSITIONS[status]
    assert common_moves([status, status]) == TRANSITIONS[status]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([C, W], "processing cancelled on_hold"),
        ([W, S], "shipped"),
        ([C, S], "processing"),
        ([S, D], "delivered"),
        ([D, R], "returned"),
        ([C, D], "processing"),
        ([X, W], "shipped cancelled on_hold"),
        ([X, X], ""),
    ],
)
def test_parts_apart_move_together_only_where_none_is_left_behind(parts: list[Status], expected: str) -> None:
    assert common_moves(parts) == {Status(name) for name in expected.split()}


def test_statuses_are_listed_as_the_life_of_an_order_goes() -> None:
    assert in_order({Status.CANCELLED, Status.CONFIRMED, Status.PENDING}) == (P, C, X)
