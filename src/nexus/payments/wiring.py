"""Use cases with their ports. Plain functions; the registry of providers is built once per process."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from nexus.kernel import clock
from nexus.payments.application.capture_payment import CapturePaymentUseCase
from nexus.payments.application.initiate_payment import InitiatePaymentUseCase
from nexus.payments.application.look_up_attempts import LookUpAttemptsUseCase
from nexus.payments.application.open_payment import OpenPaymentUseCase
from nexus.payments.application.receive_webhook import ReceiveWebhookUseCase
from nexus.payments.application.refund_payment import RequestRefundUseCase, SendRefundUseCase
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.application.void_payment import CancelAtGatewayUseCase, VoidPaymentUseCase
from nexus.payments.contracts.dto import SandboxCharge
from nexus.payments.infrastructure.gateways.sandbox import books
from nexus.payments.infrastructure.inbox import StoredInbox
from nexus.payments.infrastructure.payments import StoredOpenAttempts, StoredPayments
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.facade import tenant


@lru_cache(maxsize=1)
def registry() -> ProviderRegistry:
    """The providers of this installation (setting NEXUS_PAYMENT_PROVIDERS, dotted paths)."""
    return ProviderRegistry(import_string(path)() for path in settings.NEXUS_PAYMENT_PROVIDERS)


def captures_later() -> bool:
    """Whether this tenant only holds the money at first and takes it by hand (setting `payment_capture:
    manual`).
    """
    return tenant().settings.get("payment_capture") == "manual"


def open_payment() -> OpenPaymentUseCase:
    return OpenPaymentUseCase(payments=StoredPayments(), registry=registry(), now=clock.now)


def initiate_payment() -> InitiatePaymentUseCase:
    return InitiatePaymentUseCase(
        payments=StoredPayments(),
        registry=registry(),
        transaction=tenant_scope,
        now=clock.now,
        captures_later=captures_later,
    )


def capture_payment() -> CapturePaymentUseCase:
    return CapturePaymentUseCase(payments=StoredPayments(), registry=registry(), transaction=tenant_scope)


def void_payment() -> VoidPaymentUseCase:
    return VoidPaymentUseCase(payments=StoredPayments(), registry=registry())


def cancel_at_gateway() -> CancelAtGatewayUseCase:
    return CancelAtGatewayUseCase(payments=StoredPayments(), registry=registry(), transaction=tenant_scope)


def request_refund() -> RequestRefundUseCase:
    return RequestRefundUseCase(payments=StoredPayments(), registry=registry())


def send_refund() -> SendRefundUseCase:
    return SendRefundUseCase(payments=StoredPayments(), registry=registry(), transaction=tenant_scope)


def receive_webhook() -> ReceiveWebhookUseCase:
    return ReceiveWebhookUseCase(payments=StoredPayments(), inbox=StoredInbox(), transaction=tenant_scope)


def look_up_attempts() -> LookUpAttemptsUseCase:
    return LookUpAttemptsUseCase(
        payments=StoredPayments(),
        attempts=StoredOpenAttempts(),
        registry=registry(),
        transaction=tenant_scope,
        now=clock.now,
    )


def sandbox_charge(reference: str, /) -> SandboxCharge:
    found = books.on_page(reference)
    return SandboxCharge(
        merchant_reference=found.merchant_reference,
        order_number=found.order_number,
        amount=books.amount_of(found),
        state=str(found.state),
        may_decide=found.state in books.UNDECIDED,
    )


def answer_sandbox(reference: str, outcome: str, /) -> None:
    books.decide(reference, books.outcome_of(outcome))
