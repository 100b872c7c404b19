"""The rules of an order, and that its state is nothing but the fold of its history."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.orders.builders import VENDOR_A, VENDOR_B, a_line, a_new_order

from nexus.kernel.errors import NexusError
from nexus.kernel.events import from_payload, to_payload
from nexus.kernel.ids import new_id
from nexus.orders.application.describe import describe
from nexus.orders.contracts import events as facts
from nexus.orders.domain import errors
from nexus.orders.domain.agreement import agree
from nexus.orders.domain.lifecycle import TRANSITIONS, Status
from nexus.orders.domain.order import Order
from nexus.orders.domain.payment_status import PaymentStatus

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
P, C, W, S, D, R, X, H = (
    Status.PENDING,
    Status.CONFIRMED,
    Status.PROCESSING,
    Status.SHIPPED,
    Status.DELIVERED,
    Status.RETURNED,
    Status.CANCELLED,
    Status.ON_HOLD,
)
PATH = (P, C, W, S, D, R)


def an_order(*vendors: Any, status: Status = P, paid: bool = False) -> Order:
    lines = [a_line("10.00", 2, vendor=vendor) for vendor in vendors or (VENDOR_A,)]
    number = "NX-261121-000000"
    order = Order.place(
        agree(a_new_order(*lines), number=number, at=NOON, access_token_hash="", new_id=new_id)
    )
    if paid:
        order.record_payment(PaymentStatus.COMPLETED, at=NOON)
    _bring(order, status)
    order.pull_events()
    return order


def _bring(order: Order, status: Status) -> None:
    if status in (X, H):
        order.move(status, by="staff", at=NOON)
        return
    for step in PATH[1 : PATH.index(status) + 1]:
        order.confirm(at=NOON) if step is C else order.move(step, by="staff", at=NOON)


def refused(expected: type[NexusError], order: Order, action: Callable[[], object]) -> Any:
    """The action raises, records nothing and changes nothing."""
    before = describe(order)
    with pytest.raises(expected) as caught:
        action()
    assert order.pull_events() == ()
    assert describe(order) == before
    return caught.value


def test_placing_starts_a_history_of_one_fact() -> None:
    order = an_order(VENDOR_A, VENDOR_B)
    assert (order.status, order.payment_status, order.fulfilment) == ("pending", "pending", "unfulfilled")
    assert (order.version, order.stored_version) == (1, 1)
    assert order.parts == {VENDOR_A: P, VENDOR_B: P}


@pytest.mark.parametrize("current", Status)
@pytest.mark.parametrize("to", Status)
def test_moving_by_hand_follows_the_table_except_confirming(current: Status, to: Status) -> None:
    order = an_order(status=current)
    legal = set(TRANSITIONS[current]) - {C} if current is not H else {P, X}
    assert set(order.legal_moves()) == legal
    if to in legal:
        order.move(to, by="staff", reason="because", at=NOON)
        assert order.status is to
        assert len(order.pull_events()) == 1
        return
    error = refused(errors.IllegalTransition, order, lambda: order.move(to, by="staff", at=NOON))
    assert error.code == "illegal_transition"
    assert error.facts == {
        "from": current.value,
        "to": to.value,
        "legal": [status.value for status in Status if status in legal],
    }


@pytest.mark.parametrize("current", Status)
def test_only_a_pending_order_is_confirmed(current: Status) -> None:
    order = an_order(status=current)
    if current in (P, H):  # held while pending: the payment may come in, the hold stays
        order.confirm(at=NOON)
        assert order.parts == {VENDOR_A: C}
        assert order.status is (H if current is H else C)
        assert order.pull_events() == (
            facts.OrderConfirmed(
                order_id=order.id, number=order.number, user_id=order.placed.user_id, confirmed_at=NOON
            ),
        )
    else:
        refused(errors.IllegalTransition, order, lambda: order.confirm(at=NOON))


def test_the_fact_of_a_step_says_who_what_and_what_it_means_for_the_order() -> None:
    order = an_order(VENDOR_A, VENDOR_B, status=W)
    order.move(S, by="seller", reason="parcel 7", vendor_ids={VENDOR_B}, at=NOON)
    assert order.pull_events() == (
        facts.OrderTransitioned(
            order_id=order.id,
            number=order.number,
            user_id=order.placed.user_id,
            vendor_ids=(VENDOR_B,),
            from_status="processing",
            to_status="shipped",
            order_status="processing",
            reason="parcel 7",
            by="seller",
            transitioned_at=NOON,
        ),
    )
    assert order.fulfilment == "partially_shipped"


def test_sellers_move_at_their_own_pace_and_the_staff_moves_the_rest_along() -> None:
    order = an_order(VENDOR_A, VENDOR_B, status=C)
    order.move(W, by="seller", vendor_ids={VENDOR_A}, at=NOON)
    assert (order.status, order.parts) == (W, {VENDOR_A: W, VENDOR_B: C})
    order.move(W, by="staff", at=NOON)
    order.move(S, by="seller", vendor_ids={VENDOR_B}, at=NOON)
    order.move(S, by="staff", at=NOON)
    assert (order.status, order.fulfilment) == (S, "shipped")
    moved = [fact.vendor_ids for fact in order.pull_events()]
    assert moved == [(VENDOR_A,), (VENDOR_B,), (VENDOR_B,), (VENDOR_A,)]


def test_the_whole_order_does_not_leave_a_part_behind() -> None:
    order = an_order(VENDOR_A, VENDOR_B, status=C)
    order.move(W, by="seller", vendor_ids={VENDOR_A}, at=NOON)
    order.move(S, by="seller", vendor_ids={VENDOR_A}, at=NOON)
    order.pull_events()
    error = refused(errors.IllegalTransition, order, lambda: order.move(S, by="staff", at=NOON))
    assert error.facts == {"from": "processing", "to": "shipped", "legal": ["processing", "on_hold"]}


def test_a_part_is_not_cancelled_while_another_stands() -> None:
    order = an_order(VENDOR_A, VENDOR_B, status=C)
    error = refused(
        errors.IllegalTransition,
        order,
        lambda: order.move(X, by="seller", vendor_ids={VENDOR_A}, at=NOON),
    )
    assert error.facts["legal"] == ["processing"]


def test_the_only_seller_may_cancel() -> None:
    order = an_order(VENDOR_A, status=C)
    order.move(X, by="seller", reason="broken", vendor_ids={VENDOR_A}, at=NOON)
    [fact] = order.pull_events()
    assert isinstance(fact, facts.OrderCancelled)
    assert (order.status, fact.by, fact.reason) == (X, "seller", "broken")


def test_a_seller_without_a_part_moves_nothing() -> None:
    order = an_order(VENDOR_A, status=C)
    error = refused(
        errors.NoSuchPart, order, lambda: order.move(W, by="seller", vendor_ids={VENDOR_B}, at=NOON)
    )
    assert error.facts == {"vendor_id": str(VENDOR_B)}


@pytest.mark.parametrize("before", [P, C, W])
def test_a_hold_stops_everything_and_ends_where_it_began(before: Status) -> None:
    order = an_order(VENDOR_A, VENDOR_B, status=before)
    order.move(H, by="staff", reason="address?", at=NOON)
    assert order.status is H
    assert order.legal_moves() == (before, X)
    assert order.legal_moves({VENDOR_A}) == ()
    order.pull_events()
    refused(
        errors.IllegalTransition, order, lambda: order.move(W, by="seller", vendor_ids={VENDOR_A}, at=NOON)
    )
    order.move(before, by="staff", reason="clear", at=NOON)
    assert order.status is before


def test_the_fact_of_a_cancellation_says_what_to_give_back() -> None:
    order = an_order(VENDOR_A, VENDOR_B, status=W, paid=True)
    order.cancel(reason="fraud", by="staff", at=NOON)
    assert order.pull_events() == (
        facts.OrderCancelled(
            order_id=order.id,
            number=order.number,
            user_id=order.placed.user_id,
            lines=tuple(
                facts.LineQuantity(variant_id=line.variant_id, quantity=2) for line in order.placed.lines
            ),
            was_status="processing",
            payment_status="completed",
            reason="fraud",
            by="staff",
            cancelled_at=NOON,
        ),
    )
    assert (order.cancel_reason, order.fulfilment) == ("fraud", "cancelled")


@pytest.mark.parametrize("status", [S, D, R, X])
def test_what_has_shipped_or_is_over_is_not_cancelled_by_anybody(status: Status) -> None:
    order = an_order(status=status)
    refused(errors.IllegalTransition, order, lambda: order.cancel(reason="", by="system", at=NOON))
    refused(
        errors.IllegalTransition,
        order,
        lambda: order.ask_to_cancel(reason="", by="buyer", at=NOON, request_id=new_id()),
    )


@pytest.mark.parametrize("payment", ["pending", "authorized", "failed", "voided"])
@pytest.mark.parametrize("status", [P, C])
def test_an_unpaid_order_that_nobody_began_is_cancelled_at_once(payment: str, status: Status) -> None:
    order = an_order(status=status)
    order.record_payment(PaymentStatus(payment), at=NOON)
    order.ask_to_cancel(reason="changed my mind", by="buyer", at=NOON, request_id=new_id())
    assert (order.status, order.requests) == (X, {})


@pytest.mark.parametrize(("status", "paid"), [(P, True), (C, True), (W, True), (W, False)])
def test_a_paid_or_begun_order_gets_a_request_that_the_staff_approves(status: Status, paid: bool) -> None:
    order, request_id = an_order(status=status, paid=paid), new_id()
    order.ask_to_cancel(reason="too late", by="buyer", at=NOON, request_id=request_id)
    assert (order.status, order.requests[request_id].status) == (status, "open")
    order.approve_cancellation(request_id, reason="", by="staff", at=NOON + timedelta(hours=1))
    assert [type(fact).__name__ for fact in order.pull_events()] == [
        "CancellationRequested",
        "CancellationApproved",
        "OrderCancelled",
    ]
    decided = order.requests[request_id]
    assert (decided.status, decided.decided_at) == ("approved", NOON + timedelta(hours=1))
    assert (order.status, order.cancel_reason) == (X, "too late")


def test_a_rejected_request_leaves_the_order_and_another_may_follow() -> None:
    order, first, second = an_order(status=C, paid=True), new_id(), new_id()
    order.ask_to_cancel(reason="a", by="buyer", at=NOON, request_id=first)
    order.reject_cancellation(first, reason="packed", by="staff", at=NOON)
    assert (order.status, order.requests[first].status, order.requests[first].decision_reason) == (
        C,
        "rejected",
        "packed",
    )
    order.ask_to_cancel(reason="b", by="buyer", at=NOON, request_id=second)
    assert order.open_request is not None
    assert order.open_request.id == second


def test_one_open_request_is_enough() -> None:
    order, first = an_order(status=C, paid=True), new_id()
    order.ask_to_cancel(reason="a", by="buyer", at=NOON, request_id=first)
    order.pull_events()
    error = refused(
        errors.CancellationAlreadyRequested,
        order,
        lambda: order.ask_to_cancel(reason="b", by="buyer", at=NOON, request_id=new_id()),
    )
    assert error.facts == {"request_id": str(first)}


@pytest.mark.parametrize("decision", ["approve_cancellation", "reject_cancellation"])
def test_a_decision_is_made_once_and_about_something(decision: str) -> None:
    order, request_id = an_order(status=C, paid=True), new_id()
    order.ask_to_cancel(reason="a", by="buyer", at=NOON, request_id=request_id)
    order.reject_cancellation(request_id, reason="", by="staff", at=NOON)
    order.pull_events()
    decide = getattr(order, decision)
    again = refused(
        errors.CancellationAlreadyDecided,
        order,
        lambda: decide(request_id, reason="", by="staff", at=NOON),
    )
    assert again.facts == {"decision": "rejected"}
    refused(
        errors.CancellationRequestNotFound,
        order,
        lambda: decide(new_id(), reason="", by="staff", at=NOON),
    )


def test_an_order_that_shipped_meanwhile_is_not_cancelled_by_approval() -> None:
    order, request_id = an_order(status=W, paid=True), new_id()
    order.ask_to_cancel(reason="a", by="buyer", at=NOON, request_id=request_id)
    order.move(S, by="seller", at=NOON)
    order.pull_events()
    refused(
        errors.IllegalTransition,
        order,
        lambda: order.approve_cancellation(request_id, reason="", by="staff", at=NOON),
    )


def test_cancelling_by_the_staff_answers_an_open_request() -> None:
    order, request_id = an_order(status=C, paid=True), new_id()
    order.ask_to_cancel(reason="a", by="buyer", at=NOON, request_id=request_id)
    order.cancel(reason="ok", by="staff", at=NOON)
    assert (order.status, order.requests[request_id].status) == (X, "approved")


def test_a_repeated_or_late_report_of_the_payment_records_nothing() -> None:
    order = an_order(paid=True)
    for report in (PaymentStatus.COMPLETED, PaymentStatus.AUTHORIZED, PaymentStatus.FAILED):
        order.record_payment(report, at=NOON)
    assert order.pull_events() == ()
    assert order.payment_status == "completed"


# -- whatever happens, the state is the fold of the history

vendors = st.sampled_from([None, {VENDOR_A}, {VENDOR_B}])
steps = st.one_of(
    st.tuples(st.just("confirm")),
    st.tuples(st.just("move"), st.sampled_from(Status), vendors),
    st.tuples(st.just("pay"), st.sampled_from(PaymentStatus)),
    st.tuples(st.just("ask")),
    st.tuples(st.just("approve")),
    st.tuples(st.just("reject")),
)


def _try(order: Order, step: tuple[Any, ...]) -> None:
    request_id = order.open_request.id if order.open_request else new_id()
    match step:
        case ("confirm",):
            order.confirm(at=NOON)
        case ("move", to, who):
            order.move(to, by="staff", vendor_ids=who, reason="r", at=NOON)
        case ("pay", status):
            order.record_payment(status, at=NOON)
        case ("ask",):
            order.ask_to_cancel(reason="r", by="buyer", at=NOON, request_id=new_id())
        case ("approve",):
            order.approve_cancellation(request_id, reason="", by="staff", at=NOON)
        case ("reject",):
            order.reject_cancellation(request_id, reason="", by="staff", at=NOON)


@given(st.lists(steps, max_size=30))
def test_any_path_folds_to_the_state_it_was_walked_to(path: list[tuple[Any, ...]]) -> None:
    order = an_order(VENDOR_A, VENDOR_B)
    history = [order.placed]
    for step in path:
        before = describe(order)
        try:
            _try(order, step)
        except NexusError:
            assert describe(order) == before
        history.extend(order.pull_events())
        assert describe(Order.fold(order.id, history)) == describe(order)
    stored = [from_payload(fact.TYPE, to_payload(fact)) for fact in history]
    assert describe(Order.fold(order.id, stored)) == describe(order)
    assert order.version == len(history)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), max_size=14))
def test_any_legal_path_ends_in_a_status_that_the_table_reaches(
    choices: list[tuple[int, bool, bool]],
) -> None:
    order = an_order(VENDOR_A, VENDOR_B)
    for choice, whole, confirms in choices:
        before = order.status
        if confirms and set(order.parts.values()) == {P}:
            order.confirm(at=NOON)
            continue
        who = None if whole else {VENDOR_A if choice % 2 else VENDOR_B}
        legal = order.legal_moves(who)
        if not legal:
            continue
        order.move(legal[choice % len(legal)], by="staff", vendor_ids=who, at=NOON)
        assert order.status in reachable_from(before)


def reachable_from(status: Status) -> set[Status]:
    """What the table allows from here in any number of steps; staying counts (a part moved, the whole did
    not).
    """
    reached: set[Status] = set()
    frontier = {status}
    while frontier:
        reached |= frontier
        frontier = {to for known in frontier for to in TRANSITIONS[known]} - reached
    return reached
