"""Changing orders: cancelling and moving them along."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema

from nexus.kernel.errors import Forbidden
from nexus.orders import wiring
from nexus.orders.domain.errors import CancellationRequestNotFound
from nexus.orders.domain.lifecycle import Status
from nexus.orders.interfaces.api.bodies import CancellationsPage, OrderBody
from nexus.orders.interfaces.api.forms import GUESTS_TOKEN, Move, Reason, RequestsQuery, TokenQuery
from nexus.orders.interfaces.api.reading import seen
from nexus.orders.queries import body, cancellation_requests, details
from nexus.orders.queries.sight import Sight
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Column,
    Keyset,
    Response,
    endpoint,
    keyset_page,
    validated,
    validated_query,
)

NEWEST_REQUESTS = Keyset(
    Column("requested_at", "timestamptz", descending=True, sql="r.requested_at"),
    Column("id", "uuid", descending=True, sql="r.id"),
)


class CancelOrderView(ApiView):
    """`/api/orders/<id>/cancel/`"""

    @extend_schema(parameters=[GUESTS_TOKEN])
    @endpoint(
        auth="public",
        idempotent="honoured",
        throttle="write",
        query=TokenQuery,
        body=Reason,
        returns={200: OrderBody, 202: OrderBody},
        errors=(409,),
    )
    def post(self, request: ApiRequest, order_id: UUID) -> Response:
        """The buyer cancels: 200 and cancelled while unpaid, later 202 and a request for the staff."""
        _, sight = seen(request, order_id)
        if sight.is_partial:
            raise Forbidden("Sellers move their own part: POST .../transitions/.")
        ask = wiring.cancel_order if sight.role == "staff" else wiring.ask_to_cancel
        order = ask(order_id, reason=validated(Reason, request)["reason"], by=sight.role)
        return Response(_body(order_id, sight), 200 if order.status == Status.CANCELLED else 202)


class TransitionsView(ApiView):
    """`/api/orders/<id>/transitions/`"""

    @endpoint(
        auth=("staff", "seller"),
        idempotent="honoured",
        throttle="write",
        body=Move,
        returns={200: OrderBody},
        errors=(409,),
    )
    def post(self, request: ApiRequest, order_id: UUID) -> dict[str, Any]:
        """One step along the life of the order, or of the caller's own part. 409 names the legal steps."""
        _, sight = seen(request, order_id)
        if sight.role not in ("staff", "seller"):
            raise Forbidden("Buyers do not move their own orders.")
        asked = validated(Move, request)
        vendors = _vendors_to_move(sight, asked["vendor_id"])
        wiring.move_order(
            order_id, Status(asked["to"]), by=sight.role, reason=asked["reason"], vendor_ids=vendors
        )
        return _body(order_id, sight)


class CancellationRequestsView(ApiView):
    """`/api/orders/cancellation-requests/`"""

    @endpoint(auth="staff", query=RequestsQuery, returns={200: CancellationsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Buyers who want out of what is paid or in work, newest first."""
        status = validated_query(RequestsQuery, request).get("status")
        page = keyset_page(request, NEWEST_REQUESTS)
        return page.answer(
            cancellation_requests.requests(status, page=page),
            item=cancellation_requests.request_item,
            count=lambda: cancellation_requests.count_requests(status),
        )


class ApproveCancellationView(ApiView):
    """`/api/orders/cancellation-requests/<id>/approve/`"""

    @endpoint(
        auth="staff",
        idempotent="honoured",
        throttle="write",
        body=Reason,
        returns={200: OrderBody},
        errors=(404, 409),
    )
    def post(self, request: ApiRequest, request_id: UUID) -> dict[str, Any]:
        """Agree: the order is cancelled, stock and money go back."""
        return _decide(wiring.approve_cancellation, request, request_id)


class RejectCancellationView(ApiView):
    """`/api/orders/cancellation-requests/<id>/reject/`"""

    @endpoint(
        auth="staff",
        idempotent="honoured",
        throttle="write",
        body=Reason,
        returns={200: OrderBody},
        errors=(404, 409),
    )
    def post(self, request: ApiRequest, request_id: UUID) -> dict[str, Any]:
        """Decline: the order goes on."""
        return _decide(wiring.reject_cancellation, request, request_id)


def _decide(decide: Any, request: ApiRequest, request_id: UUID, /) -> dict[str, Any]:
    order_id = cancellation_requests.order_of_request(request_id)
    if order_id is None:
        raise CancellationRequestNotFound
    decide(order_id, request_id, reason=validated(Reason, request)["reason"], by="staff")
    return _body(order_id, Sight(role="staff"))


def _vendors_to_move(sight: Sight, vendor_id: UUID | None, /) -> frozenset[UUID] | None:
    """None: the whole order, which is the staff's alone."""
    if sight.role == "staff":
        return None if vendor_id is None else frozenset({vendor_id})
    if vendor_id is not None and vendor_id not in sight.vendor_ids:
        raise Forbidden("Sellers move their own part only.")
    return sight.vendor_ids if vendor_id is None else frozenset({vendor_id})


def _body(order_id: UUID, sight: Sight, /) -> dict[str, Any]:
    """Read again: who listens to the change may have changed the order further, its payment above all."""
    [order] = details.orders([order_id])
    return body.order_body(order, sight=sight)
