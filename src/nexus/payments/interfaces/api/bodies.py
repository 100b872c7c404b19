"""Frozen data as the JSON of the contract."""

from typing import Any

from nexus.payments.application.access import Viewer
from nexus.payments.contracts.dto import PaymentInfo, RefundInfo
from nexus.platform.http import ApiRequest

ORDER_TOKEN_HEADER = "X-Order-Token"  # noqa: S105 - a header's name


def viewer_of(request: ApiRequest, /) -> Viewer:
    """Who asks, as far as payments care. API keys of staff are staff; others need an order's token."""
    actor = request.actor
    return Viewer(
        user_id=actor.id if actor.kind == "user" else None,
        is_staff=actor.is_staff,
        order_token=request.headers.get(ORDER_TOKEN_HEADER),
    )


def payment_body(info: PaymentInfo, request: ApiRequest, /) -> dict[str, Any]:
    """Amounts are decimal strings; `checkout_url` is absolute."""
    return {
        "id": info.id,
        "order_id": info.order_id,
        "order_number": info.order_number,
        "reference": info.reference,
        "provider": info.provider,
        "status": info.status,
        "amount": str(info.amount),
        "captured_amount": str(info.captured),
        "refunded_amount": str(info.refunded),
        "refundable_amount": str(info.refundable),
        "currency": info.amount.currency,
        "checkout_url": request.build_absolute_uri(info.checkout_url) if info.checkout_url else None,
        "expires_at": info.expires_at,
        "created_at": info.created_at,
    }


def refund_body(info: RefundInfo, /) -> dict[str, Any]:
    return {
        "id": info.id,
        "payment_id": info.payment_id,
        "order_id": info.order_id,
        "amount": str(info.amount),
        "currency": info.amount.currency,
        "reason": info.reason,
        "status": info.status,
    }
