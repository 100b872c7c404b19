"""The door of orders: what other contexts may ask. Runs inside the caller's tenant_scope; takes and returns frozen values."""

from typing import Any
from uuid import UUID

from nexus.orders.contracts.dto import NewOrder, OrderInfo


def place(new: NewOrder, /) -> OrderInfo:
    """Write the order down as `pending`: 3 statements plus the buffered event. `token` is set for a guest, once.

    Raises EmptyOrder, TotalsDoNotAddUp, InvalidLine.
    """
    raise NotImplementedError


def body_of_new(order: OrderInfo, /) -> dict[str, Any]:
    """The HTTP body of an order just placed, without SQL; holds the guest's `token`."""
    raise NotImplementedError


def confirm(order_id: UUID, /, *, payment_status: str | None = None) -> OrderInfo:
    """pending -> confirmed, recording the payment's status in the same step when given.

    Raises IllegalTransition (cancelled or confirmed already), NotFound.
    """
    raise NotImplementedError


def cancel(order_id: UUID, /, *, reason: str, by: str = "system") -> OrderInfo:
    """Cancel at once on behalf of a process or the staff, paid or not. Raises IllegalTransition once shipped or cancelled."""
    raise NotImplementedError


def mark_payment(order_id: UUID, status: str, /) -> OrderInfo:
    """Record what the payment came to; the same status again changes nothing."""
    raise NotImplementedError


def order(order_id: UUID, /) -> OrderInfo | None:
    """The order as it stands (1 statement), or None."""
    raise NotImplementedError


def order_body(order_id: UUID, actor: Any, /, *, token: str | None = None) -> dict[str, Any]:
    """The HTTP body as this actor may see it (1 statement). Raises NotFound for everybody else."""
    raise NotImplementedError
