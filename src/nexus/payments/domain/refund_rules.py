"""The rules of giving money back."""

from uuid import UUID

from nexus.kernel.money import Money
from nexus.payments.contracts import events as facts
from nexus.payments.domain.errors import AmountNotPositive, NothingToRefund, RefundExceedsPaid, RefundNotFound
from nexus.payments.domain.money_flow import Capture, Refund, RefundState
from nexus.payments.domain.payment_state import PaymentState


class RefundRules(PaymentState):
    """What is asked back is reserved at once, so that two refunds never give the same money back."""

    def request_refund(self, amount: Money | None = None, /, *, refund_id: UUID, reason: str) -> Refund:
        """Reserve `amount` (default: all that is left) of the captured money for going back."""
        if refund_id in self.refunds:
            return self.refunds[refund_id]
        capture = self.capture
        if capture is None or not capture.refundable:
            raise NothingToRefund(status=str(self.status))
        asked = capture.refundable if amount is None else amount
        if asked.minor <= 0:
            raise AmountNotPositive(amount=str(asked), currency=asked.currency)
        if asked > capture.refundable:
            left = capture.refundable
            raise RefundExceedsPaid(asked=str(asked), left=str(left), currency=left.currency)
        return self._refund_of(capture, asked, refund_id=refund_id, reason=reason)

    def complete_refund(self, refund_id: UUID, /, *, gateway_reference: str = "") -> None:
        """The money went back, even if a failure was reported first and the amount is still there. Raises
        RefundNotFound.
        """
        refund, before = self._refund(refund_id), self.captures[self._refund(refund_id).attempt].refunded
        if not self._may_have_gone_back(refund):
            return
        self._record(
            facts.RefundCompleted(
                payment_id=self.id,
                order_id=self.order_id,
                refund_id=refund_id,
                amount=refund.amount,
                refunded_total=before + refund.amount,
                order_number=self.order_number,
                email=self.email,
                user_id=self.user_id,
                reason=refund.reason,
                gateway_reference=gateway_reference,
            )
        )

    def fail_refund(self, refund_id: UUID, /, *, failure_code: str) -> None:
        """The gateway refused; the amount can be refunded again. Raises RefundNotFound."""
        refund = self._refund(refund_id)
        if refund.state is RefundState.REQUESTED:
            self._record(
                facts.RefundFailed(
                    payment_id=self.id,
                    order_id=self.order_id,
                    refund_id=refund_id,
                    amount=refund.amount,
                    failure_code=failure_code,
                )
            )

    def _refund_of(self, capture: Capture, amount: Money, /, *, refund_id: UUID, reason: str) -> Refund:
        self._record(
            facts.RefundRequested(
                payment_id=self.id,
                order_id=self.order_id,
                refund_id=refund_id,
                attempt=capture.attempt,
                provider=capture.provider,
                gateway_reference=capture.gateway_reference,
                amount=amount,
                reason=reason,
            )
        )
        return self.refunds[refund_id]

    def _may_have_gone_back(self, refund: Refund, /) -> bool:
        left = self.captures[refund.attempt].refundable
        return refund.state is RefundState.REQUESTED or (
            refund.state is RefundState.FAILED and refund.amount <= left
        )

    def _refund(self, refund_id: UUID, /) -> Refund:
        try:
            return self.refunds[refund_id]
        except KeyError:
            raise RefundNotFound(refund_id=str(refund_id)) from None
