"""What an order says about its payment, derived from the reports of the payment in the order they arrive."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class PaymentStatus(StrEnum):
    """The words of the payment's own life."""

    PENDING = "pending"
    AUTHORIZED = "authorized"
    COMPLETED = "completed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    VOIDED = "voided"


_COMPLETED_LATE: Final = frozenset({PaymentStatus.COMPLETED})

FOLLOWERS: Final[Mapping[PaymentStatus, frozenset[PaymentStatus]]] = MappingProxyType(
    {
        PaymentStatus.PENDING: frozenset(
            {PaymentStatus.AUTHORIZED, PaymentStatus.COMPLETED, PaymentStatus.FAILED, PaymentStatus.VOIDED}
        ),
        PaymentStatus.AUTHORIZED: frozenset(
            {PaymentStatus.COMPLETED, PaymentStatus.FAILED, PaymentStatus.VOIDED}
        ),
        PaymentStatus.FAILED: frozenset(
            {PaymentStatus.PENDING, PaymentStatus.AUTHORIZED, PaymentStatus.COMPLETED, PaymentStatus.VOIDED}
        ),
        PaymentStatus.VOIDED: _COMPLETED_LATE,
        PaymentStatus.COMPLETED: frozenset({PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED}),
        PaymentStatus.PARTIALLY_REFUNDED: frozenset({PaymentStatus.REFUNDED}),
        PaymentStatus.REFUNDED: frozenset(),
    }
)

UNPAID: Final = frozenset(
    {PaymentStatus.PENDING, PaymentStatus.AUTHORIZED, PaymentStatus.FAILED, PaymentStatus.VOIDED}
)
"""No money has been taken; an authorised amount is only held and can be let go."""


def derived(current: PaymentStatus, /, *, reported: PaymentStatus) -> PaymentStatus:
    """The status after a report: the reported one when it may follow, otherwise the report is old or repeated
    and the current one stays. Messages of a payment may arrive twice and out of order; money taken is never
    un-taken by them.
    """
    return reported if reported in FOLLOWERS[current] else current
