"""What an order says about its payment, for every report in every state."""

import pytest

from nexus.orders.domain.payment_status import FOLLOWERS, UNPAID, PaymentStatus, derived

LEGAL = {
    "pending": "authorized completed failed voided",
    "authorized": "completed failed voided",
    "failed": "pending authorized completed voided",
    "voided": "completed",
    "completed": "partially_refunded refunded",
    "partially_refunded": "refunded",
    "refunded": "",
}


@pytest.mark.parametrize("current", PaymentStatus)
@pytest.mark.parametrize("reported", PaymentStatus)
def test_a_report_counts_when_it_may_follow_and_is_stale_otherwise(
    current: PaymentStatus, reported: PaymentStatus
) -> None:
    expected = reported if reported.value in LEGAL[current.value].split() else current
    assert derived(current, reported=reported) is expected


def test_money_that_was_taken_is_never_unpaid_again() -> None:
    taken = {PaymentStatus.COMPLETED, PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED}
    assert set(PaymentStatus) - taken == UNPAID
    assert all(FOLLOWERS[status] <= taken for status in taken)
