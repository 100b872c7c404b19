"""Looking at orders. POST of `/api/orders/` belongs to checkout; config joins the two."""

from typing import Any, Final
from uuid import UUID

from drf_spectacular.utils import extend_schema

from nexus.kernel.errors import Forbidden
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.errors import OrderNotFound
from nexus.orders.interfaces.api.bodies import OrderBody, OrderEventsPage, OrdersPage
from nexus.orders.interfaces.api.forms import GUESTS_TOKEN, EventsQuery, OrderQuery, OrdersQuery
from nexus.orders.queries import body, details, history, lists
from nexus.orders.queries.lists import NEWEST
from nexus.orders.queries.sight import Sight, sight_of
from nexus.platform.http import (
    Actor,
    ApiRequest,
    ApiView,
    Column,
    Keyset,
    endpoint,
    keyset_page,
    validated_query,
    whole_list,
)

NEWEST_PARTS: Final = Keyset(
    Column("placed_at", "timestamptz", descending=True, sql="v.placed_at"),
    Column("id", "uuid", descending=True, sql="v.id"),
)


class OrderListView(ApiView):
    """`GET /api/orders/`"""

    @endpoint(auth="user", query=OrdersQuery, returns={200: OrdersPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Own orders, newest first; the staff sees all, a seller the parts it sells. `as` chooses when one is
        several.
        """
        asked = validated_query(OrdersQuery, request)
        view = _point_of_view(request.actor, asked.get("as"))
        if view == "seller":
            return _parts(request, _filter(asked))
        return _orders(request, _filter(asked, user_id=request.actor.id if view == "buyer" else None), view)


class OrderView(ApiView):
    """`/api/orders/<id>/`"""

    @extend_schema(parameters=[GUESTS_TOKEN])
    @endpoint(auth="public", query=OrderQuery, returns={200: OrderBody})
    def get(self, request: ApiRequest, order_id: UUID) -> dict[str, Any]:
        """The order as far as the caller may see it; `as_of` replays its history up to an instant."""
        order, sight = seen(request, order_id)
        at = validated_query(OrderQuery, request).get("as_of")
        shown = order if at is None else history.as_of(order_id, at)
        if shown is None:
            raise OrderNotFound("The order was placed later.")
        return body.order_body(shown, sight=sight)


class OrderEventsView(ApiView):
    """`/api/orders/<id>/events/`"""

    @extend_schema(parameters=[GUESTS_TOKEN])
    @endpoint(auth="public", query=EventsQuery, returns={200: OrderEventsPage})
    def get(self, request: ApiRequest, order_id: UUID) -> dict[str, Any]:
        """What happened, oldest first."""
        _, sight = seen(request, order_id)
        return whole_list(request, history.history(order_id, sight=sight), item=dict)


def seen(request: ApiRequest, order_id: UUID, /) -> tuple[OrderInfo, Sight]:
    """The order and in which role the caller sees it. Raises OrderNotFound."""
    order = details.order(order_id)
    if order is None:
        raise OrderNotFound
    token = request.headers.get("X-Order-Token") or request.query_params.get("token")
    return order, sight_of(order, request.actor, token=token)


def _point_of_view(actor: Actor, wanted: str | None, /) -> str:
    may = {"buyer": True, "seller": bool(actor.vendor_ids), "staff": actor.is_staff}
    if wanted is None:
        return next(view for view in ("staff", "seller", "buyer") if may[view])
    if not may[wanted]:
        raise Forbidden(f"You cannot look at orders as {wanted}.")
    return wanted


def _filter(asked: dict[str, Any], /, *, user_id: UUID | None = None) -> lists.Filter:
    return lists.Filter(
        user_id=user_id,
        status=asked.get("status"),
        payment_status=asked.get("payment_status"),
        placed_after=asked.get("placed_after"),
        placed_before=asked.get("placed_before"),
        number=asked.get("q"),
    )


def _orders(request: ApiRequest, wanted: lists.Filter, view: str, /) -> dict[str, Any]:
    page = keyset_page(request, NEWEST)
    return page.answer(
        lists.orders(wanted, page=page),
        item=lambda found: lists.order_item(found, with_email=view == "staff"),
        count=lambda: lists.count_orders(wanted),
    )


def _parts(request: ApiRequest, wanted: lists.Filter, /) -> dict[str, Any]:
    page = keyset_page(request, NEWEST_PARTS)
    vendor_ids = request.actor.vendor_ids
    return page.answer(
        lists.parts(wanted, vendor_ids=vendor_ids, page=page),
        item=lists.part_item,
        count=lambda: lists.count_parts(wanted, vendor_ids=vendor_ids),
    )
