"""Hand-written stand-ins for the ports, so that use cases run without a database or a network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from nexus.kernel.events import DomainEvent
from nexus.kernel.money import Money
from nexus.payments.application.gateway import (
    Capability,
    Charge,
    GatewayEvent,
    GatewayReference,
    GatewayResult,
    Provider,
    RawWebhook,
    Verdict,
)
from nexus.payments.application.ports import LocatedAttempt
from nexus.payments.domain.errors import PaymentNotFound
from nexus.payments.domain.payment import Payment


class MemoryPayments:
    """Streams in a dict; every read folds afresh, as the real one does."""

    def __init__(self) -> None:
        self.streams: dict[UUID, list[DomainEvent]] = {}

    def add(self, payment: Payment, /) -> None:
        self.streams[payment.id] = list(payment.pull_events())

    def get(self, payment_id: UUID, /) -> Payment:
        if payment_id not in self.streams:
            raise PaymentNotFound
        return Payment.fold(payment_id, self.streams[payment_id])

    def by_order(self, order_id: UUID, /) -> Payment | None:
        found = [self.get(payment_id) for payment_id in self.streams]
        return next((payment for payment in found if payment.order_id == order_id), None)

    def locate(
        self, provider: str, /, *, merchant_reference: str, gateway_reference: str
    ) -> LocatedAttempt | None:
        for payment in map(self.get, self.streams):
            for number, attempt in payment.attempts.items():
                if attempt.provider == provider and attempt.merchant_reference == merchant_reference:
                    return LocatedAttempt(payment.id, number)
        return None

    def save(self, payment: Payment, /) -> None:
        self.streams[payment.id] += payment.pull_events()


class MemoryInbox:
    def __init__(self) -> None:
        self.known: set[tuple[str, str]] = set()

    def claim(self, provider: str, message: GatewayEvent, /, *, payment_id: UUID | None) -> bool:
        new = (provider, message.event_id) not in self.known
        self.known.add((provider, message.event_id))
        return new


@dataclass
class Transactions:
    """Knows whether one is open, so that a gateway can complain about being called inside."""

    is_open: bool = False
    count: int = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        assert not self.is_open, "a transaction inside a transaction"
        self.is_open, self.count = True, self.count + 1
        try:
            yield
        finally:
            self.is_open = False


@dataclass
class ScriptedGateway(Provider):
    """Answers what the test says; a function is called for its answer. Remembers what it was asked."""

    transactions: Transactions
    answers: list[GatewayResult | Callable[[], GatewayResult]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    webhook: GatewayEvent | None = None

    code: ClassVar[str] = "scripted"
    title: ClassVar[str] = "Scripted"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(Capability) - {
        Capability.PAYS_LATER,
        Capability.SETTLED_BY_STAFF,
    }
    signature_header: ClassVar[str | None] = "x-scripted"

    def _answer(self, operation: str, key: str) -> GatewayResult:
        assert not self.transactions.is_open, f"{operation} was called while a transaction is open"
        self.asked.append((operation, key))
        answer = self.answers.pop(0)
        return answer if isinstance(answer, GatewayResult) else answer()

    def initiate(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        return self._answer("initiate", idempotency_key)

    def authorize(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        return self._answer("authorize", idempotency_key)

    def capture(
        self, reference: GatewayReference, amount: Money, /, *, idempotency_key: str
    ) -> GatewayResult:
        return self._answer("capture", idempotency_key)

    def void(self, reference: GatewayReference, /, *, idempotency_key: str) -> GatewayResult:
        return self._answer("void", idempotency_key)

    def refund(
        self, reference: GatewayReference, amount: Money, /, *, refund_id: UUID, idempotency_key: str
    ) -> GatewayResult:
        return self._answer("refund", idempotency_key)

    def look_up(self, reference: GatewayReference, /) -> GatewayResult:
        return self._answer("look_up", reference.merchant_reference)

    def parse_webhook(self, message: RawWebhook, /) -> GatewayEvent:
        assert self.webhook is not None
        return self.webhook


def answer(verdict: Verdict, **facts: Any) -> GatewayResult:
    return GatewayResult(verdict=verdict, **facts)
