"""Refusals of the payments context, named after the broken rule."""

from nexus.kernel.errors import Conflict, NotFound, RuleBroken, Unauthenticated, Unavailable


class UnknownProvider(RuleBroken):
    """Facts: provider, known."""

    code = "unknown_provider"
    title = "There is no such way to pay"


class ProviderNotOnline(RuleBroken):
    """The provider is settled by staff; a buyer cannot start it at a gateway."""

    code = "provider_not_online"
    title = "This way to pay is settled by the shop's staff"


class AmountNotPositive(RuleBroken):
    code = "amount_not_positive"
    title = "The amount must be above zero"


class PaymentNotFound(NotFound):
    code = "payment_not_found"
    title = "Payment not found"


class PaymentNotPayable(Conflict):
    """Facts: status."""

    code = "payment_not_payable"
    title = "This payment does not accept money any more"


class PaymentExpired(Conflict):
    """Facts: expires_at."""

    code = "payment_expired"
    title = "The deadline of this payment has passed"


class IllegalPaymentMove(Conflict):
    """Facts: status, move, legal."""

    code = "illegal_transition"
    title = "The payment's state does not allow this"


class PaymentAlreadyCaptured(Conflict):
    """Money has arrived: refund it instead of voiding. Facts: status."""

    code = "payment_already_captured"
    title = "The money has arrived; refund it instead"


class RefundExceedsPaid(Conflict):
    """Facts: asked, left, currency."""

    code = "refund_exceeds_paid"
    title = "The refund exceeds what is left of the payment"


class NothingToRefund(Conflict):
    code = "nothing_to_refund"
    title = "Nothing is left to refund"


class RefundNotFound(NotFound):
    code = "refund_not_found"
    title = "Refund not found"


class BadSignature(Unauthenticated):
    """The message is not from the provider, was altered, or is too old. Fact: reason."""

    code = "bad_signature"
    title = "The signature does not match"


class GatewayUnavailable(Unavailable):
    """The gateway gave no clear answer. Trying again is safe: the call carries the same idempotency key."""

    code = "gateway_unavailable"
    title = "The payment provider does not answer"


class GatewayRefused(Conflict):
    """The gateway declined the operation. Facts: failure_code."""

    code = "gateway_refused"
    title = "The payment provider refused"
