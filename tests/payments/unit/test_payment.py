"""The rules of one payment."""

from datetime import timedelta

import pytest
from tests.payments.builders import AT, DEADLINE, completed, eur, opened, opening, refund, submitted, types

from nexus.kernel.ids import new_id
from nexus.kernel.money import CurrencyMismatch, Money
from nexus.payments.domain.errors import (
    AmountNotPositive,
    IllegalPaymentMove,
    NothingToRefund,
    PaymentAlreadyCaptured,
    PaymentExpired,
    PaymentNotPayable,
    RefundExceedsPaid,
    RefundNotFound,
)
from nexus.payments.domain.money_flow import AttemptState, RefundState
from nexus.payments.domain.payment import Payment


def test_opening_waits_for_the_amount() -> None:
    payment = Payment.open(opening())

    assert (payment.status, payment.captured, payment.version) == ("pending", eur("0.00"), 1)
    assert types(payment) == ["payment_opened"]


def test_an_order_of_zero_is_complete_at_once() -> None:
    payment = Payment.open(opening(eur("0.00")))

    assert payment.status == "completed"
    assert types(payment) == ["payment_opened", "payment_completed"]


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(AmountNotPositive):
        Payment.open(opening(eur("-0.01")))


def test_the_first_attempt_carries_the_stored_key_of_payment_and_attempt() -> None:
    payment = opened()
    attempt = payment.start_attempt(provider="sandbox", at=AT)

    assert attempt.idempotency_key == f"{payment.id}:1"
    assert attempt.merchant_reference == "PAY-TEST"


def test_starting_again_resumes_the_open_attempt() -> None:
    payment = submitted()

    assert payment.start_attempt(provider="sandbox", at=AT).number == 1
    assert types(payment) == []


def test_after_a_decline_a_new_attempt_has_its_own_references() -> None:
    payment = submitted()
    payment.decline(1, failure_code="card_declined")
    assert payment.status == "failed"
    attempt = payment.start_attempt(provider="sandbox", at=AT)

    assert (attempt.number, attempt.merchant_reference, payment.status) == (2, "PAY-TEST-2", "pending")


def test_choosing_another_provider_abandons_the_open_attempt() -> None:
    payment = submitted()
    payment.start_attempt(provider="other", at=AT)

    assert types(payment) == ["attempt_abandoned", "attempt_started"]
    assert payment.attempts[1].state is AttemptState.ABANDONED
    assert payment.provider == "other"


def test_starting_at_the_deadline_is_too_late() -> None:
    with pytest.raises(PaymentExpired):
        opened().start_attempt(provider="sandbox", at=DEADLINE)
    assert opened().start_attempt(provider="sandbox", at=DEADLINE - timedelta(microseconds=1)).number == 1


def test_a_paid_payment_cannot_be_started() -> None:
    with pytest.raises(PaymentNotPayable):
        completed().start_attempt(provider="sandbox", at=AT)


def test_an_unknown_outcome_is_a_state_and_is_resumed_with_the_same_key() -> None:
    payment = opened()
    key = payment.start_attempt(provider="sandbox", at=AT).idempotency_key
    payment.lose_track(1, reason="timeout")

    assert (payment.status, payment.attempts[1].state) == ("pending", AttemptState.UNKNOWN)
    assert payment.start_attempt(provider="sandbox", at=AT).idempotency_key == key


def test_money_completes_and_the_same_news_again_changes_nothing() -> None:
    payment = submitted()
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")
    assert types(payment) == ["payment_completed"]
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")
    payment.authorize(1, amount=eur("30.00"), gateway_reference="sbx_1")
    payment.decline(1, failure_code="late_news")

    assert types(payment) == []
    assert (payment.status, payment.captured) == ("completed", eur("30.00"))


def test_an_answer_overtaken_by_its_webhook_changes_nothing() -> None:
    payment = opened()
    payment.start_attempt(provider="sandbox", at=AT)
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")
    payment.pull_events()
    payment.submit(1, gateway_reference="sbx_1", checkout_url="/pay/")
    payment.lose_track(1, reason="timeout")

    assert (types(payment), payment.checkout_url) == ([], None)


def test_a_decline_before_the_money_of_the_same_attempt_still_lets_the_money_in() -> None:
    payment = submitted()
    payment.decline(1, failure_code="card_declined")
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")

    assert payment.status == "completed"


def test_money_after_voiding_completes_and_says_so() -> None:
    payment = submitted()
    payment.void(reason="deadline")
    payment.pull_events()
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")
    (fact,) = payment.pull_events()

    assert (payment.status, fact.was_voided, fact.attempt) == ("completed", True, 1)


def test_a_second_payment_goes_back_by_itself_and_leaves_the_status() -> None:
    payment = submitted()
    payment.start_attempt(provider="other", at=AT)
    payment.receive(2, amount=eur("30.00"), gateway_reference="oth_2")
    payment.pull_events()
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")

    surplus, back = payment.pull_events()
    assert (surplus.why, back.attempt, back.amount, back.provider) == (
        "paid_twice",
        1,
        eur("30.00"),
        "sandbox",
    )
    assert (payment.status, payment.captured, payment.refunding) == ("completed", eur("30.00"), eur("0.00"))
    payment.complete_refund(back.refund_id)
    assert (payment.status, payment.refunded, payment.refundable) == ("completed", eur("0.00"), eur("30.00"))


@pytest.mark.parametrize("amount", [eur("29.99"), eur("30.01"), Money(3000, "USD")])
def test_another_amount_than_asked_completes_nothing_and_goes_back(amount: Money) -> None:
    payment = submitted()
    payment.receive(1, amount=amount, gateway_reference="sbx_1")

    surplus, back = payment.pull_events()
    assert (surplus.why, back.amount, payment.status) == ("amount_mismatch", amount, "pending")


