"""The use cases with what they need: plain functions, nothing hidden."""

import secrets

from nexus.orders.application.cancel_order import AskToCancel, CancelOrder
from nexus.orders.application.confirm_order import ConfirmOrder
from nexus.orders.application.decide_cancellation import ApproveCancellation, RejectCancellation
from nexus.orders.application.move_order import MoveOrder
from nexus.orders.application.once_more import once_more
from nexus.orders.application.place_order import PlaceOrder
from nexus.orders.application.record_payment_status import RecordPaymentStatus
from nexus.orders.domain.access import SECRET_BYTES
from nexus.orders.infrastructure.repository import EventSourcedOrders

_orders = EventSourcedOrders()

place_order = PlaceOrder(_orders, entropy=secrets.randbits, secret=lambda: secrets.token_bytes(SECRET_BYTES))
confirm_order = once_more(ConfirmOrder(_orders))
record_payment_status = once_more(RecordPaymentStatus(_orders))
cancel_order = once_more(CancelOrder(_orders))
ask_to_cancel = once_more(AskToCancel(_orders))
approve_cancellation = once_more(ApproveCancellation(_orders))
reject_cancellation = once_more(RejectCancellation(_orders))
move_order = once_more(MoveOrder(_orders))
