"""What every provider has to prove. A new one subclasses GatewayContract and supplies the three fixtures.

    class TestMyGateway(GatewayContract):
        @pytest.fixture
        def gateway(self): return MyGateway(...)
        @pytest.fixture
        def provider(self): return MyProviderSide(...)   # None for providers without a network

Tests of operations that the provider does not declare check that they are refused instead.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

import pytest
from tests.payments.builders import eur

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.payments.application.gateway import (
    Capability,
    Charge,
    GatewayReference,
    OperationNotSupported,
    PaymentGateway,
    RawWebhook,
    Verdict,
)
from nexus.payments.domain.errors import BadSignature


class ProviderSide(Protocol):
    """What happens at the provider, out of our sight: the buyer decides, and messages are made for us."""

    def approve(self, charge: Charge) -> RawWebhook:
        """The buyer says yes; the message that tells us."""
        ...

    def decline(self, charge: Charge) -> RawWebhook: ...

    def resign(self, message: RawWebhook, *, body: bytes, at: Any) -> RawWebhook:
        """Another body or time, validly signed."""
        ...


def charge_of(amount: Money) -> Charge:
    reference = f"PAY-{new_id().hex[-16:].upper()}"
    return Charge(
        payment_id=new_id(),
        order_reference=reference,
        merchant_reference=reference,
        amount=amount,
        order_number="2026-000001",
        email="buyer@example.test",
        expires_at=None,
    )


def _key() -> str:
    return f"{new_id()}:1"


NOWHERE = GatewayReference(merchant_reference="PAY-NOWHERE", gateway_reference="")


class GatewayContract:
    """Each test is one promise of the port in application/gateway.py."""

    @pytest.fixture
    def gateway(self) -> PaymentGateway:
        raise NotImplementedError

    @pytest.fixture
    def provider(self) -> ProviderSide | None:
        raise NotImplementedError

    @pytest.fixture
    def can(self, gateway: PaymentGateway) -> Callable[..., bool]:
        return lambda *wanted: gateway.capabilities.issuperset(wanted)

    def test_it_has_a_code_and_a_title(self, gateway: PaymentGateway) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9_]{1,39}", gateway.code)
        assert 1 <= len(gateway.title) <= 40

    def test_a_webhook_needs_a_header_that_names_the_provider(self, gateway: PaymentGateway) -> None:
        assert (Capability.WEBHOOK in gateway.capabilities) == (gateway.signature_header is not None)
        assert gateway.signature_header in (None, str(gateway.signature_header).lower())

    def test_it_is_settled_by_staff_or_takes_payments_itself(self, gateway: PaymentGateway) -> None:
        by_staff = Capability.SETTLED_BY_STAFF in gateway.capabilities
        assert by_staff != (Capability.INITIATE in gateway.capabilities)

    def test_operations_that_are_not_declared_are_refused(self, gateway: PaymentGateway) -> None:
        charge, amount = charge_of(eur("30.00")), eur("30.00")
        message = RawWebhook(headers={}, body=b"{}", received_at=clock.now())
        calls: dict[Capability, Callable[[], Any]] = {
            Capability.INITIATE: lambda: gateway.initiate(charge, idempotency_key=_key()),
            Capability.AUTHORIZE: lambda: gateway.authorize(charge, idempotency_key=_key()),
            Capability.CAPTURE: lambda: gateway.capture(NOWHERE, amount, idempotency_key=_key()),
            Capability.VOID: lambda: gateway.void(NOWHERE, idempotency_key=_key()),
            Capability.REFUND: lambda: gateway.refund(
                NOWHERE, amount, refund_id=new_id(), idempotency_key=_key()
            ),
            Capability.LOOK_UP: lambda: gateway.look_up(NOWHERE),
            Capability.WEBHOOK: lambda: gateway.parse_webhook(message),
        }
        for operation in calls.keys() - gateway.capabilities:
            with pytest.raises(OperationNotSupported) as refusal:
                calls[operation]()
            assert refusal.value.facts == {"provider": gateway.code, "operation": str(operation)}


class OnlineGatewayContract(GatewayContract):
    """Promises of providers that are reached over a network."""

    def test_initiate_waits_for_the_buyer_and_the_same_key_is_the_same_charge(
        self, gateway: PaymentGateway
    ) -> None:
        charge, key = charge_of(eur("30.00")), _key()
        first = gateway.initiate(charge, idempotency_key=key)
        assert first.verdict is Verdict.WAITING
        assert first.gateway_reference
        assert first.checkout_url or first.client_secret
        assert gateway.initiate(charge, idempotency_key=key) == first

    def test_two_charges_have_two_references(self, gateway: PaymentGateway) -> None:
        one = gateway.initiate(charge_of(eur("30.00")), idempotency_key=_key())
        two = gateway.initiate(charge_of(eur("30.00")), idempotency_key=_key())
        assert one.gateway_reference != two.gateway_reference

    @pytest.mark.parametrize(
        "amount", [Money(1, "JPY"), Money(1250, "JPY"), Money(1, "EUR"), Money(1, "KWD"), Money(1250, "KWD")]
    )
    def test_approved_money_is_told_to_the_minor_unit(
        self, gateway: PaymentGateway, provider: ProviderSide, amount: Money
    ) -> None:
        charge = charge_of(amount)
        opened = gateway.initiate(charge, idempotency_key=_key())
        told = gateway.parse_webhook(provider.approve(charge))
        assert (told.verdict, told.amount) == (Verdict.CAPTURED, amount)
        assert told.merchant_reference == charge.merchant_reference
        assert told.gateway_reference == opened.gateway_reference
        looked = gateway.look_up(_reference(charge, opened.gateway_reference))
        assert (looked.verdict, looked.amount) == (Verdict.CAPTURED, amount)

    def test_the_same_message_has_the_same_event_id(
        self, gateway: PaymentGateway, provider: ProviderSide
    ) -> None:
        charge = charge_of(eur("30.00"))
        gateway.initiate(charge, idempotency_key=_key())
        message = provider.approve(charge)
        later = provider.resign(message, body=message.body, at=clock.now() + timedelta(seconds=60))
        later = replace(later, received_at=clock.now() + timedelta(seconds=60))
        assert gateway.parse_webhook(later).event_id == gateway.parse_webhook(message).event_id != ""

    def test_a_decline_says_why(self, gateway: PaymentGateway, provider: ProviderSide) -> None:
        charge = charge_of(eur("30.00"))
        gateway.initiate(charge, idempotency_key=_key())
        told = gateway.parse_webhook(provider.decline(charge))
        assert told.verdict is Verdict.DECLINED
        assert told.failure_code

    def test_a_charge_that_never_arrived_is_unknown(self, gateway: PaymentGateway) -> None:
        answer = gateway.look_up(NOWHERE)
        assert (answer.verdict, answer.failure_code) == (Verdict.UNKNOWN, "not_found")

    def test_held_money_is_taken_once(
        self, gateway: PaymentGateway, provider: ProviderSide, can: Callable[..., bool]
    ) -> None:
        if not can(Capability.AUTHORIZE, Capability.CAPTURE):
            return
        charge = charge_of(eur("30.00"))
        opened, key = gateway.authorize(charge, idempotency_key=_key()), _key()
        reference = _reference(charge, opened.gateway_reference)
        assert gateway.parse_webhook(provider.approve(charge)).verdict is Verdict.AUTHORIZED
        for _ in range(2):
            taken = gateway.capture(reference, charge.amount, idempotency_key=key)
            assert (taken.verdict, taken.amount) == (Verdict.CAPTURED, charge.amount)

    def test_capture_without_held_money_is_declined(
        self, gateway: PaymentGateway, can: Callable[..., bool]
    ) -> None:
        if not can(Capability.CAPTURE):
            return
        charge = charge_of(eur("30.00"))
        opened = gateway.authorize(charge, idempotency_key=_key())
        reference = _reference(charge, opened.gateway_reference)
        answer = gateway.capture(reference, charge.amount, idempotency_key=_key())
        assert answer.verdict is Verdict.DECLINED
        assert answer.failure_code

    def test_void_is_repeatable_and_harmless_for_what_never_was(
        self, gateway: PaymentGateway, can: Callable[..., bool]
    ) -> None:
        if not can(Capability.VOID):
            return
        charge = charge_of(eur("30.00"))
        opened, key = gateway.initiate(charge, idempotency_key=_key()), _key()
        reference = _reference(charge, opened.gateway_reference)
        assert [gateway.void(reference, idempotency_key=key).verdict for _ in range(2)] == [
            Verdict.VOIDED
        ] * 2
        assert gateway.void(NOWHERE, idempotency_key=_key()).verdict is Verdict.VOIDED

    def test_void_after_the_money_was_taken_is_declined(
        self, gateway: PaymentGateway, provider: ProviderSide, can: Callable[..., bool]
    ) -> None:
        if not can(Capability.VOID):
            return
        charge = charge_of(eur("30.00"))
        opened = gateway.initiate(charge, idempotency_key=_key())
        provider.approve(charge)
        answer = gateway.void(_reference(charge, opened.gateway_reference), idempotency_key=_key())
        assert answer.verdict is Verdict.DECLINED

    def test_refunds_are_made_once_per_key_and_never_above_what_was_taken(
        self, gateway: PaymentGateway, provider: ProviderSide, can: Callable[..., bool]
    ) -> None:
        if not can(Capability.REFUND):
            return
        charge = charge_of(eur("30.00"))
        opened, key, refund_id = gateway.initiate(charge, idempotency_key=_key()), _key(), new_id()
        provider.approve(charge)
        reference = _reference(charge, opened.gateway_reference)
        first = gateway.refund(reference, eur("20.00"), refund_id=refund_id, idempotency_key=key)
        again = gateway.refund(reference, eur("20.00"), refund_id=refund_id, idempotency_key=key)
        assert first.verdict is Verdict.REFUNDED
        assert again == first
        above = gateway.refund(reference, eur("10.01"), refund_id=new_id(), idempotency_key=_key())
        assert (above.verdict, bool(above.failure_code)) == (Verdict.DECLINED, True)
        rest = gateway.refund(reference, eur("10.00"), refund_id=new_id(), idempotency_key=_key())
        assert rest.verdict is Verdict.REFUNDED

    @pytest.mark.parametrize(
        "change",
        [
            lambda body: body + b" ",
            lambda body: b" " + body,
            lambda body: body.replace(b'": "', b'":"', 1),
            lambda body: body.replace(b"30.00", b"03.00"),
            lambda body: body[:-1],
            lambda body: b"",
        ],
        ids=["space-after", "space-before", "space-inside", "amount", "cut", "empty"],
    )
    def test_a_body_changed_by_one_byte_is_refused(
        self, gateway: PaymentGateway, provider: ProviderSide, change: Callable[[bytes], bytes]
    ) -> None:
        message = self._message(gateway, provider)
        changed = change(message.body)
        assert changed != message.body
        with pytest.raises(BadSignature):
            gateway.parse_webhook(replace(message, body=changed))

    def test_a_message_without_or_with_a_strange_signature_is_refused(
        self, gateway: PaymentGateway, provider: ProviderSide
    ) -> None:
        message, header = self._message(gateway, provider), str(gateway.signature_header)
        others = {name: value for name, value in message.headers.items() if name != header}
        for headers in (others, *({**others, header: text} for text in ("", "x", "é", "t=,v1=", "=" * 5000))):
            with pytest.raises(BadSignature):
                gateway.parse_webhook(replace(message, headers=headers))

    def _message(self, gateway: PaymentGateway, provider: ProviderSide) -> RawWebhook:
        charge = charge_of(eur("30.00"))
        gateway.initiate(charge, idempotency_key=_key())
        return provider.approve(charge)


def _reference(charge: Charge, gateway_reference: str) -> GatewayReference:
    return GatewayReference(merchant_reference=charge.merchant_reference, gateway_reference=gateway_reference)
