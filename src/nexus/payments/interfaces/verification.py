"""Promises of payments that `nexus verify` checks in each tenant."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from nexus.payments.domain.payment import STREAM, Payment
from nexus.platform import db
from nexus.platform.events import load
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding

BATCH = 500


def projection_differences() -> Iterator[Finding]:
    """Each payment, re-folded from its stream, equals its row."""
    for row in _all_rows():
        history = load(STREAM, row.id)
        if not history.events:
            yield Finding("payment without history", {"payment": str(row.id)}, f"row says {row.status}")
            continue
        yield from _differences(row, Payment.fold(row.id, history.events))


def streams_without_row() -> Iterator[Finding]:
    """Each stream has its row."""
    for found in db.rows(
        "SELECT l.stream_id FROM events_log l LEFT JOIN payments_payment p ON p.tenant_id = l.tenant_id "
        "AND p.id = l.stream_id AND p.tenant_id = %s "
        "WHERE l.tenant_id = %s AND l.stream = %s AND l.version = 1 AND p.id IS NULL",
        [current_tenant(), current_tenant(), STREAM],
    ):
        yield Finding("payment history without row", {"payment": str(found.stream_id)}, "the row is missing")


def refunds_above_captures() -> Iterator[Finding]:
    """No capture gave back, or promised back, more than it brought; unexpected money included."""
    for row in _all_rows():
        payment = Payment.fold(row.id, load(STREAM, row.id).events)
        for capture in payment.captures.values():
            if capture.refundable.minor < 0 or capture.refunded.minor < 0 or capture.refunding.minor < 0:
                yield Finding(
                    "refunded more than captured",
                    {"payment": str(row.id), "order": str(row.order_id)},
                    f"attempt {capture.attempt}: captured {capture.amount}, refunded {capture.refunded}, "
                    f"on its way {capture.refunding} {capture.amount.currency}",
                )


def _differences(row: Any, payment: Payment) -> Iterator[Finding]:
    expected = {
        "order_id": payment.order_id,
        "reference": payment.reference,
        "provider": payment.provider,
        "status": str(payment.status),
        "currency": payment.amount.currency,
        "amount_minor": payment.amount.minor,
        "captured_minor": payment.captured.minor,
        "refunded_minor": payment.refunded.minor,
        "refunding_minor": payment.refunding.minor,
        "version": payment.version,
    }
    for column, value in expected.items():
        if getattr(row, column) != value:
            yield Finding(
                "payment row differs from its history",
                {"payment": str(row.id), "order": str(row.order_id)},
                f"{column}: row {getattr(row, column)!r}, history {value!r}",
            )
    yield from _attempt_differences(row.id, payment)


def _attempt_differences(payment_id: UUID, payment: Payment) -> Iterator[Finding]:
    stored = db.rows(
        "SELECT number, state, gateway_reference FROM payments_attempt "
        "WHERE tenant_id = %s AND payment_id = %s",
        [current_tenant(), payment_id],
    )
    rows = {found.number: (found.state, found.gateway_reference) for found in stored}
    folded = {number: (str(a.state), a.gateway_reference) for number, a in payment.attempts.items()}
    if rows != folded:
        yield Finding(
            "payment attempts differ from history",
            {"payment": str(payment_id)},
            f"rows {rows}, history {folded}",
        )


def _all_rows() -> Iterator[Any]:
    after: UUID | None = None
    while True:
        batch = db.rows(
            "SELECT id, order_id, reference, provider, status, currency, amount_minor, captured_minor, "
            "refunded_minor, refunding_minor, version FROM payments_payment "
            "WHERE tenant_id = %s AND (%s::uuid IS NULL OR id > %s::uuid) ORDER BY id LIMIT %s",
            [current_tenant(), after, after, BATCH],
        )
        yield from batch
        if len(batch) < BATCH:
            return
        after = batch[-1].id


CHECKS = (
    Check("payments: each row equals its re-folded history", projection_differences),
    Check("payments: each history has its row", streams_without_row),
    Check("payments: refunded is at most captured", refunds_above_captures),
)
