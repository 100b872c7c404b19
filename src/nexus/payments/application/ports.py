"""What the use cases need from outside."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.payments.application.gateway import GatewayEvent
from nexus.payments.domain.payment import Payment

type Transaction = Callable[[], AbstractContextManager[object]]
"""Opens a transaction in the tenant's scope; network calls happen between two of these."""

type Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class LocatedAttempt:
    """Which payment and which of its attempts a gateway speaks of."""

    payment_id: UUID
    attempt: int


class Payments(Protocol):
    """The repository. Whoever gets a payment holds its lock until the transaction ends."""

    def add(self, payment: Payment, /) -> None: ...

    def get(self, payment_id: UUID, /) -> Payment:
        """Raises PaymentNotFound."""
        ...

    def by_order(self, order_id: UUID, /) -> Payment | None: ...

    def locate(
        self, provider: str, /, *, merchant_reference: str, gateway_reference: str
    ) -> LocatedAttempt | None: ...

    def save(self, payment: Payment, /) -> None:
        """Projection first, then the events: what reacts to them inside the transaction sees the new
        state.
        """
        ...


class Inbox(Protocol):
    """Messages of providers already taken."""

    def claim(self, provider: str, message: GatewayEvent, /, *, payment_id: UUID | None) -> bool:
        """Remember the message; False when it was known. Waits for a parallel claim of the same to end."""
        ...


class OpenAttempts(Protocol):
    """Attempts whose outcome is to be looked up."""

    def due(self, at: datetime, /, *, limit: int) -> tuple[LocatedAttempt, ...]:
        """Claims them: they are not due again for a while."""
        ...
