"""Place-order processes in PostgreSQL."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from nexus.checkout.domain.process import WAITING_FOR, Process, ProcessState
from nexus.kernel.errors import NotFound
from nexus.kernel.ids import new_id
from nexus.orders.contracts.dto import OrderInfo
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

_COLUMNS = "id, order_id, payment_id, cart_id, payment_method, state, deadline"


class ProcessTable:
    """The port of the use cases."""

    def lock(self, order_id: UUID, /) -> Process:
        """The process of the order, locked until the transaction ends. Raises NotFound, Busy."""
        with lock_errors():
            found = db.row(
                f"SELECT {_COLUMNS} FROM checkout_process WHERE tenant_id = %s AND order_id = %s FOR NO KEY UPDATE",  # noqa: S608
                [current_tenant(), order_id],
            )
        if found is None:
            raise NotFound("The order has no place-order process.", order_id=str(order_id))
        return _process(found)

    def move(self, process: Process, state: ProcessState, /, *, now: datetime) -> None:
        """Store the new state; what was wrong before is over."""
        db.execute(
            "UPDATE checkout_process SET state = %s, waiting_for = %s, updated_at = %s, last_error = '', "
            "next_attempt_at = NULL WHERE tenant_id = %s AND id = %s",
            [state.value, WAITING_FOR[state], now, current_tenant(), process.id],
        )


def begin(
    order: OrderInfo, /, *, payment_id: UUID, cart_id: UUID, deadline: datetime | None, now: datetime
) -> None:
    """A new process that waits for payment."""
    state = ProcessState.AWAITING_PAYMENT
    db.execute(
        "INSERT INTO checkout_process (id, tenant_id, order_id, order_number, payment_id, cart_id, payment_method, state, "
        "waiting_for, deadline, attempts, last_error, created_at, updated_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', %s, %s)",
        [new_id(), current_tenant(), order.id, order.number, payment_id, cart_id, order.payment_method, state.value,
         WAITING_FOR[state], deadline, now, now],
    )  # fmt: skip


def overdue(now: datetime, /, *, limit: int) -> list[UUID]:
    """Orders whose deadline has passed and whose next attempt is due; candidates only, nothing is locked."""
    found = db.rows(
        "SELECT order_id FROM checkout_process WHERE tenant_id = %s AND state = 'awaiting_payment' AND deadline <= %s "
        "AND (next_attempt_at IS NULL OR next_attempt_at <= %s) ORDER BY deadline LIMIT %s",
        [current_tenant(), now, now, limit],
    )
    return [entry.order_id for entry in found]


def record_failure(order_id: UUID, error: Exception, /, *, now: datetime) -> int:
    """Keep a failed compensation in the row, to be tried again with growing distance. Returns the number of attempts."""
    found = db.row(
        "UPDATE checkout_process SET attempts = attempts + 1, last_error = %s, updated_at = %s, "
        "next_attempt_at = %s::timestamptz + least(power(2, attempts), 3600) * %s::interval "
        "WHERE tenant_id = %s AND order_id = %s RETURNING attempts",
        [repr(error)[:2000], now, now, timedelta(seconds=1), current_tenant(), order_id],
    )
    return found.attempts if found else 0


def _process(entry: Any) -> Process:
    return Process(**entry._asdict() | {"state": ProcessState(entry.state)})
