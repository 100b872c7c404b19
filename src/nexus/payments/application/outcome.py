"""What a gateway says becomes what a payment records: the one place, for direct answers, webhooks and
look-ups.
"""

from nexus.payments.application.gateway import GatewayEvent, GatewayResult, Verdict
from nexus.payments.domain.payment import Payment


def apply_outcome(payment: Payment, attempt: int, answer: GatewayResult | GatewayEvent, /) -> None:
    """Repeated or overtaken answers record nothing. An answer without amount speaks of the whole amount."""
    amount = payment.amount if answer.amount is None else answer.amount
    reference = answer.gateway_reference
    match answer.verdict:
        case Verdict.CAPTURED:
            payment.receive(attempt, amount=amount, gateway_reference=reference)
        case Verdict.AUTHORIZED:
            payment.authorize(attempt, amount=amount, gateway_reference=reference)
        case Verdict.DECLINED | Verdict.VOIDED:
            payment.decline(attempt, failure_code=answer.failure_code or str(answer.verdict))
        case Verdict.UNKNOWN:
            payment.lose_track(attempt, reason=answer.failure_code or "no_answer")
        case Verdict.WAITING if isinstance(answer, GatewayResult):
            payment.submit(attempt, gateway_reference=reference, checkout_url=answer.checkout_url)
        case _:
            return


def apply_refund_outcome(payment: Payment, answer: GatewayEvent, /) -> None:
    """A message about a refund. Refunds made in the provider's own dashboard are unknown to us and change
    nothing.
    """
    if answer.refund_id is None or answer.refund_id not in payment.refunds:
        return
    if answer.verdict is Verdict.REFUNDED:
        payment.complete_refund(answer.refund_id, gateway_reference=answer.gateway_reference)
    elif answer.verdict is Verdict.DECLINED:
        payment.fail_refund(answer.refund_id, failure_code=answer.failure_code or "declined")
