"""The port to payment providers. Answers are neutral; the core owns the states.

A provider declares its capabilities; an operation it did not declare raises OperationNotSupported. No
method is
called inside a database transaction. An operation that may have happened without our knowing answers UNKNOWN.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NoReturn, Protocol
from uuid import UUID

from nexus.kernel.errors import Conflict, RuleBroken
from nexus.kernel.money import Money


class OperationNotSupported(Conflict):
    """Facts: provider, operation."""

    code = "operation_not_supported"
    title = "This way to pay does not support the operation"


class MalformedWebhook(RuleBroken):
    """The message is signed and yet cannot be read."""

    code = "malformed"
    title = "Malformed request"


class Capability(StrEnum):
    """What a provider can do. `settled_by_staff`: no network, staff confirm money in both directions."""

    INITIATE = "initiate"
    AUTHORIZE = "authorize"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"
    LOOK_UP = "look_up"
    WEBHOOK = "webhook"
    PAYS_LATER = "pays_later"
    SETTLED_BY_STAFF = "settled_by_staff"


class Verdict(StrEnum):
    """How a gateway answered. `waiting`: accepted, the outcome comes later. `unknown`: it may or may not
    have happened.
    """

    WAITING = "waiting"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    VOIDED = "voided"
    REFUNDED = "refunded"
    DECLINED = "declined"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Charge:
    """What to ask a gateway for. `order_reference` is the payment's, `merchant_reference` this attempt's."""

    payment_id: UUID
    order_reference: str
    merchant_reference: str
    amount: Money
    order_number: str
    email: str
    expires_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayReference:
    """Names of one charge: ours and (when known) the gateway's."""

    merchant_reference: str
    gateway_reference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayResult:
    """The answer to a call. `client_secret` is for the buyer's browser only and is never stored."""

    verdict: Verdict
    gateway_reference: str = ""
    amount: Money | None = None
    checkout_url: str | None = None
    client_secret: str | None = None
    failure_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawWebhook:
    """A message as it came in: header names in lower case, the body's bytes untouched."""

    headers: Mapping[str, str]
    body: bytes
    received_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayEvent:
    """A verified message. `event_id` is the provider's; `refund_id` set: it speaks of that refund."""

    event_id: str
    verdict: Verdict
    merchant_reference: str = ""
    gateway_reference: str = ""
    amount: Money | None = None
    failure_code: str = ""
    refund_id: UUID | None = None


class PaymentGateway(Protocol):
    """A provider. `signature_header` (lower case) tells whose webhook a message is."""

    code: ClassVar[str]
    title: ClassVar[str]
    capabilities: ClassVar[frozenset[Capability]]
    signature_header: ClassVar[str | None]

    def initiate(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        """Take the money as soon as the buyer approves. The same key gives the same charge."""
        ...

    def authorize(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        """Only hold the money when the buyer approves; `capture` takes it."""
        ...

    def capture(
        self, reference: GatewayReference, amount: Money, /, *, idempotency_key: str
    ) -> GatewayResult: ...

    def void(self, reference: GatewayReference, /, *, idempotency_key: str) -> GatewayResult: ...

    def refund(
        self, reference: GatewayReference, amount: Money, /, *, refund_id: UUID, idempotency_key: str
    ) -> GatewayResult: ...

    def look_up(self, reference: GatewayReference, /) -> GatewayResult:
        """Where the charge stands now; UNKNOWN with `not_found` when the gateway never got it."""
        ...

    def parse_webhook(self, message: RawWebhook, /) -> GatewayEvent:
        """Verify the raw bytes, then read them. Raises BadSignature, MalformedWebhook."""
        ...


class Provider:
    """Base of providers: every operation is refused until a subclass declares and implements it."""

    code: ClassVar[str]
    title: ClassVar[str]
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    signature_header: ClassVar[str | None] = None

    def initiate(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        self._refuse(Capability.INITIATE)

    def authorize(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        self._refuse(Capability.AUTHORIZE)

    def capture(
        self, reference: GatewayReference, amount: Money, /, *, idempotency_key: str
    ) -> GatewayResult:
        self._refuse(Capability.CAPTURE)

    def void(self, reference: GatewayReference, /, *, idempotency_key: str) -> GatewayResult:
        self._refuse(Capability.VOID)

    def refund(
        self, reference: GatewayReference, amount: Money, /, *, refund_id: UUID, idempotency_key: str
    ) -> GatewayResult:
        self._refuse(Capability.REFUND)

    def look_up(self, reference: GatewayReference, /) -> GatewayResult:
        self._refuse(Capability.LOOK_UP)

    def parse_webhook(self, message: RawWebhook, /) -> GatewayEvent:
        self._refuse(Capability.WEBHOOK)

    def _refuse(self, operation: Capability, /) -> NoReturn:
        raise OperationNotSupported(provider=self.code, operation=str(operation))
