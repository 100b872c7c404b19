"""The repository: the event stream is the truth, the rows are kept beside it in the same transaction."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.payments.application.ports import LocatedAttempt
from nexus.payments.domain.errors import PaymentNotFound
from nexus.payments.domain.money_flow import Attempt, AttemptState
from nexus.payments.domain.payment import STREAM, Payment
from nexus.platform import db
from nexus.platform.events import EventStore
from nexus.platform.locking import lock_errors, lock_rows
from nexus.platform.tenancy import current_tenant

TABLE: Final = "payments_payment"

# Nobody answered: ask soon. The buyer is at the provider: it will tell us, asking is the net below.
_LOOK_AFTER: Final = {
    AttemptState.STARTED: timedelta(minutes=1),
    AttemptState.UNKNOWN: timedelta(minutes=1),
    AttemptState.SUBMITTED: timedelta(minutes=15),
}
# We asked for held money and have no answer yet: the process that asked may be dead.
_LOOK_AFTER_CAPTURE: Final = timedelta(minutes=1)
LOOK_AGAIN_AFTER: Final = timedelta(minutes=15)

_STATE_COLUMNS: Final = (
    "provider", "status", "captured_minor", "refunded_minor", "refunding_minor", "checkout_url",
    "updated_at", "version", )  # fmt: skip
_COLUMNS: Final = (
    "id", "tenant_id", "order_id", "order_number", "reference", "currency", "amount_minor", "email",
    "user_id", "access_token_hash", "expires_at", "created_at", *_STATE_COLUMNS,
)  # fmt: skip
_ATTEMPT_COLUMNS: Final = (
    "id", "tenant_id", "payment_id", "number", "provider", "state", "merchant_reference",
    "gateway_reference", "look_at", "updated_at",
)  # fmt: skip
_ATTEMPT_CONFLICT: Final = (
    "ON CONFLICT (tenant_id, payment_id, number) DO UPDATE SET state = EXCLUDED.state, "
    "gateway_reference = EXCLUDED.gateway_reference, updated_at = EXCLUDED.updated_at, "
    "look_at = CASE WHEN payments_attempt.state = EXCLUDED.state "
    "THEN coalesce(payments_attempt.look_at, EXCLUDED.look_at) ELSE EXCLUDED.look_at END"
)


class StoredPayments:
    """Payments by event stream. `get` and `by_order` lock the payment until the transaction ends."""

    def __init__(self) -> None:
        self._store = EventStore(STREAM, Payment)

    def add(self, payment: Payment, /) -> None:
        values = (*_identity(payment), *_state(payment))
        db.insert_many(TABLE, _COLUMNS, [values])
        self._store.add(payment)

    def get(self, payment_id: UUID, /) -> Payment:
        if not lock_rows(TABLE, (payment_id,), columns="id"):
            raise PaymentNotFound
        return self._store.get(payment_id)

    def by_order(self, order_id: UUID, /) -> Payment | None:
        with lock_errors():
            found = db.row(
                "SELECT id FROM payments_payment WHERE tenant_id = %s AND order_id = %s FOR NO KEY UPDATE",
                [current_tenant(), order_id],
            )
        return self._store.get(found.id) if found else None

    def locate(
        self, provider: str, /, *, merchant_reference: str, gateway_reference: str
    ) -> LocatedAttempt | None:
        """By either name; the gateway's own wins when a message carries both."""
        found = db.row(
            "SELECT payment_id, number FROM payments_attempt WHERE tenant_id = %s AND provider = %s AND "
            "((gateway_reference <> '' AND gateway_reference = %s) OR merchant_reference = %s) "
            "ORDER BY (gateway_reference = %s) DESC LIMIT 1",
            [current_tenant(), provider, gateway_reference, merchant_reference, gateway_reference],
        )
        return LocatedAttempt(found.payment_id, found.number) if found else None

    def save(self, payment: Payment, /) -> None:
        """Rows before events: a handler that reacts to an event in this transaction may change the payment
        again.
        """
        if payment.stored_version == payment.version:
            return
        assignments = ", ".join(f"{column} = %s" for column in _STATE_COLUMNS)
        db.execute(
            f"UPDATE payments_payment SET {assignments} WHERE tenant_id = %s AND id = %s",  # noqa: S608 - names come from code
            [*_state(payment), current_tenant(), payment.id],
        )
        self._save_attempts(payment)
        self._store.save(payment)

    def _save_attempts(self, payment: Payment, /) -> None:
        now = clock.now()
        values = [_attempt(payment, attempt, now) for attempt in payment.attempts.values()]
        db.insert_many("payments_attempt", _ATTEMPT_COLUMNS, values, on_conflict=_ATTEMPT_CONFLICT)


class StoredOpenAttempts:
    """Attempts that nobody has told us about for a while."""

    def due(self, at: datetime, /, *, limit: int) -> tuple[LocatedAttempt, ...]:
        tenant_id = current_tenant()
        found = db.rows(
            "SELECT id, payment_id, number FROM payments_attempt WHERE tenant_id = %s AND look_at <= %s "
            "ORDER BY look_at LIMIT %s FOR NO KEY UPDATE SKIP LOCKED",
            [tenant_id, at, limit],
        )
        db.execute(
            "UPDATE payments_attempt SET look_at = %s WHERE tenant_id = %s AND id = ANY(%s::uuid[])",
            [at + LOOK_AGAIN_AFTER, tenant_id, [entry.id for entry in found]],
        )
        return tuple(LocatedAttempt(entry.payment_id, entry.number) for entry in found)


def _identity(payment: Payment, /) -> tuple[Any, ...]:
    return (
        payment.id,
        current_tenant(),
        payment.order_id,
        payment.order_number,
        payment.reference,
        payment.amount.currency,
        payment.amount.minor,
        payment.email,
        payment.user_id,
        payment.access_token_hash,
        payment.expires_at,
        payment.opened_at,
    )


def _state(payment: Payment, /) -> tuple[Any, ...]:
    return (
        payment.provider,
        str(payment.status),
        payment.captured.minor,
        payment.refunded.minor,
        payment.refunding.minor,
        payment.checkout_url,
        clock.now(),
        payment.version,
    )


def _attempt(payment: Payment, attempt: Attempt, now: datetime, /) -> tuple[Any, ...]:
    wait = _look_after(attempt)
    return (
        new_id(),
        current_tenant(),
        payment.id,
        attempt.number,
        attempt.provider,
        str(attempt.state),
        attempt.merchant_reference,
        attempt.gateway_reference,
        now + wait if wait else None,
        now,
    )


def _look_after(attempt: Attempt, /) -> timedelta | None:
    if attempt.state is AttemptState.AUTHORIZED and attempt.capture_key:
        return _LOOK_AFTER_CAPTURE
    return _LOOK_AFTER.get(attempt.state)
