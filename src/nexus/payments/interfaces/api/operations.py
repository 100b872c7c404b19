"""What staff do with a payment: take the money, give up, give back."""

from typing import Any, ClassVar
from uuid import UUID

from nexus.kernel.money import Money
from nexus.payments import facade
from nexus.payments.application.access import Viewer
from nexus.payments.domain.errors import PaymentNotFound
from nexus.payments.interfaces.api.bodies import payment_body, refund_body
from nexus.payments.interfaces.api.forms import PaymentBody, RefundBody, RefundForm, VoidForm
from nexus.payments.queries import payment_lists
from nexus.platform.http import ApiRequest, ApiView, Response, created, endpoint, validated

STAFF = Viewer(user_id=None, is_staff=True)


class CapturePaymentView(ApiView):
    """Outside a transaction, because a provider may be asked."""

    transaction: ClassVar[bool] = False

    @endpoint(
        auth="staff", idempotent="honoured", returns={200: PaymentBody}, errors=(400, 404, 409, 422, 503)
    )
    def post(self, request: ApiRequest, payment_id: UUID) -> dict[str, Any]:
        """Confirm money that staff received, or take what the provider holds."""
        return payment_body(facade.capture(payment_id), request)


class VoidPaymentView(ApiView):
    @endpoint(
        auth="staff",
        idempotent="honoured",
        body=VoidForm,
        returns={200: PaymentBody},
        errors=(400, 404, 409, 422),
    )
    def post(self, request: ApiRequest, payment_id: UUID) -> dict[str, Any]:
        """Stop waiting for the money. Refused once it has arrived."""
        reason = validated(VoidForm, request)["reason"]
        voided = facade.void(_row(payment_id).order_id, reason=reason)
        if voided is None:
            raise PaymentNotFound
        return payment_body(voided, request)


class RefundsView(ApiView):
    @endpoint(
        auth="staff",
        idempotent="required_for_guests",
        body=RefundForm,
        returns={201: RefundBody},
        errors=(400, 404, 409, 422),
    )
    def post(self, request: ApiRequest, payment_id: UUID) -> Response:
        """Give money back: at once when staff hand it over, through the provider otherwise."""
        asked, row = validated(RefundForm, request), _row(payment_id)
        amount = Money.of(asked["amount"], row.currency) if "amount" in asked else None
        made = facade.request_refund(
            payment_id, amount, reason=asked["reason"], idempotency_key=_key_of(request)
        )
        return created(refund_body(made))


def _row(payment_id: UUID) -> Any:
    row = payment_lists.one(payment_id, STAFF)
    if row is None:
        raise PaymentNotFound
    return row


def _key_of(request: ApiRequest) -> str | None:
    """The sender's own key for ever: also after the platform forgot the answer, it never pays twice."""
    key = request.headers.get("Idempotency-Key")
    return f"{request.actor.id}:{key}" if key else None
