"""Whatever gateways, buyers and staff do, in any order and any number of times: the money adds up and
history replays.
"""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.payments.builders import AT, opening

from nexus.kernel.errors import NexusError
from nexus.kernel.events import from_payload, to_payload
from nexus.kernel.money import Money
from nexus.payments.domain.payment import Payment

CURRENCIES = ("JPY", "EUR", "KWD")

small = st.integers(min_value=1, max_value=4)
cents = st.integers(min_value=-5, max_value=1_500)
steps = st.one_of(
    st.tuples(st.just("start"), st.sampled_from(["sandbox", "other"])),
    st.tuples(st.just("submit"), small),
    st.tuples(st.just("lose"), small),
    st.tuples(st.just("authorize"), small, st.booleans()),
    st.tuples(st.just("receive"), small, st.one_of(st.none(), st.integers(min_value=1, max_value=2_000))),
    st.tuples(st.just("decline"), small),
    st.tuples(st.just("void")),
    st.tuples(st.just("capture")),
    st.tuples(st.just("staff")),
    st.tuples(st.just("refund"), st.one_of(st.none(), cents)),
    st.tuples(st.just("refund_done"), st.integers(min_value=0, max_value=5)),
    st.tuples(st.just("refund_failed"), st.integers(min_value=0, max_value=5)),
)


def _perform(payment: Payment, step: tuple[Any, ...], counter: int) -> None:
    amount, refund_ids = payment.amount, sorted(payment.refunds)
    match step:
        case ("start", provider):
            payment.start_attempt(provider=provider, at=AT)
        case ("submit", number) if number in payment.attempts:
            payment.submit(number, gateway_reference=f"g{number}", checkout_url="/")
        case ("lose", number) if number in payment.attempts:
            payment.lose_track(number, reason="timeout")
        case ("authorize", number, exact) if number in payment.attempts:
            held = amount if exact else amount + Money(1, amount.currency)
            payment.authorize(number, amount=held, gateway_reference=f"g{number}")
        case ("receive", number, minor) if number in payment.attempts:
            paid = amount if minor is None else Money(minor, amount.currency)
            payment.receive(number, amount=paid, gateway_reference=f"g{number}")
        case ("decline", number) if number in payment.attempts:
            payment.decline(number, failure_code="no")
        case ("void",):
            payment.void(reason="deadline")
        case ("capture",):
            payment.request_capture()
        case ("staff",):
            payment.receive_by_staff()
        case ("refund", minor):
            wanted = None if minor is None else Money(minor, amount.currency)
            payment.request_refund(wanted, refund_id=UUID(int=counter + 1), reason="test")
        case ("refund_done", index) if index < len(refund_ids):
            payment.complete_refund(refund_ids[index])
        case ("refund_failed", index) if index < len(refund_ids):
            payment.fail_refund(refund_ids[index], failure_code="no")


def _state(payment: Payment) -> tuple[Any, ...]:
    return (
        payment.status,
        payment.provider,
        payment.captured,
        payment.refunded,
        payment.refunding,
        payment.attempts,
        payment.captures,
        payment.refunds,
        payment.version,
    )


def _assert_money_adds_up(payment: Payment) -> None:
    for capture in payment.captures.values():
        assert capture.refunded.minor >= 0
        assert capture.refunding.minor >= 0
        assert capture.refundable.minor >= 0
    returned = sum(r.amount.minor for r in payment.refunds.values() if r.state == "completed")
    received = sum(c.amount.minor for c in payment.captures.values())
    assert received - returned >= 0
    assert sum(c.refunded.minor for c in payment.captures.values()) == returned
    arrived = payment.status in {"completed", "partially_refunded", "refunded"}
    assert payment.captured == (payment.amount if arrived else Money.zero(payment.amount.currency))


@pytest.mark.parametrize("currency", CURRENCIES)
@given(minor=st.integers(min_value=1, max_value=1_000), script=st.lists(steps, max_size=40))
def test_captured_minus_refunded_is_never_negative_and_the_stream_replays(
    currency: str, minor: int, script: list[tuple[Any, ...]]
) -> None:
    payment = Payment.open(opening(Money(minor, currency)))
    history = list(payment.pull_events())
    for counter, step in enumerate(script):
        before = _state(Payment.fold(payment.id, history))
        try:
            _perform(payment, step, counter)
        except NexusError:
            assert payment.pull_events() == ()
            assert _state(payment) == before
        history += payment.pull_events()
        _assert_money_adds_up(payment)

    stored = [from_payload(fact.TYPE, to_payload(fact)) for fact in history]
    assert _state(Payment.fold(payment.id, stored)) == _state(payment)
    assert sum(1 for fact in history if fact.TYPE == "payments.payment_completed.v1") <= 1
