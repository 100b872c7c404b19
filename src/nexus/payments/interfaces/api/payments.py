"""Initiate, list, detail. Others' payments are not found."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema

from nexus.payments import wiring
from nexus.payments.application.initiate_payment import InitiatePayment
from nexus.payments.domain.errors import GatewayUnavailable, PaymentNotFound
from nexus.payments.interfaces.api.bodies import ORDER_TOKEN_HEADER, payment_body, viewer_of
from nexus.payments.interfaces.api.forms import (
    InitiatedBody,
    InitiateForm,
    ListQuery,
    PaymentDetailBody,
    PaymentListBody,
)
from nexus.payments.queries import payment_lists, transaction_log
from nexus.payments.queries.payment_infos import as_info
from nexus.payments.queries.payment_lists import Filters
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Column,
    Keyset,
    Response,
    created,
    endpoint,
    keyset_page,
    validated,
    validated_query,
)

ORDER_TOKEN = OpenApiParameter(
    ORDER_TOKEN_HEADER, str, OpenApiParameter.HEADER, description="A guest order's secret token."
)
NEWEST_FIRST = Keyset(Column("id", "uuid", descending=True))


class InitiatePaymentView(ApiView):
    """Outside a transaction, because a provider is asked in the middle."""

    transaction: ClassVar[bool] = False

    @extend_schema(parameters=[ORDER_TOKEN])
    @endpoint(
        auth="public",
        idempotent="required_for_guests",
        body=InitiateForm,
        returns={201: InitiatedBody},
        errors=(400, 404, 409, 422, 503),
    )
    def post(self, request: ApiRequest) -> Response:
        """Start paying for an order, or go on with the attempt that is open."""
        asked = validated(InitiateForm, request)
        command = InitiatePayment(
            order_id=asked["order_id"], provider=asked.get("provider"), viewer=viewer_of(request)
        )
        initiated = wiring.initiate_payment()(command)
        if initiated.is_unclear:
            raise GatewayUnavailable("Ask again with the same key: it is the same attempt.", retry_after=2)
        body = payment_body(initiated.payment, request) | {"client_secret": initiated.client_secret}
        return created(body, location=f"/api/payments/{initiated.payment.id}/")


class PaymentListView(ApiView):
    """Payments are made with their order, never here: no POST."""

    @endpoint(auth="user", query=ListQuery, returns={200: PaymentListBody}, errors=(400,))
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """One's own payments, newest first; staff see all."""
        asked = validated_query(ListQuery, request)
        filters = Filters(order_id=asked.get("order_id"), status=asked.get("status"))
        page, viewer, registry = keyset_page(request, NEWEST_FIRST), viewer_of(request), wiring.registry()
        return page.answer(
            payment_lists.page_of(page, viewer, filters),
            item=lambda row: payment_body(as_info(row, registry), request),
            count=lambda: payment_lists.count_of(viewer, filters),
        )


class PaymentDetailView(ApiView):
    @extend_schema(parameters=[ORDER_TOKEN])
    @endpoint(auth="public", returns={200: PaymentDetailBody}, errors=(404,))
    def get(self, request: ApiRequest, payment_id: UUID) -> dict[str, Any]:
        """One payment with everything that happened to it. Guests send the order's token in X-Order-Token."""
        row = payment_lists.one(payment_id, viewer_of(request))
        if row is None:
            raise PaymentNotFound
        body = payment_body(as_info(row, wiring.registry()), request)
        return body | {"transactions": transaction_log.of_payment(payment_id)}
