"""Reservations: their states, and what ended ones say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from nexus.inventory.contracts.errors import ReservationCommitted, ReservationLost


class ReservationState(StrEnum):
    """open -> committed (left for good) | released (given or taken back). The last two are final."""

    OPEN = "open"
    COMMITTED = "committed"
    RELEASED = "released"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reservation:
    """Pieces of one level promised to an order."""

    id: UUID
    order_id: UUID
    level_id: UUID
    variant_id: UUID
    quantity: int
    restocked: int
    state: ReservationState


def check_releasable(order_id: UUID, found: Iterable[Reservation], /) -> None:
    """Nothing was open to release: fine if nothing was promised, or all was released before.

    Raises ReservationCommitted when the pieces have left.
    """
    if any(entry.state is ReservationState.COMMITTED for entry in found):
        raise ReservationCommitted(order_id=str(order_id))


def check_committed(order_id: UUID, found: Iterable[Reservation], /) -> None:
    """Nothing could be committed: fine only if all was committed before. Raises ReservationLost."""
    entries = tuple(found)
    lost = [entry for entry in entries if entry.state is not ReservationState.COMMITTED]
    if lost or not entries:
        raise ReservationLost(
            order_id=str(order_id),
            lines=[
                {"variant_id": str(entry.variant_id), "quantity": entry.quantity}
                for entry in lost
                if entry.state is ReservationState.RELEASED
            ],
        )
