"""The door of orders: what other contexts may ask.

Runs inside the caller's tenant_scope; takes and returns frozen values. Whoever changes one order twice in a
transaction pays a statement more for the second time: its history is read again.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from nexus.orders import wiring
from nexus.orders.application.ports import HoldMoney
from nexus.orders.contracts.dto import NewOrder, OrderInfo
from nexus.orders.domain.access import token_of
from nexus.orders.domain.errors import OrderNotFound, UnknownPaymentStatus
from nexus.orders.domain.lifecycle import Status
from nexus.orders.domain.payment_status import PaymentStatus
from nexus.orders.queries import body, details, history, purchases
from nexus.orders.queries.purchases import Purchase
from nexus.orders.queries.sight import Sight, Viewer, sight_of


def place(new: NewOrder, /) -> OrderInfo:
    """Write the order down as `pending`: 3 statements plus the buffered event. For a guest `token` is set,
    once.

    Raises EmptyOrder, InvalidLine, TotalsDoNotAddUp, CurrencyMismatch.
    """
    return wiring.place_order(new)


def body_of_new(order: OrderInfo, /) -> dict[str, Any]:
    """The HTTP body of an order just placed, without SQL; holds a guest's `token`."""
    return body.order_body(order, sight=Sight(role="guest" if order.is_guest else "buyer"))


def guest_token(order_id: UUID, /) -> str:
    """The secret that opens a guest's order; only for whoever has proved to be that guest: the holder of the cart that was
    ordered, the mailbox that the order names.
    """
    return token_of(wiring.guest_secret(order_id))


def confirm(order_id: UUID, /, *, payment_status: str | None = None) -> OrderInfo:
    """pending -> confirmed, recording what the payment came to in the same step when given.

    Raises IllegalTransition (cancelled or confirmed already), OrderNotFound, ConcurrentUpdate.
    """
    return wiring.confirm_order(
        order_id, payment_status=_payment_status(payment_status) if payment_status else None
    )


def cancel(order_id: UUID, /, *, reason: str, by: str = "system") -> OrderInfo:
    """Cancel at once for a process or the staff, paid or not.

    Raises IllegalTransition once something has shipped or the order is cancelled, OrderNotFound,
    ConcurrentUpdate.
    """
    return wiring.cancel_order(order_id, reason=reason, by=by)


def move(order_id: UUID, to: str, /, *, by: str, reason: str = "") -> OrderInfo:
    """One step of the whole order. Raises IllegalTransition, OrderNotFound, ConcurrentUpdate."""
    return wiring.move_order(order_id, Status(to), by=by, reason=reason)


def register_payment_lock(lock: HoldMoney, /) -> None:
    """How an order's payment is locked before the order is cancelled; composed in config."""
    wiring.register_payment_lock(lock)


def mark_payment(order_id: UUID, status: str, /) -> OrderInfo:
    """Record what the payment came to; a late report changes nothing. Raises UnknownPaymentStatus."""
    return wiring.record_payment_status(order_id, _payment_status(status))


def order(order_id: UUID, /) -> OrderInfo | None:
    """The order as it stands (1 statement), or None."""
    return details.order(order_id)


def has_bought(user_id: UUID, product_id: UUID, /) -> bool:
    """Whether the user's confirmed orders hold the product. One statement."""
    return purchases.has_bought(user_id, product_id)


def orders_before(*, user_id: UUID | None, email: str) -> int:
    """How many orders the person has placed, by account or by e-mail address, that were not cancelled. One statement."""
    return purchases.orders_before(user_id=user_id, email=email)


def orders_before_each(order_ids: Collection[UUID], /) -> dict[UUID, int]:
    """The same for past orders: how many their people had placed before each, by order. One statement."""
    return purchases.orders_before_each(order_ids)


def purchases_of(order_ids: Sequence[UUID], /) -> list[Purchase]:
    """Which products these orders stand for as they are now: nothing while unpaid, cancelled or given back. One statement."""
    return purchases.purchases_of(order_ids)


def purchases_after(after: UUID | None, /, *, limit: int) -> list[Purchase]:
    """The same of a page of all orders, in the order of their ids. One statement."""
    return purchases.purchases_after(after, limit=limit)


def order_body(order_id: UUID, actor: Viewer, /, *, token: str | None = None) -> dict[str, Any]:
    """The HTTP body as far as this actor may see it (1 statement). Raises OrderNotFound for others."""
    found = details.order(order_id)
    if found is None:
        raise OrderNotFound
    return body.order_body(found, sight=sight_of(found, actor, token=token))


def ask_to_cancel(order_id: UUID, actor: Viewer, /, *, reason: str, token: str | None = None) -> OrderInfo:
    """The buyer wants out: cancelled at once while unpaid, otherwise a request opens for the staff.

    Raises OrderNotFound for everybody else, sellers and staff included, IllegalTransition, CancellationAlreadyRequested.
    """
    found = details.order(order_id)
    if found is None:
        raise OrderNotFound
    sight = sight_of(found, actor, token=token)
    if sight.role not in ("buyer", "guest"):
        raise OrderNotFound
    return wiring.ask_to_cancel(order_id, reason=reason, by=sight.role)


def history_of(order_id: UUID, actor: Viewer, /, *, token: str | None = None) -> list[dict[str, Any]]:
    """What happened, oldest first, as far as this actor may see it (2 statements). Raises OrderNotFound for others."""
    found = details.order(order_id)
    if found is None:
        raise OrderNotFound
    return history.history(order_id, sight=sight_of(found, actor, token=token))


def _payment_status(status: str, /) -> PaymentStatus:
    try:
        return PaymentStatus(status)
    except ValueError:
        raise UnknownPaymentStatus(payment_status=status) from None
