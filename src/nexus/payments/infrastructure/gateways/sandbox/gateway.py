"""Our adapter to the sandbox. Every call is a transaction of the provider's own, as a network call would be:
called inside one of ours it fails (NestedScope), so no lock of ours is ever held while a provider thinks."""

from typing import ClassVar, Final
from uuid import UUID

from django.conf import settings

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
from nexus.payments.domain.errors import BadSignature
from nexus.payments.infrastructure.gateways.sandbox import books, message, signature
from nexus.payments.models import SandboxChargeRecord, SandboxChargeState
from nexus.platform.tenancy import tenant_scope

_VERDICT_OF_STATE: Final = {
    SandboxChargeState.AUTHORIZED: Verdict.AUTHORIZED,
    SandboxChargeState.CAPTURED: Verdict.CAPTURED,
    SandboxChargeState.DECLINED: Verdict.DECLINED,
    SandboxChargeState.VOIDED: Verdict.VOIDED,
}


def secrets() -> tuple[str, ...]:
    """The secret that signs now, then those that are being rotated out."""
    return (settings.SANDBOX_WEBHOOK_SECRET, *getattr(settings, "SANDBOX_WEBHOOK_PREVIOUS_SECRETS", ()))


class SandboxGateway(Provider):
    """A provider with a hosted page that can approve, decline, hang, answer late and send everything five
    times.
    """

    code: ClassVar[str] = "sandbox"
    title: ClassVar[str] = "Card (sandbox)"
    signature_header: ClassVar[str | None] = signature.HEADER
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {
            Capability.INITIATE,
            Capability.AUTHORIZE,
            Capability.CAPTURE,
            Capability.VOID,
            Capability.REFUND,
            Capability.LOOK_UP,
            Capability.WEBHOOK,
        }
    )

    def initiate(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        return self._open(charge, idempotency_key, takes_at_once=True)

    def authorize(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        return self._open(charge, idempotency_key, takes_at_once=False)

    def capture(
        self, reference: GatewayReference, amount: Money, /, *, idempotency_key: str
    ) -> GatewayResult:
        with tenant_scope():
            charge = books.locked(_find(reference))
            failure = books.capture(charge)
            return _result(charge, Verdict.CAPTURED, failure)

    def void(self, reference: GatewayReference, /, *, idempotency_key: str) -> GatewayResult:
        with tenant_scope():
            try:
                charge = books.locked(_find(reference))
            except books.ChargeNotFound:
                return GatewayResult(verdict=Verdict.VOIDED)
            return _result(charge, Verdict.VOIDED, books.void(charge))

    def refund(
        self, reference: GatewayReference, amount: Money, /, *, refund_id: UUID, idempotency_key: str
    ) -> GatewayResult:
        with tenant_scope():
            charge = books.locked(_find(reference))
            refund_reference, failure = books.refund(charge, amount, idempotency_key=idempotency_key)
        if failure:
            return GatewayResult(verdict=Verdict.DECLINED, failure_code=failure)
        return GatewayResult(verdict=Verdict.REFUNDED, gateway_reference=refund_reference, amount=amount)

    def look_up(self, reference: GatewayReference, /) -> GatewayResult:
        with tenant_scope():
            try:
                charge = _find(reference)
            except books.ChargeNotFound:
                return GatewayResult(verdict=Verdict.UNKNOWN, failure_code="not_found")
        return _result(charge, _VERDICT_OF_STATE.get(SandboxChargeState(charge.state), Verdict.WAITING))

    def parse_webhook(self, message_: RawWebhook, /) -> GatewayEvent:
        header = message_.headers.get(signature.HEADER)
        if header is None:
            raise BadSignature(reason="no_signature")
        signature.verify(message_.body, header, secrets=secrets(), at=message_.received_at)
        return message.read(message_.body)

    def _open(self, charge: Charge, idempotency_key: str, /, *, takes_at_once: bool) -> GatewayResult:
        with tenant_scope():
            opened = books.open_charge(charge, idempotency_key=idempotency_key, takes_at_once=takes_at_once)
        return _result(opened, _VERDICT_OF_STATE.get(SandboxChargeState(opened.state), Verdict.WAITING))


def _find(reference: GatewayReference) -> SandboxChargeRecord:
    return books.find(reference=reference.gateway_reference, merchant_reference=reference.merchant_reference)


def _result(charge: SandboxChargeRecord, verdict: Verdict, failure: str = "") -> GatewayResult:
    if failure:
        return GatewayResult(
            verdict=Verdict.DECLINED, gateway_reference=charge.reference, failure_code=failure
        )
    return GatewayResult(
        verdict=verdict,
        gateway_reference=charge.reference,
        amount=books.amount_of(charge),
        checkout_url=f"/payments/sandbox/{charge.order_reference}/",
        failure_code="card_declined" if verdict is Verdict.DECLINED else "",
    )
