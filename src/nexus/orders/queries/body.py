"""The order of the HTTP contract as plain data. A seller's body holds its own parts, lines and sums and no
e-mail.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nexus.kernel.clock import iso
from nexus.kernel.money import Money, total
from nexus.orders.contracts.dto import (
    Address,
    AppliedPromotion,
    CancellationRequestInfo,
    OrderInfo,
    OrderLine,
    Totals,
    VendorOrderInfo,
)
from nexus.orders.domain.lifecycle import Status, fulfilment_status, order_status
from nexus.orders.queries.sight import Sight

_TOTALS = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")


def order_body(order: OrderInfo, /, *, sight: Sight) -> dict[str, Any]:
    """The order as far as it may be seen."""
    return _partial_body(order, sight) if sight.is_partial else _whole_body(order)


def totals_body(totals: Totals, /) -> dict[str, Any]:
    """Amounts as decimal strings, next to their currency."""
    return {"currency": totals.total.currency, **{name: str(getattr(totals, name)) for name in _TOTALS}}


def _whole_body(order: OrderInfo, /) -> dict[str, Any]:
    return {
        **_head(order),
        "status": order.status,
        "fulfilment_status": order.fulfilment_status,
        "email": order.email,
        "lines": [_line(line) for line in order.lines],
        "vendor_orders": [_part(part) for part in order.vendor_orders],
        **totals_body(order.totals),
        "credit_total": str(order.credit),
        "amount_due": str(order.amount_due),
        "promotions": [_promotion(promotion, promotion.amount) for promotion in order.promotions],
        "shipping_address": _address(order.buyer.shipping_address),
        "billing_address": _address(order.buyer.billing_address) if order.buyer.billing_address else None,
        "explanation": list(order.explanation),
        "cancel_reason": order.cancel_reason,
        "cancellation_request": _request(order.cancellation_requests),
        **({"token": order.token} if order.token else {}),
    }


def _partial_body(order: OrderInfo, sight: Sight, /) -> dict[str, Any]:
    parts = [part for part in order.vendor_orders if part.vendor_id in sight.vendor_ids]
    statuses = [Status(part.status) for part in parts]
    lines = [line for line in order.lines if line.vendor_id in sight.vendor_ids]
    return {
        **_head(order),
        "status": order_status(statuses, on_hold=order.is_held).value,
        "fulfilment_status": fulfilment_status(statuses).value,
        "lines": [_line(line) for line in lines],
        "vendor_orders": [_part(part) for part in parts],
        **totals_body(_sum(parts, currency=order.currency)),
        "promotions": list(_own_promotions(order, lines)),
        "shipping_address": _address(order.buyer.shipping_address),
        "explanation": [],
        "cancel_reason": order.cancel_reason,
    }


def _head(order: OrderInfo, /) -> dict[str, Any]:
    return {
        "id": str(order.id),
        "number": order.number,
        "payment_status": order.payment_status,
        "payment_method": order.payment_method,
        "shipping_method": order.shipping_method,
        "placed_at": iso(order.placed_at),
    }


def _own_promotions(order: OrderInfo, lines: Sequence[OrderLine], /) -> Iterator[dict[str, Any]]:
    """What promotions took off these lines; those that touched none of them are nobody's business here."""
    for promotion in order.promotions:
        taken = [
            Money.of(step["amount"], order.currency)
            for line in lines
            for step in line.explanation
            if step.get("part") == "discount" and step.get("offer") == promotion.code
        ]
        if amount := -total(taken, currency=order.currency):
            yield _promotion(promotion, amount)


def _promotion(promotion: AppliedPromotion, amount: Money, /) -> dict[str, Any]:
    return {
        "code": promotion.code,
        "title": promotion.title,
        "coupon": promotion.coupon,
        "amount": str(amount),
        "currency": amount.currency,
    }


def _line(line: OrderLine, /) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "product_id": str(line.product_id),
        "variant_id": str(line.variant_id),
        "sku": line.sku,
        "title": line.title,
        "variant_title": line.variant_title,
        "image": line.image_url,
        "vendor": {"id": str(line.vendor_id), "name": line.vendor_name},
        "quantity": line.quantity,
        "currency": line.total.currency,
        "unit_price": str(line.unit_price),
        "discount": str(line.discount),
        "tax": str(line.tax),
        "total": str(line.total),
        "is_gift": line.is_gift,
        "explanation": list(line.explanation),
    }


def _part(part: VendorOrderInfo, /) -> dict[str, Any]:
    return {
        "id": str(part.id),
        "vendor": {"id": str(part.vendor_id), "name": part.vendor_name},
        "status": part.status,
        **totals_body(part.totals),
    }


def _sum(parts: Sequence[VendorOrderInfo], /, *, currency: str) -> Totals:
    def summed(name: str) -> Money:
        return total((getattr(part.totals, name) for part in parts), currency=currency)

    return Totals(**{name: summed(name) for name in _TOTALS})


def _address(address: Address, /) -> dict[str, str]:
    return {
        "name": address.name,
        "address_line": address.address_line,
        "city": address.city,
        "postal_code": address.postal_code,
        "region": address.region,
        "country": address.country,
        "phone": address.phone,
    }


def _request(requests: Iterable[CancellationRequestInfo], /) -> dict[str, Any] | None:
    """The latest one: an earlier one was rejected, or this order would be cancelled."""
    latest = max(requests, key=lambda request: request.requested_at, default=None)
    return request_body(latest) if latest else None


def request_body(request: CancellationRequestInfo, /) -> dict[str, Any]:
    """A cancellation request as people see it."""
    return {
        "id": str(request.id),
        "reason": request.reason,
        "status": request.status,
        "requested_at": iso(request.requested_at),
        "decided_at": iso(request.decided_at) if request.decided_at else None,
        "decision_reason": request.decision_reason,
    }
