"""What a payment is made of: attempts to get money, captures that brought some, refunds that return it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from nexus.kernel.money import Money


class AttemptState(StrEnum):
    """`unknown` is an answer too: the gateway may or may not have the attempt."""

    STARTED = "started"
    SUBMITTED = "submitted"
    UNKNOWN = "unknown"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    DECLINED = "declined"
    ABANDONED = "abandoned"


OPEN_STATES = frozenset(
    {AttemptState.STARTED, AttemptState.SUBMITTED, AttemptState.UNKNOWN, AttemptState.AUTHORIZED}
)


class RefundState(StrEnum):
    REQUESTED = "requested"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(kw_only=True, slots=True)
class Attempt:
    """One try at one gateway. `number` counts from 1; `idempotency_key` makes asking again safe."""

    number: int
    provider: str
    merchant_reference: str
    idempotency_key: str
    state: AttemptState = AttemptState.STARTED
    gateway_reference: str = ""
    checkout_url: str | None = None
    capture_key: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


@dataclass(kw_only=True, slots=True)
class Capture:
    """Money that arrived by an attempt, and how much of it went back (`refunded`) or is on its way back
    (`refunding`).
    """

    attempt: int
    provider: str
    gateway_reference: str
    amount: Money
    refunded: Money
    refunding: Money

    @property
    def refundable(self) -> Money:
        return self.amount - self.refunded - self.refunding


@dataclass(kw_only=True, slots=True)
class Refund:
    """Part of a capture that is to go back."""

    id: UUID
    attempt: int
    provider: str
    gateway_reference: str
    amount: Money
    reason: str
    state: RefundState = RefundState.REQUESTED

    @property
    def idempotency_key(self) -> str:
        """Stored by being derived: the same refund always asks with the same key."""
        return f"refund:{self.id}"


def refund_id_for(payment_id: UUID, key: str, /) -> UUID:
    """The refund that a caller's key means: the same key, the same refund."""
    return uuid5(payment_id, key)
