"""What may come back of an order."""

from collections.abc import Iterable
from uuid import UUID

from nexus.inventory.contracts.errors import RestockExceedsCommitted
from nexus.inventory.domain.demand import Demand
from nexus.inventory.domain.reservation import Reservation, ReservationState


def check_returnable(order_id: UUID, returned: Demand, found: Iterable[Reservation], /) -> None:
    """Raises RestockExceedsCommitted with every variant of which more comes back than is out."""
    out = {
        entry.variant_id: entry.quantity - entry.restocked
        for entry in found
        if entry.state is ReservationState.COMMITTED
    }
    excess = [variant for variant, quantity in returned.items() if quantity > out.get(variant, 0)]
    if excess:
        raise RestockExceedsCommitted(
            order_id=str(order_id),
            lines=[
                {"variant_id": str(variant), "asked": returned[variant], "out": out.get(variant, 0)}
                for variant in excess
            ],
        )
