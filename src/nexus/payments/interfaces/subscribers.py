"""What payments do about their own facts, outside any transaction: everything that concerns a provider."""

from nexus.payments import wiring
from nexus.payments.contracts.events import AttemptAbandoned, RefundRequested, SandboxWebhookDue
from nexus.payments.infrastructure.gateways.sandbox.sender import send
from nexus.platform.events import EventContext, external


def cancel_at_gateway(fact: AttemptAbandoned, context: EventContext) -> None:
    """Let go of what we do not want any more."""
    wiring.cancel_at_gateway()(fact, idempotency_key=context.idempotency_key)


def refund_at_gateway(fact: RefundRequested, context: EventContext) -> None:
    """Ask until the gateway answers; the refund's own key makes repeating safe."""
    wiring.send_refund()(fact)


def send_sandbox_webhook(fact: SandboxWebhookDue, context: EventContext) -> None:
    """The sandbox provider calls the shop."""
    send(fact.webhook_id)


SUBSCRIPTIONS = {
    AttemptAbandoned: (external(cancel_at_gateway, name="payments.cancel_at_gateway"),),
    RefundRequested: (external(refund_at_gateway, name="payments.refund_at_gateway"),),
    SandboxWebhookDue: (external(send_sandbox_webhook, name="payments.sandbox_webhook"),),
}
