"""Histories and rows side by side, in batches, for the check that the one is the fold of the other."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from nexus.kernel.events import from_payload
from nexus.orders.application.describe import describe
from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.history import OrderHistory
from nexus.orders.queries.details import orders
from nexus.orders.queries.history import STREAM
from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant

BATCH = 200

type Pair = tuple[UUID, OrderInfo | None, OrderInfo | None]


def replayed_and_stored() -> Iterator[Pair]:
    """For every order id of the tenant: what its history folds to, and what its rows say; None where it is
    missing.
    """
    after: UUID | None = None
    while batch := _ids(after):
        folded, stored = _folded(batch), {order.id: order for order in orders(batch)}
        yield from ((order_id, folded.get(order_id), stored.get(order_id)) for order_id in batch)
        after = batch[-1]


def _ids(after: UUID | None, /) -> list[UUID]:
    """Ids known to either side, in order."""
    tenant = current_tenant()
    found = rows(
        "SELECT stream_id AS id FROM events_log WHERE tenant_id = %s AND stream = %s AND version = 1 "
        "AND (%s::uuid IS NULL OR stream_id > %s::uuid) "
        "UNION SELECT id FROM orders_order WHERE tenant_id = %s AND (%s::uuid IS NULL OR id > %s::uuid) "
        "ORDER BY id LIMIT %s",
        [tenant, STREAM, after, after, tenant, after, after, BATCH],
    )
    return [entry.id for entry in found]


def _folded(order_ids: Sequence[UUID], /) -> dict[UUID, OrderInfo]:
    found = rows(
        "SELECT stream_id, type, payload FROM events_log WHERE tenant_id = %s AND stream = %s "
        "AND stream_id = ANY(%s::uuid[]) ORDER BY stream_id, version",
        [current_tenant(), STREAM, list(order_ids)],
    )
    return {
        order_id: describe(OrderHistory.fold(order_id, (from_payload(e.type, e.payload) for e in entries)))
        for order_id, entries in groupby(found, key=lambda entry: entry.stream_id)
    }
