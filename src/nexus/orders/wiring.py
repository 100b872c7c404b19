"""The use cases with what they need: plain functions, nothing hidden."""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings

from nexus.orders.application.cancel_order import AskToCancel, CancelOrder
from nexus.orders.application.confirm_order import ConfirmOrder
from nexus.orders.application.decide_cancellation import ApproveCancellation, RejectCancellation
from nexus.orders.application.move_order import MoveOrder
from nexus.orders.application.once_more import once_more
from nexus.orders.application.place_order import PlaceOrder
from nexus.orders.application.ports import HoldMoney
from nexus.orders.application.record_payment_status import RecordPaymentStatus
from nexus.orders.infrastructure.repository import EventSourcedOrders

_orders = EventSourcedOrders()
_lock_payment: HoldMoney | None = None


def register_payment_lock(lock: HoldMoney, /) -> None:
    """Said once at start: orders know no payments."""
    global _lock_payment
    _lock_payment = lock


def _hold_money(order_id: UUID) -> None:
    if _lock_payment is not None:
        _lock_payment(order_id)


def guest_secret(order_id: UUID, /) -> bytes:
    """The 256 bits that open a guest's order, from the installation's key: whoever has proved to be that guest can be
    told them again. Only their hash is stored.
    """
    key: str = settings.NEXUS_ORDER_LINK_KEY
    return hmac.new(key.encode(), order_id.bytes, hashlib.sha256).digest()


place_order = PlaceOrder(_orders, entropy=secrets.randbits, secret=guest_secret)
confirm_order = once_more(ConfirmOrder(_orders))
record_payment_status = once_more(RecordPaymentStatus(_orders))
cancel_order = once_more(CancelOrder(_orders, _hold_money))
ask_to_cancel = once_more(AskToCancel(_orders, _hold_money))
approve_cancellation = once_more(ApproveCancellation(_orders, _hold_money))
reject_cancellation = once_more(RejectCancellation(_orders))
move_order = once_more(MoveOrder(_orders, _hold_money))
