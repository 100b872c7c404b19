"""The states of a payment and the moves between them, as data."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from nexus.payments.domain.errors import IllegalPaymentMove


class PaymentStatus(StrEnum):
    """What the buyer and the order see."""

    PENDING = "pending"
    AUTHORIZED = "authorized"
    COMPLETED = "completed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    VOIDED = "voided"


class Move(StrEnum):
    """What can happen to a payment."""

    START = "start"
    AUTHORIZE = "authorize"
    COMPLETE = "complete"
    FAIL = "fail"
    VOID = "void"
    REFUND_PART = "refund_part"
    REFUND_REST = "refund_rest"


_S, _M = PaymentStatus, Move

# Money that arrives is always a fact, even after we gave up: hence COMPLETE out of FAILED and VOIDED.
LIFECYCLE: Final[Mapping[PaymentStatus, Mapping[Move, PaymentStatus]]] = {
    _S.PENDING: {
        _M.START: _S.PENDING,
        _M.AUTHORIZE: _S.AUTHORIZED,
        _M.COMPLETE: _S.COMPLETED,
        _M.FAIL: _S.FAILED,
        _M.VOID: _S.VOIDED,
    },
    _S.AUTHORIZED: {_M.COMPLETE: _S.COMPLETED, _M.FAIL: _S.FAILED, _M.VOID: _S.VOIDED},
    _S.FAILED: {
        _M.START: _S.PENDING,
        _M.AUTHORIZE: _S.AUTHORIZED,
        _M.COMPLETE: _S.COMPLETED,
        _M.VOID: _S.FAILED,  # given up as well, but what the buyer was told stays true
    },
    _S.VOIDED: {_M.COMPLETE: _S.COMPLETED},
    _S.COMPLETED: {_M.REFUND_PART: _S.PARTIALLY_REFUNDED, _M.REFUND_REST: _S.REFUNDED},
    _S.PARTIALLY_REFUNDED: {_M.REFUND_PART: _S.PARTIALLY_REFUNDED, _M.REFUND_REST: _S.REFUNDED},
    _S.REFUNDED: {},
}

MONEY_ARRIVED: Final = frozenset({_S.COMPLETED, _S.PARTIALLY_REFUNDED, _S.REFUNDED})


def allows(status: PaymentStatus, move: Move, /) -> bool:
    """Whether the table has the move."""
    return move in LIFECYCLE[status]


def after(status: PaymentStatus, move: Move, /) -> PaymentStatus:
    """The state after the move. Raises IllegalPaymentMove with the legal ones."""
    try:
        return LIFECYCLE[status][move]
    except KeyError:
        legal = sorted(LIFECYCLE[status])
        raise IllegalPaymentMove(
            f"A {status} payment cannot {move}.", status=str(status), move=str(move), legal=legal
        ) from None