def test_money_that_arrives_gives_up_the_other_open_attempt() -> None:
    payment = submitted()
    payment.start_attempt(provider="other", at=AT)
    payment.pull_events()
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")

    assert types(payment) == ["payment_completed", "attempt_abandoned"]
    assert payment.attempts[2].state is AttemptState.ABANDONED


def test_held_money_is_captured_once() -> None:
    payment = submitted()
    payment.authorize(1, amount=eur("30.00"), gateway_reference="sbx_1")
    assert payment.status == "authorized"
    key = payment.request_capture().capture_key
    assert payment.request_capture().capture_key == key == f"{payment.id}:1:capture"
    assert types(payment) == ["payment_authorized", "capture_requested"]


def test_money_held_after_voiding_is_let_go() -> None:
    payment = submitted()
    payment.void(reason="deadline")
    payment.pull_events()
    payment.authorize(1, amount=eur("30.00"), gateway_reference="sbx_1")

    assert (payment.status, types(payment)) == ("voided", ["attempt_abandoned"])


def test_capture_without_held_money_is_refused() -> None:
    with pytest.raises(PaymentNotPayable):
        submitted().request_capture()


def test_staff_take_the_money_once() -> None:
    payment = opened(provider="manual")
    payment.receive_by_staff()

    assert (payment.status, payment.captured) == ("completed", eur("30.00"))
    with pytest.raises(IllegalPaymentMove):
        payment.receive_by_staff()


def test_voiding_cancels_open_attempts_and_is_idempotent() -> None:
    payment = submitted()
    payment.void(reason="deadline")
    payment.void(reason="again")

    assert types(payment) == ["payment_voided", "attempt_abandoned"]


def test_a_declined_payment_that_is_given_up_stays_failed_and_takes_no_further_attempt() -> None:
    payment = submitted()
    payment.decline(1, failure_code="card_declined")
    payment.void(reason="payment_failed")
    payment.void(reason="again")

    assert (payment.status, types(payment)) == ("failed", ["payment_failed", "payment_voided"])
    with pytest.raises(PaymentNotPayable):
        payment.start_attempt(provider="sandbox", at=AT)
    payment.receive(1, amount=eur("30.00"), gateway_reference="sbx_1")
    (fact,) = payment.pull_events()
    assert (payment.status, fact.was_voided) == ("completed", True)


def test_voiding_after_money_arrived_is_refused() -> None:
    payment = completed()
    with pytest.raises(PaymentAlreadyCaptured):
        payment.void(reason="deadline")
    assert types(payment) == []


def test_partial_refunds_add_up_to_refunded() -> None:
    payment = completed()
    first = refund(payment, eur("10.00"))
    assert (payment.status, payment.refundable, payment.refunding) == (
        "completed",
        eur("20.00"),
        eur("10.00"),
    )
    payment.complete_refund(first)
    assert (payment.status, payment.refunded) == ("partially_refunded", eur("10.00"))
    payment.complete_refund(refund(payment))

    assert (payment.status, payment.refunded, payment.refundable) == ("refunded", eur("30.00"), eur("0.00"))


def test_refund_above_what_is_left_is_refused_while_another_is_on_its_way() -> None:
    payment = completed()
    refund(payment, eur("20.00"))
    payment.pull_events()
    with pytest.raises(RefundExceedsPaid) as refusal:
        refund(payment, eur("10.01"))

    assert refusal.value.facts == {"asked": "10.01", "left": "10.00", "currency": "EUR"}
    assert types(payment) == []


@pytest.mark.parametrize("amount", [eur("0.00"), eur("-1.00")])
def test_refund_of_nothing_is_refused(amount: Money) -> None:
    with pytest.raises(AmountNotPositive):
        refund(completed(), amount)


def test_refund_in_another_currency_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        refund(completed(), Money(100, "USD"))


def test_nothing_to_refund_before_money_arrived() -> None:
    with pytest.raises(NothingToRefund):
        refund(submitted())


def test_the_same_refund_asked_twice_is_one() -> None:
    payment, refund_id = completed(), new_id()
    refund(payment, eur("10.00"), refund_id)
    refund(payment, eur("10.00"), refund_id)
    payment.complete_refund(refund_id)
    payment.complete_refund(refund_id)

    assert types(payment) == ["refund_requested", "refund_completed"]


def test_a_failed_refund_frees_the_amount() -> None:
    payment = completed()
    refund_id = refund(payment)
    payment.fail_refund(refund_id, failure_code="insufficient_balance")

    assert (payment.refundable, payment.refunds[refund_id].state) == (eur("30.00"), RefundState.FAILED)
    assert payment.status == "completed"


def test_a_refund_reported_failed_may_still_turn_out_done_but_only_while_the_amount_is_there() -> None:
    payment = completed()
    failed = refund(payment, eur("20.00"))
    payment.fail_refund(failed, failure_code="timeout")
    payment.complete_refund(failed)
    assert (payment.refunded, payment.refundable) == (eur("20.00"), eur("10.00"))

    payment = completed()
    failed = refund(payment, eur("20.00"))
    payment.fail_refund(failed, failure_code="timeout")
    refund(payment, eur("15.00"))
    payment.complete_refund(failed)
    assert (payment.refunded, payment.refundable) == (eur("0.00"), eur("15.00"))


def test_an_unknown_refund_is_not_found() -> None:
    with pytest.raises(RefundNotFound):
        completed().complete_refund(new_id())
