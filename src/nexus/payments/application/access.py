"""Who may see a payment: staff all of them, a buyer their own, a guest with the order's secret token."""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from nexus.payments.domain.payment import Payment


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """Who asks. `order_token` is the guest's secret in clear; only its hash is compared."""

    user_id: UUID | None
    is_staff: bool
    order_token: str | None = None


def token_hash(order_token: str, /) -> str:
    """SHA-256 (hex) of an order's secret token."""
    return hashlib.sha256(order_token.encode()).hexdigest()


def may_see(payment: Payment, viewer: Viewer, /) -> bool:
    """Whether the payment exists for this viewer."""
    if viewer.is_staff:
        return True
    if viewer.user_id is not None and viewer.user_id == payment.user_id:
        return True
    return _knows_token(payment.access_token_hash, viewer.order_token)


def _knows_token(stored_hash: str | None, order_token: str | None, /) -> bool:
    if not stored_hash or not order_token:
        return False
    return hmac.compare_digest(stored_hash, token_hash(order_token))
