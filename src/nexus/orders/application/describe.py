"""An order as others see it: the aggregate's state in one frozen value."""

from nexus.kernel.money import Money
from nexus.orders.contracts.dto import CancellationRequestInfo, OrderInfo, VendorOrderInfo, VendorPart
from nexus.orders.domain.history import CancellationRequest, OrderHistory


def describe(order: OrderHistory, /, *, token: str | None = None) -> OrderInfo:
    """The order as it stands; `token` is passed on for the one moment in which it is known."""
    placed = order.placed
    return OrderInfo(
        id=order.id,
        number=placed.number,
        user_id=placed.user_id,
        buyer=placed.buyer,
        status=order.status.value,
        payment_status=order.payment_status.value,
        fulfilment_status=order.fulfilment.value,
        is_held=order.is_held,
        currency=placed.currency,
        lines=placed.lines,
        vendor_orders=tuple(_part(part, order) for part in placed.vendor_parts),
        totals=placed.totals,
        payment_method=placed.payment_method,
        shipping_method=placed.shipping_method,
        explanation=placed.explanation,
        placed_at=placed.placed_at,
        cancel_reason=order.cancel_reason,
        cancellation_requests=tuple(_request(request) for request in order.requests.values()),
        access_token_hash=placed.access_token_hash,
        version=order.version,
        promotions=placed.promotions,
        credit=placed.credit or Money.zero(placed.currency),
        token=token,
    )


def _part(part: VendorPart, order: OrderHistory, /) -> VendorOrderInfo:
    return VendorOrderInfo(
        id=part.id,
        vendor_id=part.vendor_id,
        vendor_name=part.vendor_name,
        status=order.parts[part.vendor_id].value,
        totals=part.totals,
    )


def _request(request: CancellationRequest, /) -> CancellationRequestInfo:
    return CancellationRequestInfo(
        id=request.id,
        reason=request.reason,
        status=request.status,
        requested_at=request.requested_at,
        decided_at=request.decided_at,
        decision_reason=request.decision_reason,
    )
