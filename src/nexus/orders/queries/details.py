"""Whole orders from their rows, one statement for any number of them; never through the aggregate."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from nexus.kernel.money import Money
from nexus.orders.contracts.dto import (
    AppliedPromotion,
    Buyer,
    CancellationRequestInfo,
    OrderInfo,
    OrderLine,
    Totals,
    VendorOrderInfo,
)
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant

_SELECT = """
SELECT o.*,
       (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.position) FROM orders_line l
         WHERE l.tenant_id = %s AND l.order_id = o.id) AS lines,
       (SELECT jsonb_agg(to_jsonb(v) ORDER BY v.position) FROM orders_vendor_order v
         WHERE v.tenant_id = %s AND v.order_id = o.id) AS vendor_orders,
       (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.requested_at, r.id) FROM orders_cancellation_request r
         WHERE r.tenant_id = %s AND r.order_id = o.id) AS requests
  FROM orders_order o
 WHERE o.tenant_id = %s AND o.id = ANY(%s::uuid[])"""


def order(order_id: UUID, /) -> OrderInfo | None:
    """The order as its rows say, or None."""
    found = orders([order_id])
    return found[0] if found else None


def orders(order_ids: Sequence[UUID], /) -> list[OrderInfo]:
    """The orders that exist, in no particular order."""
    tenant = current_tenant()
    return [_order(found) for found in rows(_SELECT, [tenant, tenant, tenant, tenant, list(order_ids)])]


def totals_of(entry: Any, /, *, currency: str) -> Totals:
    """Totals from a row (or a JSON object) with the five columns of amounts."""
    read = entry.__getitem__ if isinstance(entry, dict) else lambda name: getattr(entry, name)
    return Totals(
        subtotal=Money(read("subtotal_minor"), currency),
        discount_total=Money(read("discount_minor"), currency),
        shipping_total=Money(read("shipping_minor"), currency),
        tax_total=Money(read("tax_minor"), currency),
        total=Money(read("total_minor"), currency),
    )


def _order(found: Any, /) -> OrderInfo:
    return OrderInfo(
        id=found.id,
        number=found.number,
        user_id=found.user_id,
        buyer=msgspec.convert(found.buyer, Buyer),
        status=found.status,
        payment_status=found.payment_status,
        fulfilment_status=found.fulfilment_status,
        is_held=found.is_held,
        currency=found.currency,
        lines=tuple(_line(line, found.currency) for line in found.lines),
        vendor_orders=tuple(_part(part, found.currency) for part in found.vendor_orders),
        totals=totals_of(found, currency=found.currency),
        payment_method=found.payment_method,
        shipping_method=found.shipping_method,
        explanation=tuple(found.explanation),
        placed_at=found.placed_at,
        cancel_reason=found.cancel_reason,
        cancellation_requests=tuple(_request(request) for request in found.requests or ()),
        access_token_hash=found.access_token_hash,
        version=found.version,
        promotions=tuple(msgspec.convert(entry, AppliedPromotion) for entry in found.promotions),
        credit=Money(found.credit_minor, found.currency),
    )


def _line(line: dict[str, Any], currency: str, /) -> OrderLine:
    return OrderLine(
        id=UUID(line["id"]),
        product_id=UUID(line["product_id"]),
        variant_id=UUID(line["variant_id"]),
        sku=line["sku"],
        title=line["title"],
        variant_title=line["variant_title"],
        image_url=line["image_url"],
        vendor_id=UUID(line["vendor_id"]),
        vendor_name=line["vendor_name"],
        unit_price=Money(line["unit_price_minor"], currency),
        quantity=line["quantity"],
        discount=Money(line["discount_minor"], currency),
        tax=Money(line["tax_minor"], currency),
        total=Money(line["total_minor"], currency),
        explanation=tuple(line["explanation"]),
        is_gift=line["is_gift"],
    )


def _part(part: dict[str, Any], currency: str, /) -> VendorOrderInfo:
    return VendorOrderInfo(
        id=UUID(part["id"]),
        vendor_id=UUID(part["vendor_id"]),
        vendor_name=part["vendor_name"],
        status=part["status"],
        totals=totals_of(part, currency=currency),
    )


def _request(request: dict[str, Any], /) -> CancellationRequestInfo:
    decided_at = request["decided_at"]
    return CancellationRequestInfo(
        id=UUID(request["id"]),
        reason=request["reason"],
        status=request["status"],
        requested_at=datetime.fromisoformat(request["requested_at"]),
        decided_at=datetime.fromisoformat(decided_at) if decided_at else None,
        decision_reason=request["decision_reason"],
    )
