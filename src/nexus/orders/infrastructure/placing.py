"""Rows of an order just placed: one statement for each of the three tables."""

from collections.abc import Sequence
from typing import Any

import msgspec

from nexus.orders.contracts.dto import OrderLine, Totals, VendorPart
from nexus.orders.domain.order import Order
from nexus.platform.db import insert_many, jsonb
from nexus.platform.tenancy import current_tenant

type Row = dict[str, Any]


def insert_order(order: Order, /) -> bool:
    """False, with nothing written, when the tenant has an order of this number already."""
    return bool(
        _insert("orders_order", [_order(order)], on_conflict="ON CONFLICT (tenant_id, number) DO NOTHING")
    )


def insert_lines(order: Order, /) -> None:
    """All lines in one statement."""
    _insert("orders_line", [_line(order, line, at) for at, line in enumerate(order.placed.lines)])


def insert_parts(order: Order, /) -> None:
    """All parts in one statement."""
    _insert(
        "orders_vendor_order", [_part(order, part, at) for at, part in enumerate(order.placed.vendor_parts)]
    )


def _insert(table: str, entries: Sequence[Row], /, *, on_conflict: str = "") -> list[tuple[Any, ...]]:
    return insert_many(
        table, tuple(entries[0]), [tuple(row.values()) for row in entries], on_conflict=on_conflict
    )


def _order(order: Order, /) -> Row:
    placed = order.placed
    return {
        "id": order.id,
        "tenant_id": current_tenant(),
        "number": placed.number,
        "user_id": placed.user_id,
        "buyer": jsonb(msgspec.to_builtins(placed.buyer)),
        "status": order.status.value,
        "payment_status": order.payment_status.value,
        "fulfilment_status": order.fulfilment.value,
        "is_held": order.is_held,
        "currency": placed.currency,
        "item_count": sum(line.quantity for line in placed.lines),
        "payment_method": placed.payment_method,
        "shipping_method": placed.shipping_method,
        "explanation": jsonb(placed.explanation),
        "placed_at": placed.placed_at,
        "cancel_reason": order.cancel_reason,
        "access_token_hash": placed.access_token_hash,
        "version": order.version,
        "promotions": jsonb(msgspec.to_builtins(placed.promotions)),
        "credit_minor": placed.credit.minor if placed.credit else 0,
        **_amounts(placed.totals),
    }


def _line(order: Order, line: OrderLine, position: int, /) -> Row:
    return {
        "id": line.id,
        "tenant_id": current_tenant(),
        "order_id": order.id,
        "position": position,
        "product_id": line.product_id,
        "variant_id": line.variant_id,
        "sku": line.sku,
        "title": line.title,
        "variant_title": line.variant_title,
        "image_url": line.image_url,
        "vendor_id": line.vendor_id,
        "vendor_name": line.vendor_name,
        "unit_price_minor": line.unit_price.minor,
        "quantity": line.quantity,
        "discount_minor": line.discount.minor,
        "tax_minor": line.tax.minor,
        "total_minor": line.total.minor,
        "explanation": jsonb(line.explanation),
        "is_gift": line.is_gift,
    }


def _part(order: Order, part: VendorPart, position: int, /) -> Row:
    return {
        "id": part.id,
        "tenant_id": current_tenant(),
        "order_id": order.id,
        "position": position,
        "vendor_id": part.vendor_id,
        "vendor_name": part.vendor_name,
        "status": order.parts[part.vendor_id].value,
        "placed_at": order.placed.placed_at,
        **_amounts(part.totals),
    }


def _amounts(totals: Totals, /) -> dict[str, int]:
    return {
        "subtotal_minor": totals.subtotal.minor,
        "discount_minor": totals.discount_total.minor,
        "shipping_minor": totals.shipping_total.minor,
        "tax_minor": totals.tax_total.minor,
        "total_minor": totals.total.minor,
    }
