"""The life of an order as data: which status may follow which, and what a whole order derives to from its
parts.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Where a seller's part stands, or the whole order. Only a whole order can be on hold."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"


class Fulfilment(StrEnum):
    """How much of an order is on its way or has arrived."""

    UNFULFILLED = "unfulfilled"
    PARTIALLY_SHIPPED = "partially_shipped"
    SHIPPED = "shipped"
    PARTIALLY_DELIVERED = "partially_delivered"
    DELIVERED = "delivered"
    PARTIALLY_RETURNED = "partially_returned"
    RETURNED = "returned"
    CANCELLED = "cancelled"


TRANSITIONS: Final[Mapping[Status, frozenset[Status]]] = MappingProxyType(
    {
        Status.PENDING: frozenset({Status.CONFIRMED, Status.CANCELLED, Status.ON_HOLD}),
        Status.CONFIRMED: frozenset({Status.PROCESSING, Status.CANCELLED, Status.ON_HOLD}),
        Status.PROCESSING: frozenset({Status.SHIPPED, Status.CANCELLED, Status.ON_HOLD}),
        Status.SHIPPED: frozenset({Status.DELIVERED}),
        Status.DELIVERED: frozenset({Status.RETURNED}),
        Status.RETURNED: frozenset(),
        Status.CANCELLED: frozenset(),
        # Back to where it was held, never elsewhere: `Order.legal_moves` narrows these three to one.
        Status.ON_HOLD: frozenset(
            {Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.CANCELLED},
        ),
    }
)

BY_PROCESS_ONLY: Final = frozenset({Status.CONFIRMED})
"""Confirming takes stock for good, so only the place-order process does it, when the payment allows."""

_PATH: Final = (
    Status.PENDING,
    Status.CONFIRMED,
    Status.PROCESSING,
    Status.SHIPPED,
    Status.DELIVERED,
    Status.RETURNED,
)
_RANK: Final[Mapping[Status, int]] = {status: rank for rank, status in enumerate(_PATH)}


def can_move(current: Status, /, *, to: Status) -> bool:
    """Whether the table lets `to` follow `current`."""
    return to in TRANSITIONS[current]


def in_order(statuses: Iterable[Status], /) -> tuple[Status, ...]:
    """Sorted as the life of an order goes, for people to read."""
    wanted = frozenset(statuses)
    return tuple(status for status in Status if status in wanted)


def common_moves(parts: Collection[Status], /) -> frozenset[Status]:
    """Statuses that these parts can reach together in one step: some part steps there, the others are there
    or past it.

    For parts of one status this is its row of the table. Cancelled parts do not count; cancelling needs every
    other part.
    """
    live = [part for part in parts if part is not Status.CANCELLED]
    candidates = frozenset().union(*(TRANSITIONS[part] for part in live))
    return frozenset(to for to in candidates if all(_joins(part, to=to) for part in live))


def _joins(part: Status, /, *, to: Status) -> bool:
    return can_move(part, to=to) or (to in _RANK and _RANK[part] >= _RANK[to])


def order_status(parts: Collection[Status], /, *, on_hold: bool) -> Status:
    """The status of the whole order. The first row that fits wins; cancelled parts, then returned ones, do
    not count.

    | parts                                  | order      |
    | -------------------------------------- | ---------- |
    | all cancelled                          | cancelled  |
    | held, whatever the parts               | on_hold    |
    | all returned                           | returned   |
    | all delivered                          | delivered  |
    | all shipped or delivered               | shipped    |
    | some processing, shipped or delivered  | processing |
    | all confirmed                          | confirmed  |
    | some pending                           | pending    |
    """
    live = frozenset(parts) - {Status.CANCELLED}
    if not live:
        return Status.CANCELLED
    return Status.ON_HOLD if on_hold else _progress(live)


def _progress(live: frozenset[Status], /) -> Status:
    counted = live - {Status.RETURNED}
    if not counted:
        return Status.RETURNED
    if counted == {Status.DELIVERED}:
        return Status.DELIVERED
    if counted <= {Status.SHIPPED, Status.DELIVERED}:
        return Status.SHIPPED
    if counted & {Status.PROCESSING, Status.SHIPPED, Status.DELIVERED}:
        return Status.PROCESSING
    return Status.PENDING if Status.PENDING in counted else Status.CONFIRMED


def fulfilment_status(parts: Collection[Status], /) -> Fulfilment:
    """How far the goods are. The first row that fits wins; cancelled parts do not count.

    | parts                          | fulfilment          |
    | ------------------------------ | ------------------- |
    | all cancelled                  | cancelled           |
    | all returned                   | returned            |
    | some returned                  | partially_returned  |
    | all delivered                  | delivered           |
    | some delivered                 | partially_delivered |
    | all shipped                    | shipped             |
    | some shipped                   | partially_shipped   |
    | none of these                  | unfulfilled         |
    """
    live = frozenset(parts) - {Status.CANCELLED}
    if not live:
        return Fulfilment.CANCELLED
    for status, whole, partial in _FULFILMENT_ROWS:
        if status in live:
            return whole if live == {status} else partial
    return Fulfilment.UNFULFILLED


_FULFILMENT_ROWS: Final = (
    (Status.RETURNED, Fulfilment.RETURNED, Fulfilment.PARTIALLY_RETURNED),
    (Status.DELIVERED, Fulfilment.DELIVERED, Fulfilment.PARTIALLY_DELIVERED),
    (Status.SHIPPED, Fulfilment.SHIPPED, Fulfilment.PARTIALLY_SHIPPED),
)
